internal import Columnar
internal import Linkage
internal import SQLite

/// What a linkage leaves behind for the next one, so that this one reads only what it needs.
///
/// A file with all records as they were read, the keys by which they are paired, in order, and how
/// frequent values are. All of it can be made anew from the database: where the file is missing, is of
/// another state of the database or is damaged, the database is read whole.
public final class StandingBook {
  /// Raised when keys, frequencies or the file are made otherwise.
  static let format = "2"

  let connection: Connection
  /// The number of the next record.
  public private(set) var count: UInt32 = 0
  /// The fields of a record.
  let fieldCount: Int

  /// Opens a file of the state that is asked for; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - path: names the file.
  ///   - plan: the linkage.
  ///   - state: what it must have been made of.
  public init?(path: String, plan: LinkPlan, state: String) {
    fieldCount = plan.fields.count
    do {
      connection = try Connection(path: path, mode: .readWrite)
      try Self.set(connection)
      guard try value("format") == Self.format, try value("state") == state,
        let count = try value("count").flatMap({ UInt32($0) })
      else { return nil }
      self.count = count
    } catch { return nil }
  }

  /// Makes a file with nothing in it, inside a transaction.
  init(making path: String, _ plan: LinkPlan) throws(SQLiteError) {
    fieldCount = plan.fields.count
    connection = try Connection(path: path)
    try connection.execute("PRAGMA page_size = 16384")
    try Self.set(connection)
    try connection.execute(
      """
      BEGIN EXCLUSIVE;
      CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE record(number INTEGER PRIMARY KEY, source INTEGER NOT NULL, hash INTEGER NOT NULL,
        bytes BLOB NOT NULL) STRICT;
      CREATE TABLE page(page INTEGER PRIMARY KEY, lane INTEGER NOT NULL, segment INTEGER NOT NULL,
        first INTEGER NOT NULL, hash INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
      CREATE INDEX page_of_lane ON page(lane, segment, first);
      CREATE TABLE frequency(lane INTEGER PRIMARY KEY, total REAL NOT NULL, squares REAL NOT NULL)
        STRICT
      """)
  }

  private static func set(_ connection: Connection) throws(SQLiteError) {
    try connection.execute(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384; PRAGMA temp_store = FILE")
  }

  private func value(_ key: String) throws(SQLiteError) -> String? {
    let statement = try connection.prepare("SELECT value FROM state WHERE key = ?1")
    try statement.bind(key, at: 1)
    return try statement.step() ? statement.string(at: 0) : nil
  }

  /// Notes the number of the next record and what the file was made of, and commits.
  func close(count: UInt32, state: String) throws(SQLiteError) {
    let statement = try connection.prepare("INSERT OR REPLACE INTO state VALUES(?1, ?2)")
    let values = [("format", Self.format), ("state", state), ("count", "\(count)")]
    for (key, value) in values {
      try statement.bind(key, at: 1)
      try statement.bind(value, at: 2)
      try statement.run()
    }
    try connection.execute("COMMIT")
    self.count = count
  }

  // MARK: Records

  /// The source of a record that is gone.
  static let goneSource: UInt8 = 255

  /// Writes records that are packed.
  struct RecordWriter {
    private let statement: Statement

    init(_ book: StandingBook) throws(SQLiteError) {
      statement = try book.connection.prepare(
        "INSERT OR REPLACE INTO record VALUES(?1, ?2, ?3, ?4)")
    }

    func add(_ packed: [UInt8], number: UInt32, source: UInt8) throws(SQLiteError) {
      try statement.bind(Int(number), at: 1)
      try statement.bind(Int(source), at: 2)
      try statement.bind(StandingBook.hash(packed, UInt64(number)), at: 3)
      try statement.bind(blob: packed.span, at: 4)
      try statement.run()
    }
  }

  static func hash(_ bytes: [UInt8], _ seed: UInt64) -> Int64 {
    Int64(bitPattern: contentHash(bytes, in: bytes.indices, seed: seed))
  }

  /// Reads the records of some numbers, without those that are gone.
  func records(_ numbers: some Sequence<UInt32>) throws -> [ReadRecord] {
    let statement = try connection.prepare(
      "SELECT source, hash, bytes FROM record WHERE number = ?1")
    var records: [ReadRecord] = []
    for number in numbers {
      try statement.bind(Int(number), at: 1)
      guard try statement.step(), let bytes = statement.bytes(at: 2),
        statement.int64(at: 1) == Self.hash(bytes, UInt64(number))
      else { throw Damage() }
      let source = UInt8(truncatingIfNeeded: statement.int64(at: 0))
      statement.reset()
      if source == Self.goneSource { continue }
      guard
        let record = ReadRecord(
          source: source, number: number, packed: bytes, parts: fieldCount + 1)
      else { throw Damage() }
      records.append(record)
    }
    return records
  }

  /// The file is not as it was written.
  struct Damage: Error {}
}
