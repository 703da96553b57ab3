/// Why an expression cannot be used, and where in its text.
public struct ExpressionProblem: Error, Sendable, Equatable {
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The offset in UTF-8 bytes of what is to blame, or `nil` for the whole.
  public var offset: Int?

  /// Creates a problem.
  public init(_ message: String, at offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }
}

/// Reads the tokens of an SQL expression far enough to see that it is one expression, and that its
/// result depends on nothing but the row.
struct ExpressionScanner {
  /// Names whose value depends on how rows are put into chunks.
  static let chunkNames: Set<String> = ["_row", "_parent", "_state", "rowid", "oid", "_rowid_"]

  /// Functions that without arguments tell the time.
  private static let clockFunctions: Set<String> = [
    "date", "time", "datetime", "julianday", "unixepoch",
  ]

  private let text: [UInt8]
  private let columns: Set<String>
  private var position = 0
  private var openParentheses: [Int] = []

  /// Creates a scanner; `columns` are names in lower case that may be used whatever they mean.
  init(_ expression: String, columns: Set<String>) {
    text = Array(expression.utf8)
    self.columns = columns
  }

  /// Reads the whole expression.
  mutating func check() throws(ExpressionProblem) {
    var hasToken = false
    while position < text.count {
      let start = position
      position += 1
      switch text[start] {
      case UInt8(ascii: " "), 9, 10, 13: continue
      case UInt8(ascii: "("): openParentheses.append(start)
      case UInt8(ascii: ")"):
        if openParentheses.popLast() == nil {
          throw ExpressionProblem("a parenthesis is closed that was not opened", at: start)
        }
      case UInt8(ascii: ";"): throw ExpressionProblem("an expression has no semicolon", at: start)
      case UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: ":"),
        UInt8(ascii: "#"):
        throw ExpressionProblem("an expression has no parameters", at: start)
      case UInt8(ascii: "'"):
        if try readQuoted(until: UInt8(ascii: "'"), from: start).lowercased() == "now" {
          throw ExpressionProblem("the result must not depend on when it is computed", at: start)
        }
      case UInt8(ascii: "\""): try checkName(from: start, until: UInt8(ascii: "\""))
      case UInt8(ascii: "`"): try checkName(from: start, until: UInt8(ascii: "`"))
      case UInt8(ascii: "["): try checkName(from: start, until: UInt8(ascii: "]"))
      case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
        throw ExpressionProblem("an expression has no comments", at: start)
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
        throw ExpressionProblem("an expression has no comments", at: start)
      case let byte where isWord(byte): try readWord(from: start)
      default: break
      }
      hasToken = true
    }
    if let open = openParentheses.last {
      throw ExpressionProblem("the parenthesis is not closed", at: open)
    }
    if !hasToken { throw ExpressionProblem("the expression is empty") }
  }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private func isWord(_ byte: UInt8) -> Bool {
    byte | 32 >= 97 && byte | 32 <= 122 || byte >= 48 && byte <= 57 || byte == 95 || byte >= 128
  }

  /// Reads to the closing quote; a doubled one stands for itself.
  private mutating func readQuoted(
    until quote: UInt8, from start: Int
  ) throws(ExpressionProblem) -> String {
    var content: [UInt8] = []
    while let byte = next {
      position += 1
      if byte == quote {
        guard quote != UInt8(ascii: "]"), next == quote else {
          return String(decoding: content, as: UTF8.self)
        }
        position += 1
      }
      content.append(byte)
    }
    throw ExpressionProblem("the quote is not closed", at: start)
  }

  private mutating func checkName(from start: Int, until quote: UInt8) throws(ExpressionProblem) {
    try checkName(try readQuoted(until: quote, from: start).lowercased(), at: start)
  }

  private mutating func readWord(from start: Int) throws(ExpressionProblem) {
    while let byte = next, isWord(byte) || byte == UInt8(ascii: "$") { position += 1 }
    let word = String(decoding: text[start..<position], as: UTF8.self).lowercased()
    if word == "select" || word == "values" || word == "with" {
      throw ExpressionProblem("an expression has no sub-select", at: start)
    }
    if Self.clockFunctions.contains(word), isCallWithoutArguments() {
      throw ExpressionProblem("the result must not depend on when it is computed", at: start)
    }
    try checkName(word, at: start)
  }

  /// Whether an opening parenthesis follows and then at once a closing one.
  private func isCallWithoutArguments() -> Bool {
    let signs = text[position...].lazy.filter { $0 > 32 }.prefix(2)
    return signs.elementsEqual("()".utf8)
  }

  private func checkName(_ name: String, at start: Int) throws(ExpressionProblem) {
    guard Self.chunkNames.contains(name), !columns.contains(name) else { return }
    throw ExpressionProblem("no such column: \(name)", at: start)
  }
}
