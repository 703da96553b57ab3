public import Columnar
public import Dataflow

/// The rules that a row breaks whose scan is not there, or not as it should be.
public struct ScanRules: Sendable {
  /// No scan bears the row's name, or the row does not say what its scan is named.
  public var missing: UInt16
  /// Several different scans bear it.
  public var ambiguous: UInt16
  /// The scan has no bytes.
  public var empty: UInt16
  /// The scan cannot be read.
  public var damaged: UInt16
  /// What breaking one of them does to the row.
  public var severity: Severity

  /// Adds the rules to a book.
  public init(addingTo book: inout RuleBook, severity: Severity) {
    self.severity = severity
    missing = book.add(
      Rule(
        code: "E-SCAN-MISSING", severity: severity, message: "the record has no scan",
        messageVietnamese: "không có ảnh quét của bản ghi"))
    ambiguous = book.add(
      Rule(
        code: "E-SCAN-AMBIGUOUS", severity: severity,
        message: "several different scans fit the record",
        messageVietnamese: "có nhiều ảnh quét khác nhau cùng khớp bản ghi"))
    empty = book.add(
      Rule(
        code: "E-SCAN-EMPTY", severity: severity, message: "the record's scan is empty",
        messageVietnamese: "ảnh quét của bản ghi rỗng"))
    damaged = book.add(
      Rule(
        code: "E-SCAN-DAMAGED", severity: severity,
        message: "the record's scan is damaged, cut off or of no known format",
        messageVietnamese: "ảnh quét của bản ghi bị hỏng, bị cắt hoặc sai định dạng"))
  }
}
