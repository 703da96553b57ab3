import ArgumentParser
import Planning

/// The help of a verb for Vietnamese readers, made of the English page that the parser lays out.
struct VietnameseHelp {
  /// The page, its lines within the width.
  let text: String

  /// Where what an argument does begins, behind its name.
  private static let column = 26

  /// Looks at what parsing has thrown; `nil` where no help was asked for.
  init?(_ error: any Error, width: Int) {
    guard Sohoa.exitCode(for: error) == .success else { return nil }
    // Nothing is broken into lines, so that sentences are whole.
    let page = Sohoa.fullMessage(for: error, columns: 1_000_000)
    guard page.contains("USAGE: ") else { return nil }
    self.init(page: page, width: width)
  }

  /// Says a page that was laid out in lines of any length.
  init(page: String, width: Int) {
    text = page.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Self.said(String($0), width: max(width, 60)) }
      .joined(separator: "\n")
  }

  /// A line of the page in Vietnamese, broken into lines.
  private static func said(_ line: String, width: Int) -> [String] {
    if let heading = line.wholeMatch(of: #/([A-Z ]+:)(?: (.+))?/#) {
      let name = Phrase.vietnamese(String(heading.1))
      guard let rest = heading.2 else { return [name] }
      let isUsage = heading.1 == "USAGE:"
      return wrapped(
        "\(name) \(isUsage ? String(rest) : Phrase.vietnamese(String(rest)))", width,
        margin: isUsage ? name.count + 1 : 0)
    }
    if let entry = line.wholeMatch(of: #/(  \S.*?) {2,}(\S.*)/#) {
      let label = String(entry.1)
      let lines = wrapped(
        String(repeating: " ", count: column) + sentence(String(entry.2)), width, margin: column)
      guard label.count < column else { return [label] + lines }
      let first = label + lines[0].dropFirst(label.count)
      return [first] + lines.dropFirst()
    }
    if line.hasPrefix(String(repeating: " ", count: column)) {
      return wrapped(
        String(repeating: " ", count: column) + sentence(String(line.dropFirst(column))), width,
        margin: column)
    }
    let margin = line.prefix { $0 == " " }
    return wrapped(
      margin + Phrase.vietnamese(String(line.dropFirst(margin.count))), width,
      margin: margin.count)
  }

  /// What an argument does; its values and what it is otherwise stand behind that.
  private static func sentence(_ help: String) -> String {
    guard let parts = help.wholeMatch(of: #/(.*?) ?\(((?:values|default): .*)\)/#) else {
      return Phrase.vietnamese(help)
    }
    let about = parts.1.isEmpty ? "" : Phrase.vietnamese(String(parts.1)) + " "
    let choice = parts.2.replacing("values: ", with: "giá trị: ")
      .replacing("default: ", with: "mặc định: ")
    return "\(about)(\(choice))"
  }

  private static func wrapped(_ text: String, _ width: Int, margin: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, !line.allSatisfy({ $0 == " " }), line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: margin) + word
      } else {
        line += isEmpty ? String(word) : " " + word
      }
      isEmpty = false
    }
    return lines + [line]
  }
}
