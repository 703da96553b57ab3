/// A database with a ledger, as far as SQL is not the same everywhere: what takes runs back, does them
/// again and compares them is written once over this.
///
/// Tables of the ledger are named without what stands before their names, `checkpoint` or `change`.
protocol LedgerDatabase: AnyObject {
  /// The column that numbers the rows of a loaded table.
  var rowNumber: String { get }
  /// Joins two tables, the first of which is gone through.
  var join: String { get }
  /// Whether rows that come may get the numbers of those that went.
  var reusesNumbers: Bool { get }

  /// No bytes, as SQL.
  var noBytes: String { get }

  /// A table of the ledger as SQL.
  func ledger(_ table: String) -> String
  /// The column that numbers the lines of a table of the ledger that is named as in SQLite.
  func lineNumber(of table: String) -> String
  /// Numbers as a table `u` with a column `unit`, as SQL.
  func units(_ numbers: [Int64]) -> String
  /// A field of a JSON object as SQL: its text, or its whole number.
  func text(_ field: String, of json: String) -> String
  func number(_ field: String, of json: String) -> String
  /// A row of a loaded table that is taken out, as SQL: as a JSON object, or in a form that costs less.
  func kept(_ alias: String, of table: String) throws -> String
  /// What is kept of a row in either form, as SQL: as a JSON object, and what a column had.
  func json(ofKept kept: String, in table: String) -> String
  func value(_ field: String, ofKept kept: String, in table: String) -> String
  /// A row of a loaded table as a JSON object that gives every value back exactly, as SQL.
  func json(_ alias: String, of table: String) throws -> String
  /// Columns of a line of the ledger as a JSON object, as SQL.
  func json(_ alias: String, columns: [String]) -> String
  /// A value of such an object as people see it.
  func shown(_ value: FlatObject.Value) -> String?
  /// Conditions that together find the rows with these numbers, each row once.
  func conditions(_ ranges: RowRanges, of alias: String) -> [String]
  /// Makes a table of this session alone and empties it.
  func makeTemporary(_ name: String, _ columns: String) throws
  /// Has the database know what is in such a table now.
  func knowTemporary(_ name: String) throws
  /// The table in which rows of a loaded table wait for its keys, as SQL, or `nil` where there is none.
  func waitingTable(of table: String) throws -> String?
  /// Whether there is a loaded table of this name.
  func isTable(_ name: String) throws -> Bool

  /// The links and tables of a consolidated model that are made of what is loaded.
  func derivedNames() throws -> [String]

  /// Runs statements that return nothing of interest.
  func perform(_ sql: String) throws
  /// Goes through the rows of a query.
  func each(_ sql: String, _ body: (any LedgerRow) throws -> Void) throws
  /// Goes through the rows of a query that may give very many.
  func eachOfMany(_ sql: String, _ body: (any LedgerRow) throws -> Void) throws
  /// Runs `body`, which takes so many rows out of a table, with as few indexes in the way as pays.
  func removing(_ count: Int64, from table: String, _ body: () throws -> Void) throws
  /// Gives a table its keys back that a run had taken away to fill it.
  func restoreKeys(of table: String) throws
  /// Puts rows and lines back to what the changes keep that a query gives as number, table and whether
  /// the line was removed, one after the other.
  ///
  /// - Throws: `clash` of the table in which a row is there with the key of one that comes back.
  func restore(_ changes: String, orThrow clash: (String) -> any Error) throws
}

/// A row of a query over a ledger; columns are numbered from 0.
protocol LedgerRow {
  func int64(at column: Int) -> Int64
  func string(at column: Int) -> String?
  func isNull(at column: Int) -> Bool
}

extension LedgerDatabase {
  /// The integer in the first row and column of a query, or `nil`.
  func number(of sql: String) throws -> Int64? {
    var number: Int64?
    var isFirst = true
    try each(sql) { row in
      if isFirst && !row.isNull(at: 0) { number = row.int64(at: 0) }
      isFirst = false
    }
    return number
  }

  /// The integers in the first column of a query's rows.
  func numbers(of sql: String) throws -> [Int64] {
    var numbers: [Int64] = []
    try each(sql) { numbers.append($0.int64(at: 0)) }
    return numbers
  }

  /// The texts in the first column of a query's rows.
  func texts(of sql: String) throws -> [String] {
    var texts: [String] = []
    try each(sql) { texts.append($0.string(at: 0) ?? "") }
    return texts
  }

  /// The number of rows that the rest of a query finds.
  func count(_ source: String) throws -> Int {
    Int(try number(of: "SELECT count(*) FROM \(source)") ?? 0)
  }

  /// At most 64 ranges in which all numbers lie that a query gives as `n`, each once.
  func spans(of numbers: String) throws -> RowRanges {
    try ranges(
      """
      SELECT min(n), max(n) FROM
        (SELECT n, n - row_number() OVER (ORDER BY n) AS island FROM (\(numbers)) q) i
      GROUP BY island ORDER BY 1
      """
    ).joined(intoAtMost: 64)
  }

  /// The ranges that a query gives as first and last number, in order.
  func ranges(_ sql: String) throws -> RowRanges {
    var ranges = RowRanges()
    try each(sql) { ranges.append($0.int64(at: 0), $0.int64(at: 1)) }
    return ranges
  }
}
