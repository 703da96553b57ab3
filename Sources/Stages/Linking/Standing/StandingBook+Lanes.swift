internal import Columnar
internal import Linkage
internal import SQLite

/// A key and the number under it.
struct LaneEntry: BitwiseCopyable, Sendable {
  var key: UInt64
  var number: UInt32

  static func precedes(_ one: LaneEntry, _ other: LaneEntry) -> Bool {
    one.key != other.key ? one.key < other.key : one.number < other.number
  }
}

/// What keys belong to.
enum Lane {
  /// Ids of records.
  static let ids = 0
  /// Ids that a relation names.
  static func relation(_ field: Int) -> Int { 1000 + field }
  /// Keys of a block.
  static func block(_ index: Int) -> Int { 2000 + index }
  /// Partitions of a source.
  static func partition(_ source: Int) -> Int { 2500 + source }
  /// Tokens of a comparison, with how many more records have each; as signed numbers.
  static func tokens(_ comparison: Int, _ list: Int) -> Int { 3000 + 4 * comparison + list }
}

/// Keys with their records, in order: pages of a lane's segments, of which each linkage adds one.
extension StandingBook {
  /// The entries of a page.
  private static let pageEntries = 512
  /// The bytes of an entry.
  private static let width = 12
  /// How many segments a lane has at most before those added are made one.
  private static let segmentLimit = 16

  /// Adds entries, which are in order, as a segment of their own.
  func add(_ entries: SpillArray<LaneEntry>, to lane: Int) throws {
    if entries.isEmpty { return }
    let segment =
      try connection.integer(
        "SELECT max(segment) + 1 FROM page WHERE lane = \(lane)") ?? 0
    try write(entries, lane, Int(segment))
    guard segment >= Self.segmentLimit else { return }
    // The first is as large as the book and stays as it is.
    var merged = SpillArray<LaneEntry>()
    let statement = try connection.prepare(
      "SELECT hash, bytes FROM page WHERE lane = \(lane) AND segment > 0")
    while try statement.step() {
      merged.append(
        contentsOf: try Self.entries(statement.bytes(at: 1), statement.int64(at: 0), lane))
    }
    try connection.execute("DELETE FROM page WHERE lane = \(lane) AND segment > 0")
    merged.sort(by: LaneEntry.precedes)
    try write(merged, lane, 1)
  }

  private func write(
    _ entries: SpillArray<LaneEntry>, _ lane: Int, _ segment: Int
  ) throws(SQLiteError) {
    let statement = try connection.prepare(
      "INSERT INTO page(lane, segment, first, hash, bytes) VALUES(?1, ?2, ?3, ?4, ?5)")
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: entries.count, by: Self.pageEntries) {
      bytes.removeAll(keepingCapacity: true)
      for entry in entries[start..<min(start + Self.pageEntries, entries.count)] {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: entry.key >> shift))
        }
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: entry.number >> shift))
        }
      }
      try statement.bind(lane, at: 1)
      try statement.bind(segment, at: 2)
      try statement.bind(Int64(bitPattern: entries[start].key), at: 3)
      try statement.bind(Self.hash(bytes, UInt64(lane)), at: 4)
      try statement.bind(blob: bytes.span, at: 5)
      try statement.run()
    }
  }

  private static func entries(
    _ bytes: [UInt8]?, _ hash: Int64, _ lane: Int
  ) throws -> [LaneEntry] {
    guard let bytes, Self.hash(bytes, UInt64(lane)) == hash else { throw Damage() }
    return stride(from: 0, to: bytes.count - width + 1, by: width).map { place in
      var key: UInt64 = 0
      for offset in 0..<8 { key |= UInt64(bytes[place + offset]) << UInt64(8 * offset) }
      var number: UInt32 = 0
      for offset in 0..<4 { number |= UInt32(bytes[place + 8 + offset]) << UInt32(8 * offset) }
      return LaneEntry(key: key, number: number)
    }
  }

  /// Finds the entries of some keys.
  ///
  /// - Parameters:
  ///   - keys: in any order; 0 is not looked for.
  ///   - lane: what they belong to.
  ///   - body: is given each entry that is there.
  /// - Throws: `SQLiteError`, and ``Damage`` where a page is not as it was written.
  func find(_ keys: some Sequence<UInt64>, in lane: Int, _ body: (LaneEntry) -> Void) throws {
    var wanted = keys.filter { $0 != 0 }.sorted()
    var last: UInt64 = 0
    wanted.removeAll { key in
      defer { last = key }
      return key == last
    }
    if wanted.isEmpty { return }
    let directory = try connection.prepare(
      "SELECT segment, first, page FROM page WHERE lane = \(lane) ORDER BY segment, first, page")
    let content = try connection.prepare("SELECT hash, bytes FROM page WHERE page = ?1")
    var pages: [(first: UInt64, page: Int64)] = []
    var segment: Int64 = -1
    func search() throws {
      var key = 0
      for (index, page) in pages.enumerated() {
        let next = index + 1 < pages.count ? pages[index + 1].first : UInt64.max
        // Entries of one key may go on over several pages.
        while key < wanted.count, wanted[key] < page.first { key += 1 }
        guard key < wanted.count, wanted[key] <= next else { continue }
        try content.bind(page.page, at: 1)
        guard try content.step() else { throw Damage() }
        let entries = try Self.entries(content.bytes(at: 1), content.int64(at: 0), lane)
        content.reset()
        var (at, place) = (key, 0)
        while at < wanted.count, place < entries.count {
          if entries[place].key < wanted[at] {
            place += 1
          } else if entries[place].key > wanted[at] {
            at += 1
          } else {
            body(entries[place])
            place += 1
          }
        }
      }
    }
    while try directory.step() {
      if directory.int64(at: 0) != segment {
        try search()
        pages.removeAll(keepingCapacity: true)
        segment = directory.int64(at: 0)
      }
      pages.append((UInt64(bitPattern: directory.int64(at: 1)), directory.int64(at: 2)))
    }
    try search()
  }

  // MARK: Frequencies

  /// The sums over a lane's tokens.
  func frequency(_ lane: Int) throws(SQLiteError) -> (total: Double, squares: Double) {
    let statement = try connection.prepare(
      "SELECT total, squares FROM frequency WHERE lane = \(lane)")
    return try statement.step() ? (statement.double(at: 0), statement.double(at: 1)) : (0, 0)
  }

  func setFrequency(_ lane: Int, total: Double, squares: Double) throws(SQLiteError) {
    let statement = try connection.prepare("INSERT OR REPLACE INTO frequency VALUES(?1, ?2, ?3)")
    try statement.bind(lane, at: 1)
    try statement.bind(total, at: 2)
    try statement.bind(squares, at: 3)
    try statement.run()
  }
}
