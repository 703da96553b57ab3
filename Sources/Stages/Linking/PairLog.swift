internal import Columnar
internal import Dataflow
internal import Linkage
internal import SQLite

/// The pairs that a linkage keeps, part by part, in a file instead of in memory.
///
/// A part is what one piece of a walk gave, the surest pairs first. Where the file has a name, a linkage
/// that was killed takes up the parts that are there: each belongs to a key of all that its pairs were
/// scored by, and to a hash of its bytes. Where it has none, it is gone with the process.
final class PairLog {
  /// What a part, or a round, came to.
  struct Totals: Equatable {
    /// How many pairs were scored, and how many of them are kept.
    var scored = 0
    var kept = 0
    /// The sum of the kept pairs' probabilities.
    var expected = 0.0
  }

  /// How many pairs lie in one row of the file.
  private static let rowPairs = 2048
  /// The bytes of a pair.
  private static let width = 12

  private let connection: Connection
  private let reach: (CommitWindow) -> Void

  /// Opens a file.
  ///
  /// - Parameter checkpoint: names the file; `nil` for one without a name.
  /// - Throws: ``SQLiteError``, also where another process has the file open.
  init(_ checkpoint: LinkCheckpoint?) throws(SQLiteError) {
    reach = checkpoint?.reach ?? { _ in }
    if let checkpoint {
      connection = try Connection(path: checkpoint.path)
    } else {
      connection = try .temporary()
    }
    // The budget of pairs in memory. What a power cut leaves is told by the hashes.
    try connection.execute(
      """
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;
      PRAGMA cache_size = -8192; PRAGMA temp_store = FILE;
      CREATE TABLE IF NOT EXISTS part(round INTEGER, part INTEGER, key INTEGER, scored INTEGER,
        kept INTEGER, expected REAL, hash INTEGER, PRIMARY KEY(round, part)) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS pairs(round INTEGER, part INTEGER, row INTEGER, bytes BLOB,
        PRIMARY KEY(round, part, row)) STRICT, WITHOUT ROWID;
      BEGIN EXCLUSIVE; COMMIT
      """)
  }

  /// Begins a round: parts of another key, and such as are not whole, are removed.
  ///
  /// - Returns: the parts that are there.
  func begin(_ round: Int, key: UInt64) throws(SQLiteError) -> Set<Int> {
    let statement = try connection.prepare(
      "SELECT part, key, kept, hash FROM part WHERE round = ?1")
    try statement.bind(round, at: 1)
    var (there, broken): (Set<Int>, [Int]) = ([], [])
    while try statement.step() {
      let part = Int(statement.int64(at: 0))
      let isOurs = UInt64(bitPattern: statement.int64(at: 1)) == key
      let (count, hash) = isOurs ? try check(round, part) : (0, 0)
      if isOurs, count == Int(statement.int64(at: 2)), hash == statement.int64(at: 3) {
        there.insert(part)
      } else {
        broken.append(part)
      }
    }
    for part in broken {
      try connection.execute(
        """
        DELETE FROM part WHERE round = \(round) AND part = \(part);
        DELETE FROM pairs WHERE round = \(round) AND part = \(part)
        """)
    }
    return there
  }

  /// The number of pairs in a part, and the hash of their bytes.
  private func check(_ round: Int, _ part: Int) throws(SQLiteError) -> (Int, Int64) {
    var (count, hash) = (0, UInt64(0))
    let rows = try rows(round, part)
    while try rows.step() {
      let bytes = rows.bytes(at: 0) ?? []
      count += bytes.count / Self.width
      hash = contentHash(bytes, in: bytes.indices, seed: hash)
    }
    return (count, Int64(bitPattern: hash))
  }

  private func rows(_ round: Int, _ part: Int) throws(SQLiteError) -> Statement {
    let statement = try connection.prepare(
      "SELECT bytes FROM pairs WHERE round = ?1 AND part = ?2 ORDER BY row")
    try statement.bind(round, at: 1)
    try statement.bind(part, at: 2)
    return statement
  }

