import SQLite

/// Keeps what lines of the ledger were before a run changed or removed them, in `sohoa_change` among
/// the rows' own before-images, so that `undo` puts them back.
struct LedgerJournal {
  private let connection: Connection
  private let run: Int64
  private let unit: Int64
  private let chunk: Int64

  init(_ connection: Connection, run: Int64, unit: Int64, chunk: Int64) {
    self.connection = connection
    self.run = run
    self.unit = unit
    self.chunk = chunk
  }

  /// What a table's lines have that may change, and how they are found again.
  static let tables: [(name: String, key: [String], values: [String])] = [
    (
      "sohoa_reject", ["reject"],
      [
        "outcome", "rule", "field", "violations", "message", "message_vi", "status", "fields",
        "note",
      ]
    ),
    (
      "sohoa_finding", ["rowid"],
      ["unit", "stage", "record", "rule", "field", "severity", "value", "run"]
    ),
    ("sohoa_page", [], ["unit", "stage", "record", "scan", "run"]),
    ("sohoa_change", ["rowid"], ["deleted"]),
    ("sohoa_checkpoint", ["unit", "chunk", "stage"], ["first_row", "last_row"]),
    (
      "sohoa_unit", ["unit"],
      [
        "sha256", "size", "crc32", "file_size", "file_modified", "file_changed", "file_inode",
        "status", "reason", "run", "definition",
      ]
    ),
  ]

  /// The tables whose lines have no number.
  static let withoutNumber = ["sohoa_page", "sohoa_checkpoint"]

  /// Keeps lines that `condition` finds, which are removed then, or else changed.
  func keep(_ table: String, isDeleted: Bool, where condition: String) throws {
    guard let shape = Self.tables.first(where: { $0.name == table }) else {
      preconditionFailure("the journal keeps lines of the ledger only")
    }
    let columns = shape.key.filter { $0 != "rowid" } + shape.values
    let object = columns.map { "\(literal($0)), \($0)" }.joined(separator: ", ")
    let row = Self.withoutNumber.contains(table) ? "0" : "rowid"
    try connection.execute(
      """
      INSERT INTO sohoa_change (run, unit, chunk, "table", row, before, deleted)
      SELECT \(run), \(unit), \(chunk), \(literal(table)), \(row), json_object(\(object)),
        \(isDeleted ? 1 : 0)
      FROM \(table) WHERE \(condition)
      """)
  }
}
