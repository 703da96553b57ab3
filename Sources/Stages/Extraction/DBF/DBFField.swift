/// A field as the header of a DBF file describes it.
struct DBFField: Sendable {
  /// How a field stores its values.
  enum Kind: Sendable, Equatable {
    /// Text, filled up with blanks (C).
    case text
    /// Text whose last byte may tell its length (V).
    case varyingText
    /// A number in digits (N, F).
    case number
    /// A day as `yyyymmdd` (D).
    case day
    /// A truth value (L).
    case logical
    /// A whole number of four bytes (I).
    case integer
    /// A floating-point number of eight bytes (B of Visual FoxPro).
    case double
    /// Ten-thousandths in eight bytes (Y).
    case currency
    /// A day and the milliseconds since midnight (T).
    case moment
    /// The number of a block of the memo file (M).
    case memo
    /// Something without a text: pictures, objects, bytes; or a type that is not known.
    case other
  }

  /// The name as stored.
  var name: [UInt8]
  /// The letter of its type.
  var type: UInt8
  var kind: Kind
  /// The offset in the record; the mark of deletion is at 0.
  var offset: Int
  var length: Int
  /// The bits of `_NullFlags` that tell null and, for ``Kind/varyingText``, that it is not full.
  var nullBit: Int?
  var lengthBit: Int?

  /// Whether the field is one of the program's own, such as `_NullFlags`.
  var isSystem: Bool

  static func kind(type: UInt8, length: Int, isVisual: Bool) -> Kind {
    switch type {
    case UInt8(ascii: "C"): .text
    case UInt8(ascii: "V") where isVisual: .varyingText
    case UInt8(ascii: "N"), UInt8(ascii: "F"): .number
    case UInt8(ascii: "D") where length == 8: .day
    case UInt8(ascii: "L") where length == 1: .logical
    case UInt8(ascii: "I") where length == 4: .integer
    case UInt8(ascii: "B") where length == 8 && isVisual: .double
    case UInt8(ascii: "Y") where length == 8: .currency
    case UInt8(ascii: "T") where length == 8: .moment
    case UInt8(ascii: "M") where length == 10 || length == 4: .memo
    default: .other
    }
  }
}
