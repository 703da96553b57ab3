/// A ledger that leads from rows to where they came from, and back, by indexes.
public protocol LineageLedger: AnyObject {
  /// The columns of a loaded table's keys, the one that rows are merged by first.
  func keys(ofTable table: String) throws -> [[String]]
  /// The rows of a loaded table with these values, found by an index.
  ///
  /// - Throws: `Diagnostic` when there is no such table or column, or no index leads to the rows.
  func rows(
    ofTable table: String, where values: [(column: String, value: String)], limit: Int
  ) throws -> [TracedRow]
  /// The rows that the records of a unit have in the loaded tables, in the order of records.
  func rows(ofUnit unit: Int64, records: ClosedRange<Int64>?, limit: Int) throws -> [TracedRow]
  /// The scans that bear a name, `path` or `path!member`.
  func scans(named name: String) throws -> [ScanEntry]
  /// The records that have a scan.
  func records(ofScan scan: Int64) throws -> [(unit: Int64, record: Int64)]
  /// The scans of a record.
  func scans(ofRecord record: Int64, unit: Int64, stage: String) throws -> [ScanEntry]
  /// The units in a file, or the one member of it that is named.
  func units(named name: String) throws -> [UnitEntry]
  /// A unit by its number, without its counts, or `nil`.
  func unit(_ number: Int64) throws -> UnitEntry?
  /// The runs that wrote or changed a row, the newest last.
  func touches(of row: TracedRow) throws -> [RowTouch]
  /// The reject of a record, whatever became of it, or `nil`.
  func reject(ofRecord record: Int64, unit: Int64, stage: String) throws -> RejectEntry?
  /// Where to begin reading to come to a record: after the nearest checkpoint before it, with the state
  /// of the stream nearest to that.
  func position(before record: Int64, ofUnit unit: Int64) throws -> (
    chunk: Int64, position: Position
  )?
}
