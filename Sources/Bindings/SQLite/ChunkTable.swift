public import Columnar
internal import CSQLite

/// A table of one connection whose rows are those of a chunk, read in place.
///
/// The table has the columns it was registered with, by position, and these hidden ones (which
/// `SELECT *` leaves out): `_row` (the row's index, also the rowid), `_record`, `_line`, `_offset`,
/// `_raw` (a blob), `_parent` (see `RowOrigin`) and `_state` (the raw value of `RowState`).
/// Whole numbers and booleans are SQL integers, numbers are reals, and all else is its text.
///
/// The table is empty but inside ``withRows(of:_:run:)``. It cannot be written.
public final class ChunkTable {
  /// The table's name.
  public let name: String
  /// The names of the columns that are not hidden.
  public let columns: [String]

  let connection: Connection
  let source: ChunkSource

  init(name: String, columns: [String], connection: Connection, source: ChunkSource) {
    self.name = name
    self.columns = columns
    self.connection = connection
    self.source = source
  }

  /// Shows a chunk's rows while `body` runs.
  ///
  /// Statements over the table end with `body`: one that still stands on a row is reset then, for
  /// what it holds points into the chunk.
  ///
  /// - Parameters:
  ///   - chunk: has at least the registered columns, in the registered order.
  ///   - selection: which rows are shown.
  ///   - body: runs statements over the table.
  /// - Returns: what `body` returned.
  /// - Throws: what `body` threw.
  public func withRows<Result, Failure: Error>(
    of chunk: borrowing Chunk, _ selection: RowSelection = .live,
    run body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let session = ChunkSession(source: source, columnCount: columns.count)
    defer { resetStatements() }
    connection.allowance?.renew()
    return try session.run(chunk, selection, body)
  }

  /// Resets the statements that hold a cursor of a chunk's table.
  private func resetStatements() {
    guard source.openCursorCount > 0 else { return }
    // SAFETY: the handles are those of open statements, which take themselves off the list.
    unsafe connection.chunkStatements.forEach { unsafe sqlite3_reset($0) }
  }
}

extension Connection {
  /// Adds a table that shows the rows of chunks.
  ///
  /// - Parameters:
  ///   - name: must not be that of a table of the database, which would hide it.
  ///   - columns: the names, different from each other without regard to ASCII case, and the types
  ///     of the chunks' first columns, in order; the type decides how SQL compares them.
  /// - Returns: the table, empty until it is given rows.
  /// - Throws: ``SQLiteError`` when the names clash, are too many, or the table is hidden.
  public func registerChunkTable(
    named name: String, columns: [(name: String, type: ColumnType)]
  ) throws(SQLiteError) -> ChunkTable {
    let source = ChunkSource(
      columnCount: columns.count, declaration: ChunkTable.declaration(columns))
    // SAFETY: the module lives for ever; SQLite owns one reference to `source`, which
    // `releaseSource` gives back, also when the call fails.
    let code = unsafe sqlite3_create_module_v2(
      handle, name, ChunkTable.module, Unmanaged.passRetained(source).toOpaque(),
      ChunkTable.releaseSource)
    try check(code, sql: nil)
    chunkSources.append(source)
    allowance?.tables.insert(name)
    allowance?.isAddingTable = true
    defer { allowance?.isAddingTable = false }
    _ = try prepare("SELECT 1 FROM \(quoted: name)")
    guard source.planCount > 0 else {
      throw SQLiteError(
        extendedCode: SQLITE_ERROR, message: "a table named \(name) hides the chunk's")
    }
    return ChunkTable(
      name: name, columns: columns.map(\.name), connection: self, source: source)
  }
}

extension ChunkTable {
  /// The names of the hidden columns, in order.
  static let hiddenColumns = ["_row", "_record", "_line", "_offset", "_raw", "_parent", "_state"]

  /// The CREATE TABLE statement that tells SQLite the columns.
  static func declaration(_ columns: [(name: String, type: ColumnType)]) -> String {
    let shown = columns.map { "\(quoted: $0.name) \($0.type.sqlName)" }
    let hidden = hiddenColumns.map { $0 == "_raw" ? "_raw BLOB HIDDEN" : "\($0) INTEGER HIDDEN" }
    return "CREATE TABLE x(\((shown + hidden).joined(separator: ", ")))"
  }
}

extension ColumnType {
  /// The SQL type whose affinity suits the values.
  fileprivate var sqlName: String {
    switch self {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    case .text, .decimal, .date, .time, .dateTime: "TEXT"
    }
  }
}
