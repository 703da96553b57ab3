/// What may stand under a key: one description for the parser, the JSON Schema and the reference.
indirect enum Shape: Sendable {
  /// A single value of a form.
  case value(ValueForm)
  /// A list of at least `minimum` items.
  case list(Shape, minimum: Int = 1)
  /// A map whose keys are names that the person chooses.
  case names(NameForm, Shape)
  /// A map with the keys of a table.
  case object(KeyTable)
  /// A map with exactly one key of the table.
  case choice(KeyTable)
  /// A map of the table if it has the key `mark` over a map; otherwise the shape.
  case marked(KeyTable, mark: String, otherwise: Shape)
  /// The first shape that fits the kind of what is there.
  case anyOf([Shape])

  /// One value, or a list of them.
  static func oneOrMore(_ form: ValueForm) -> Shape { .anyOf([.value(form), .list(.value(form))]) }
}

/// The form of a single value.
enum ValueForm: Sendable, Equatable {
  case text
  /// Text that may be empty.
  case anyText
  /// Text, or `null` for no value.
  case nullableText
  case name(NameForm)
  case path
  case glob
  /// An SQL expression.
  case expression
  /// A single character of ASCII.
  case character
  case integer(ClosedRange<Int>)
  case boolean
  /// A number of bytes such as `8MB`.
  case size
  /// A share such as `5%`.
  case percent
  /// A whole number, or a share such as `5%`.
  case countOrPercent
  /// A whole number, or one of some words.
  case integerOr(ClosedRange<Int>, [String])
  /// A row's number from 1, rows such as `3-4`, or one of some words.
  case rowsOr([String])
  /// A place such as `6-25`, `6+20` or `6`, counted from 1.
  case extent
  case oneOf([String])
}

/// The form of a name.
enum NameForm: Sendable, Equatable {
  /// Lower-case ASCII letters, digits and `_`: names of pipelines, sources, stages, columns, tables.
  case plain
  /// A stage or source, or `source.child`.
  case input
  /// A rule's code, such as `E-DATE`.
  case code
  /// Anything but the empty text.
  case free

  func accepts(_ text: String) -> Bool {
    switch self {
    case .plain: Self.isPlain(text)
    case .input:
      !text.isEmpty
        && text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
          .allSatisfy { Self.isPlain(String($0)) }
    case .code:
      text.first.map { $0.isASCII && $0.isUppercase } ?? false
        && text.utf8.allSatisfy {
          (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
        }
    case .free: !text.isEmpty
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first), text.utf8.count <= 63 else {
      return false
    }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
  }

  /// The form as a regular expression for the JSON Schema.
  var pattern: String {
    switch self {
    case .plain: "^[a-z_][a-z0-9_]{0,62}$"
    case .input: "^[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62})?$"
    case .code: "^[A-Z][A-Z0-9_-]*$"
    case .free: "."
    }
  }

  /// The form in words.
  var wanted: String {
    switch self {
    case .plain: "lower-case letters a–z, digits and '_', not beginning with a digit, at most 63"
    case .input: "the name of a stage or a source, or source.child"
    case .code: "capital letters, digits, '-' and '_', such as E-DATE"
    case .free: "a name"
    }
  }
}
