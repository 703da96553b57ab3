/// One call of a function that SQL may use: its arguments, and room for its result.
///
/// The same value serves all calls of a function on one connection, so that a call allocates nothing
/// once the room has grown.
public struct FunctionCall {
  /// What the arguments and a text result point into.
  public private(set) var bytes: [UInt8] = []
  /// The place of each argument in the bytes, or `nil` for null; a number is its text.
  public private(set) var arguments: [Range<Int>?] = []

  enum Result {
    case null
    case integer(Int64)
    case number(Double)
    case text(Range<Int>)
  }

  private(set) var result = Result.null

  init() {}

  /// Whether one of the arguments is null.
  public var hasNull: Bool { arguments.contains(nil) }

  /// The bytes of an argument, copied; `nil` for null or where there is no such argument.
  public func text(_ index: Int) -> [UInt8]? {
    guard index < arguments.count, let range = arguments[index] else { return nil }
    return Array(bytes[range])
  }

  /// An argument as a whole number from 0; `nil` for null, or where it is no such number.
  public func wholeNumber(_ index: Int) -> Int? {
    guard index < arguments.count, let range = arguments[index], !range.isEmpty, range.count <= 18
    else { return nil }
    var number = 0
    for position in range {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Answers null, as a call does that answers nothing.
  public mutating func answerNull() { result = .null }

  /// Answers a whole number.
  public mutating func answer(_ value: Int) { result = .integer(Int64(value)) }

  /// Answers a number; what is not a number is null.
  public mutating func answer(_ value: Double) { result = .number(value) }

  /// Answers a text in UTF-8.
  public mutating func answer(_ text: some Collection<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    result = .text(start..<bytes.count)
  }

  /// Answers a text that `body` writes into the room it is given, at the position it is given.
  ///
  /// - Parameters:
  ///   - capacity: the most bytes that it writes.
  ///   - body: returns how many it wrote.
  public mutating func write(_ capacity: Int, _ body: (inout MutableSpan<UInt8>, Int) -> Int) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: capacity))
    var room = bytes.mutableSpan
    let count = body(&room, start)
    result = .text(start..<start + count)
  }

  /// Answers a part of ``bytes``, such as an argument as it stands.
  public mutating func answer(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a part of the bytes")
    result = .text(range)
  }

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    arguments.removeAll(keepingCapacity: true)
    result = .null
  }

  mutating func appendNull() { arguments.append(nil) }

  mutating func append(count: Int, _ copy: (inout [UInt8]) -> Void) {
    let start = bytes.count
    copy(&bytes)
    arguments.append(start..<start + count)
  }
}
