internal import SQLite

/// A function of the registers' domain that SQL expressions may call.
///
/// The table ``all`` is what the engine registers, what a misspelt name is compared with, and what
/// the reference page lists. A function answers null where an argument is null.
public struct ExpressionFunction: Sendable {
  /// Its name in lower case.
  public let name: String
  /// The names of its arguments.
  public let arguments: [String]
  /// How many of the last arguments may be left out.
  public let optionalCount: Int
  /// What it answers, in English.
  public let meaning: String
  /// What it answers, in Vietnamese.
  public let meaningVietnamese: String
  /// Computes an answer from arguments that are not null; answers null unless it says otherwise.
  typealias Body = (inout FunctionCall) -> Void

  /// Makes the body for one connection, which may keep what it needs from call to call.
  let makeBody: @Sendable () -> Body

  init(
    _ name: String, _ arguments: [String], optional optionalCount: Int = 0, _ meaning: String,
    _ meaningVietnamese: String, body: @escaping @Sendable (inout FunctionCall) -> Void
  ) {
    self.init(
      name, arguments, optional: optionalCount, meaning, meaningVietnamese, makeBody: { body })
  }

  init(
    _ name: String, _ arguments: [String], optional optionalCount: Int = 0, _ meaning: String,
    _ meaningVietnamese: String, makeBody: @escaping @Sendable () -> Body
  ) {
    self.name = name
    self.arguments = arguments
    self.optionalCount = optionalCount
    self.meaning = meaning
    self.meaningVietnamese = meaningVietnamese
    self.makeBody = makeBody
  }

  /// All functions, in the order of the reference page.
  public static let all: [ExpressionFunction] =
    texts + names + dates + numbers + codes + places

  /// How it is called, such as `edtf(text [, pivot])`.
  public var signature: String {
    var list = ""
    for (index, argument) in arguments.enumerated() {
      let isOptional = index >= arguments.count - optionalCount
      list += (isOptional ? " [" : "") + (index > 0 ? ", " : "") + argument
    }
    return "\(name)(\(list)\(String(repeating: "]", count: optionalCount)))"
  }

  /// How many arguments it takes.
  var argumentCounts: ClosedRange<Int> { arguments.count - optionalCount...arguments.count }
}
