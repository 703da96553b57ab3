/// Lines of the ledger that a later run may change or take out, so that what they were is kept.
///
/// It is kept in the table of changes among the rows' own before-images, under the table's name in
/// SQLite.
struct LedgerLine {
  /// The table's name.
  var table: String
  /// The columns by which a line is found again; `rowid` for its number.
  var key: [String]
  /// The columns that may change.
  var values: [String]

  /// Whether lines have a number.
  var isNumbered: Bool { !key.isEmpty && table != "sohoa_checkpoint" }

  /// The columns that are kept.
  var columns: [String] { key.filter { $0 != "rowid" } + values }

  /// The tables whose lines are kept.
  static let all = [
    LedgerLine(
      table: "sohoa_reject", key: ["reject"],
      values: [
        "outcome", "rule", "field", "violations", "message", "message_vi", "status", "fields",
        "note",
      ]),
    LedgerLine(
      table: "sohoa_finding", key: ["rowid"],
      values: ["unit", "stage", "record", "rule", "field", "severity", "value", "run"]),
    LedgerLine(
      table: "sohoa_page", key: [], values: ["unit", "stage", "record", "scan", "run"]),
    LedgerLine(table: "sohoa_change", key: ["rowid"], values: ["deleted"]),
    LedgerLine(
      table: "sohoa_checkpoint", key: ["unit", "chunk", "stage"],
      values: ["first_row", "last_row"]),
    LedgerLine(
      table: "sohoa_unit", key: ["unit"],
      values: [
        "sha256", "size", "crc32", "file_size", "file_modified", "file_changed", "file_inode",
        "status", "reason", "run", "definition",
      ]),
  ]

  /// The line of a table.
  static func of(_ table: String) -> LedgerLine {
    guard let line = all.first(where: { $0.table == table }) else {
      preconditionFailure("the journal keeps lines of the ledger only")
    }
    return line
  }
}
