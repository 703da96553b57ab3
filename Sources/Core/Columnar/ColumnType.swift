/// What the slots of a column hold beside their text.
///
/// Every type keeps its canonical text in ``Column/cells``; the types that have numbers keep them in
/// ``Column/values`` too, one `Int64` a row, as each case says.
public enum ColumnType: UInt8, Sendable, CaseIterable {
  /// Text only; `values` is empty.
  case text
  /// A whole number in `values`.
  case integer
  /// The bit pattern of a `Double` in `values`.
  case number
  /// An exact decimal, as canonical text only; `values` is empty.
  case decimal
  /// 0 or 1 in `values`.
  case boolean
  /// A day of the proleptic Gregorian calendar, as year × 10,000 + month × 100 + day in `values`;
  /// the text is `yyyy-mm-dd`.
  case date
  /// Microseconds since midnight in `values`; the text is `hh:mm:ss[.ffffff]`.
  case time
  /// Microseconds since 1970-01-01T00:00:00 in `values`; the text is `yyyy-mm-ddThh:mm:ss[.ffffff]`.
  case dateTime

  /// Whether a column of this type keeps one `Int64` a row in ``Column/values``.
  public var hasValues: Bool { self != .text && self != .decimal }
}
