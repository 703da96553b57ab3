public import Columnar

/// Something that must hold for a row: a format, a type, a constraint, an expression.
public struct Rule: Sendable, Equatable {
  /// The stable code that reports, rejects and tests name, such as `E-DATE`.
  public var code: String
  /// The column the rule is about, or `nil` for the whole row.
  public var field: String?
  /// What breaking it does to the row.
  public var severity: Severity
  /// What is wrong, in English, without any value of the row.
  public var message: String
  /// What is wrong, in Vietnamese, without any value of the row.
  public var messageVietnamese: String

  /// Creates a rule.
  public init(
    code: String, field: String? = nil, severity: Severity = .reject, message: String,
    messageVietnamese: String
  ) {
    self.code = code
    self.field = field
    self.severity = severity
    self.message = message
    self.messageVietnamese = messageVietnamese
  }
}

/// All rules of a plan; a violation names its rule by index.
public struct RuleBook: Sendable {
  /// The rules, in the order they were added.
  public private(set) var rules: [Rule] = []
  /// The indexes that ``add(_:)`` returned, in order, those of rules found again included.
  public private(set) var log: [UInt16] = []

  /// Creates an empty book.
  public init() {}

  /// Adds a rule, or finds the equal one, and returns its index.
  public mutating func add(_ rule: Rule) -> UInt16 {
    let found = rules.firstIndex(of: rule)
    precondition(rules.count < Int(UInt16.max), "a plan has at most 65,535 rules")
    if found == nil { rules.append(rule) }
    let index = UInt16(found ?? rules.count - 1)
    log.append(index)
    return index
  }

  /// The rule at an index that ``add(_:)`` returned.
  public subscript(index: UInt16) -> Rule { rules[Int(index)] }
}
