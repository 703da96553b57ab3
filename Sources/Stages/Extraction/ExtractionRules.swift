internal import Columnar
public import Dataflow

/// The rules every reader applies, as indices into the plan's rule book.
public struct ExtractionRules: Sendable {
  /// The record's structure is broken.
  public var structure: UInt16
  /// The record's text is not in the unit's encoding.
  public var encoding: UInt16
  /// A cell's encoding was told by its column, not by its own words.
  public var guess: UInt16
  /// A field or the record is longer than the limit.
  public var length: UInt16
  /// The record does not follow the unit's XML schema.
  public var schema: UInt16

  /// A cell holds a formula's error, or a formula without a value.
  public var cell: UInt16
  /// The row is hidden in its sheet.
  public var hidden: UInt16
  /// What the file stores in a field cannot be read.
  public var stored: UInt16
  /// The record is marked as deleted.
  public var deleted: UInt16

  /// All, in an order that stays.
  public var all: [UInt16] {
    [structure, encoding, guess, length, schema, cell, hidden, stored, deleted]
  }

  /// Adds the rules to a book.
  public init(addingTo book: inout RuleBook) {
    structure = book.add(
      Rule(
        code: "E-STRUCT", message: "the record's structure is broken",
        messageVietnamese: "bản ghi sai cấu trúc"))
    encoding = book.add(
      Rule(
        code: "E-ENC", message: "the text is not in the unit's encoding",
        messageVietnamese: "chữ không đúng bảng mã của tệp"))
    guess = book.add(
      Rule(
        code: "W-ENC-GUESS", severity: .warn,
        message: "the cell's own words do not tell its encoding; its column's was taken",
        messageVietnamese: "chữ trong ô chưa đủ để biết bảng mã; đã lấy theo cột"))
    length = book.add(
      Rule(
        code: "E-LIMIT", message: "a field or the record is longer than the limit",
        messageVietnamese: "trường hoặc bản ghi dài quá giới hạn"))
    schema = book.add(
      Rule(
        code: "E-XSD", message: "the record does not follow the XML schema",
        messageVietnamese: "bản ghi không đúng lược đồ XML"))
    cell = book.add(
      Rule(
        code: "E-CELL", message: "the cell holds an error of its formula, or no value of it",
        messageVietnamese: "ô chứa lỗi công thức hoặc công thức chưa có giá trị"))
    hidden = book.add(
      Rule(
        code: "W-HIDDEN", severity: .warn, message: "the row is hidden in its sheet",
        messageVietnamese: "dòng đang bị ẩn trong bảng tính"))
    stored = book.add(
      Rule(
        code: "E-STORED",
        message: "what the file stores in the field cannot be read: a lost memo or an overflow",
        messageVietnamese: "không đọc được giá trị lưu trong tệp: mất memo hoặc tràn số"))
    deleted = book.add(
      Rule(
        code: "W-DELETED", severity: .warn, message: "the record is marked as deleted",
        messageVietnamese: "bản ghi đã bị đánh dấu xóa"))
  }
}