  /// Keeps a part, in one transaction.
  func add(
    _ pairs: [LinkedPair], scored: Int, expected: Double, to round: Int, part: Int, key: UInt64
  ) throws(SQLiteError) {
    try connection.execute("BEGIN")
    reach(.begun)
    let insert = try connection.prepare("INSERT INTO pairs VALUES(?, ?, ?, ?)")
    var hash: UInt64 = 0
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: pairs.count, by: Self.rowPairs) {
      bytes.removeAll(keepingCapacity: true)
      for pair in pairs[start..<min(start + Self.rowPairs, pairs.count)] {
        for word in [pair.first, pair.second, pair.weight.bitPattern] {
          for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> shift))
          }
        }
      }
      hash = contentHash(bytes, in: bytes.indices, seed: hash)
      try insert.bind(round, at: 1)
      try insert.bind(part, at: 2)
      try insert.bind(start / Self.rowPairs, at: 3)
      try insert.bind(blob: bytes.span, at: 4)
      try insert.run()
    }
    let note = try connection.prepare("INSERT INTO part VALUES(?, ?, ?, ?, ?, ?, ?)")
    try note.bind(round, at: 1)
    try note.bind(part, at: 2)
    try note.bind(Int64(bitPattern: key), at: 3)
    try note.bind(scored, at: 4)
    try note.bind(pairs.count, at: 5)
    try note.bind(expected, at: 6)
    try note.bind(Int64(bitPattern: hash), at: 7)
    try note.run()
    reach(.written)
    try connection.execute("COMMIT")
    reach(.committed)
  }

  /// What a round came to; sums are made in the order of its parts, whoever scored them.
  func totals(_ round: Int) throws(SQLiteError) -> Totals {
    let statement = try connection.prepare(
      "SELECT scored, kept, expected FROM part WHERE round = ?1 ORDER BY part")
    try statement.bind(round, at: 1)
    var totals = Totals()
    while try statement.step() {
      totals.scored += Int(statement.int64(at: 0))
      totals.kept += Int(statement.int64(at: 1))
      totals.expected += statement.double(at: 2)
    }
    return totals
  }

  /// How many pairs of a round some of its parts scored.
  func scored(_ round: Int, in parts: Set<Int>) throws(SQLiteError) -> Int {
    var sum = 0
    let statement = try connection.prepare("SELECT part, scored FROM part WHERE round = ?1")
    try statement.bind(round, at: 1)
    while try statement.step() {
      if parts.contains(Int(statement.int64(at: 0))) { sum += Int(statement.int64(at: 1)) }
    }
    return sum
  }

  /// Hands over the pairs of a round, part by part.
  func visit(_ round: Int, _ body: (LinkedPair) -> Void) throws(SQLiteError) {
    let statement = try connection.prepare(
      "SELECT bytes FROM pairs WHERE round = ?1 ORDER BY part, row")
    try statement.bind(round, at: 1)
    var pairs: [LinkedPair] = []
    while try statement.step() {
      Self.read(statement.bytes(at: 0) ?? [], into: &pairs)
      for pair in pairs { body(pair) }
    }
  }

  /// Hands over the pairs of a round, the surest first, until `body` wants no more.
  ///
  /// Each part is in order, so of each only the next pairs are in memory.
  func visitInOrder(
    _ round: Int, _ body: (LinkedPair) -> Bool
  ) throws(SQLiteError) {
    let statement = try connection.prepare("SELECT part FROM part WHERE round = ?1 ORDER BY part")
    try statement.bind(round, at: 1)
    var heap = PairHeap()
    var readers: [Reader] = []
    while try statement.step() {
      let reader = Reader(try rows(round, Int(statement.int64(at: 0))))
      if let pair = try reader.next() { heap.insert(pair, from: readers.count) }
      readers.append(reader)
    }
    while let (pair, source) = heap.first {
      if !body(pair) { return }
      heap.replaceFirst(with: try readers[source].next())
    }
  }

  private static func read(_ bytes: [UInt8], into pairs: inout [LinkedPair]) {
    pairs.removeAll(keepingCapacity: true)
    func word(_ place: Int) -> UInt32 {
      UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
        | UInt32(bytes[place + 3]) << 24
    }
    for place in stride(from: 0, to: bytes.count - width + 1, by: width) {
      pairs.append(
        LinkedPair(
          first: word(place), second: word(place + 4),
          weight: Float(bitPattern: word(place + 8))))
    }
  }

  /// The pairs of one part, in order.
  private final class Reader {
    private let rows: Statement
    private var pairs: [LinkedPair] = []
    private var place = 0

    init(_ rows: Statement) { self.rows = rows }

    func next() throws(SQLiteError) -> LinkedPair? {
      if place == pairs.count {
        guard try rows.step() else { return nil }
        PairLog.read(rows.bytes(at: 0) ?? [], into: &pairs)
        place = 0
        if pairs.isEmpty { return nil }
      }
      place += 1
      return pairs[place - 1]
    }
  }
}
