import Foundation
import Testing

@testable import Planning

/// What the sources say to people, read from their text.
private struct SpokenText {
  /// Sentences with `{}` for what is filled in, with the place of each.
  private(set) var sentences: [(text: String, place: String)] = []
  private var code: [Character] = []
  private var place = ""

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init() throws {
    let folder = Self.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in try #require(files) where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      place = file.lastPathComponent
      code = []
      for word in ["remedy:", "remedy = "] {
        for start in places(behind: word, in: text) { take(from: start) }
      }
      if file.path.contains("/Bindings/Archives/") {
        for kind in ["damaged", "changed", "limit", "encrypted", "unsupported"] {
          for start in places(behind: ".\(kind),", in: text) { take(from: start) }
        }
      }
      for name in ["hint(for", "suggestion(_", "remedy(for", "reason(copyOf"] {
        for start in places(behind: "func " + name, in: text) { takeAll(from: start) }
      }
      if place == "Examination+Server.swift" {
        for start in places(behind: "func server(", in: text) { takeAll(from: start) }
      }
      if place == "Examination.swift" {
        for start in places(behind: "func run() -> [Finding]", in: text) {
          takeAll(from: start, through: code.count)
        }
      }
      if place == "Shape+Fitting.swift" || place == "Shape.swift" {
        for word in ["var wanted: String", "var kind: String", "func number("] {
          for start in places(behind: word, in: text) { takeAll(from: start) }
        }
      }
    }
  }

  /// What is the same in both languages, or said to nobody.
  private static let others: Set<String> = [
    "SQLite", "libpq", "libxml2", "zlib", "libarchive", "LC_CTYPE", "LANG", "/proc/meminfo",
    ".sohoa/database.sqlite", "wrong number of arguments to function ", "#/$defs/{}",
  ]

  private mutating func places(behind word: String, in text: String) -> [Int] {
    let parts = text.components(separatedBy: word)
    guard parts.count > 1 else { return [] }
    if code.isEmpty { code = Array(text) }
    var place = 0
    return parts.dropLast().map { part in
      place += part.count + word.count
      return place
    }.filter { word != "remedy = " || code[$0] == "\"" }
  }

  /// Takes the literals of one argument or assignment.
  private mutating func take(from start: Int) {
    var index = start
    var depth = 0
    while index < code.count {
      switch code[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth < 0 { return }
      case "," where depth == 0: return
      case "\n" where depth == 0 && !continues(index): return
      case "\"": index = takeLiteral(at: index)
      default: break
      }
      index += 1
    }
  }

  /// Whether an expression goes on behind a line end.
  private func continues(_ index: Int) -> Bool {
    let next = code[index...].first { !$0.isWhitespace } ?? "}"
    let last = code[..<index].last { !$0.isWhitespace } ?? "}"
    return "?:+.".contains(next) || next == "\"" || ":?=".contains(last)
      || next.isLetter && last == ":"
  }

  /// Takes the literals of a function's body.
  private mutating func takeAll(from start: Int, through end: Int? = nil) {
    var index = start
    var depth = 0
    while index < end ?? code.count {
      switch code[index] {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 && end == nil { return }
      case "\"": index = takeLiteral(at: index)
      default: break
      }
      index += 1
    }
  }

  /// Takes a literal, and what is joined to it by `+`; says where it ends.
  private mutating func takeLiteral(at start: Int) -> Int {
    var (text, end) = literal(at: start)
    let label = String(code[max(0, start - 12)..<start]).filter { !$0.isWhitespace }
    // What is joined, searched for or compared is not said.
    let isMute =
      [
        "separator:", "hasPrefix(", "of:", "with:", "==", "[", "case", "at:", "atPath:",
        "contains(",
      ]
      .contains { label.hasSuffix($0) }
    while let next = code[(end + 1)...].firstIndex(where: { !$0.isWhitespace }), code[next] == "+" {
      guard let operand = code[(next + 1)...].firstIndex(where: { !$0.isWhitespace }) else { break }
      guard code[operand] == "\"" else {
        text += "{}"
        break
      }
      let more = literal(at: operand)
      text += more.text
      end = more.end
    }
    text = text.replacingOccurrences(of: "{}{}", with: "{}")
    if !isMute, !Self.others.contains(text),
      text.replacingOccurrences(of: "{}", with: "").contains(where: \.isLetter)
    {
      sentences.append((text, place))
    }
    return end
  }

  /// A literal's text with `{}` for interpolations, and where its last quote stands.
  private func literal(at start: Int) -> (text: String, end: Int) {
    var text = ""
    var index = start + 1
    while code[index] != "\"" {
      if code[index] == "\\" && code[index + 1] == "(" {
        text += "{}"
        index += 2
        var depth = 1
        while depth > 0 {
          if code[index] == "\"" { index = literal(at: index).end }
          if code[index] == "(" { depth += 1 }
          if code[index] == ")" { depth -= 1 }
          index += 1
        }
        continue
      }
      if code[index] == "\\" { index += 1 }
      text.append(code[index])
      index += 1
    }
    return (text, index)
  }
}

@Suite struct PhraseTests {
  @Test(
    """
    Everything that is to be done, everything 'doctor' says, and why an archive is not read, is there \
    in both languages
    """)
  func everySentence() throws {
    let sentences = try SpokenText().sentences
    #expect(sentences.count > 150)
    for (text, place) in sentences where Phrase.all[text] == nil {
      Issue.record("\(place): no Vietnamese of: \(text)")
    }
  }

  @Test("Both languages have the same blanks, and no phrase has lost its sentence")
  func blanks() throws {
    let said = Set(try SpokenText().sentences.map(\.text))
    for (english, vietnamese) in Phrase.all {
      let counts = [english, vietnamese].map { $0.components(separatedBy: "{}").count }
      #expect(counts[0] == counts[1], "\(english)")
      #expect(said.contains(english), "nobody says: \(english)")
    }
  }

  @Test(
    "What is filled in stands in its place",
    arguments: [
      ("check the path", "kiểm tra đường dẫn"),
      ("did you mean 'ho_ten'?", "có phải ý bạn là 'ho_ten'?"),
      ("its keys are 'a', 'b'", "các khoá của nó là 'a', 'b'"),
      ("write a whole number from 1 to 9", "viết một số nguyên từ 1 đến 9"),
      ("add 'name': The pipeline's name.", "thêm 'name': Tên luồng xử lý."),
      (
        "look at them with: sohoa rejects list --run 3; raise rejects.limit in a.yaml to go on",
        "xem bằng: sohoa rejects list --run 3; muốn nạp tiếp thì tăng rejects.limit trong a.yaml"
      ),
      (
        "the same content as a.zip!b.csv", "nội dung giống hệt a.zip!b.csv"
      ),
      ("nobody ever said this", "nobody ever said this"),
    ])
  func filled(english: String, vietnamese: String) {
    #expect(Phrase.vietnamese(english) == vietnamese)
  }
}
