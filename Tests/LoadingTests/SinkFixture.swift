import Columnar
import Dataflow
import Loading
import Synchronization
import TestSupport

/// A clock that stands still until it is moved, and a list of the processes that are gone.
final class FakeSurroundings: Sendable {
  let milliseconds = Mutex<Int64>(1_000_000)
  let gone = Mutex<Set<String>>([])

  var surroundings: Surroundings {
    Surroundings(
      now: { self.milliseconds.withLock { $0 } }, timestamp: { "2024-05-06T07:08:09Z" },
      isGone: { holder in self.gone.withLock { $0.contains(holder) } })
  }
}

/// A sink over the test's database, and what it takes to load texts into it.
final class SinkFixture {
  /// The rules by number: keys, the same again, the database's own, a second key, a reference.
  static let codes = ["E-KEY-DUP", "I-KEY-SAME", "E-DATABASE", "E-SECOND", "E-FK", "W-FK"]
  static let rules = {
    var book = RuleBook()
    for code in codes {
      _ = book.add(
        Rule(
          code: code, severity: code == "W-FK" ? .warn : .reject, message: code,
          messageVietnamese: code))
    }
    return book
  }()

  let sink: any Sink
  var tables: [TargetTable]
  /// The content length of the units that a run begins with.
  var unitSize: Int64 = 10
  private let pipeline: String
  private var types: [[ColumnType]]

  init(
    _ tables: TargetTable..., pipeline: String = "p", fake: FakeSurroundings = FakeSurroundings()
  ) throws {
    self.tables = tables
    self.pipeline = pipeline
    types = tables.map { $0.columns.map(\.type) }
    sink = try Database.open(TestDatabase.url, creates: true, surroundings: fake.surroundings)
  }

  /// A table `t` of text columns, `a` being its key.
  static func table(
    _ name: String = "t", _ columns: [String] = ["a", "b"], types: [ColumnType] = [],
    mode: TargetTable.Mode = .append, key: [String] = ["a"],
    unique: [[String]] = [], references: [TargetTable.Reference] = [], indexes: [[String]] = []
  ) -> TargetTable {
    TargetTable(
      name: name,
      columns: columns.enumerated().map {
        .init(name: $1, type: types.isEmpty ? .text : types[$0])
      }, mode: mode, key: key, uniqueKeys: unique.map { .init(columns: $0, rule: 3) },
      references: references, indexes: indexes, keyRule: 0, duplicateRule: 1, constraintRule: 2)
  }

  static func unit(_ name: String, size: Int64 = 10) -> UnitIdentity {
    UnitIdentity(
      source: "s", path: name, member: "", size: size, crc32: 1, sha256: name,
      stamp: .init(size: 10, modified: 1, changed: 1, inode: 1))
  }

  /// Begins a run with new units.
  @discardableResult
  func begin(_ units: String..., holder: String = "here:1:1") throws -> RunEntry {
    try sink.begin(
      RunDraft(
        pipeline: pipeline, definition: "hash", definitionText: "text", tables: tables,
        rules: Self.rules, newUnits: units.map { Self.unit($0, size: unitSize) },
        lastRun: try sink.runs(of: pipeline).first { $0.kind == .load }, holder: holder,
        leaseMilliseconds: 1000))
  }

  /// A chunk of records numbered from `first` on.
  func chunk(_ rows: [[String?]], of table: Int = 0, from first: Int64 = 1) -> Chunk {
    var chunk = Chunk(columns: tables[table].columns.map(\.name))
    for (index, type) in types[table].enumerated() { chunk.columns[index].type = type }
    for (number, row) in rows.enumerated() {
      let raw = chunk.bytes.append(Array(row.map { $0 ?? "" }.joined(separator: "|").utf8))
      chunk.origins.append(
        RowOrigin(
          record: first + Int64(number), line: first + Int64(number) + 1, offset: 7, raw: raw))
      chunk.states.append(.live)
      for (index, text) in row.enumerated() {
        chunk.columns[index].cells.append(text.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
        switch types[table][index] {
        case .number:
          chunk.columns[index].values.append(
            Int64(bitPattern: (text.flatMap(Double.init) ?? 0).bitPattern))
        case .boolean: chunk.columns[index].values.append(text == "true" ? 1 : 0)
        case .text, .decimal: break
        case .date:
          chunk.columns[index].values.append(Int64(text?.replacing("-", with: "") ?? "0") ?? 0)
        default: chunk.columns[index].values.append(text.flatMap { Int64($0) } ?? 0)
        }
      }
    }
    return chunk
  }

  /// Commits rows of the first table as one chunk.
  @discardableResult
  func load(
    _ rows: [[String?]], unit: Int64 = 1, chunk number: Int64 = 1, from first: Int64 = 1
  ) throws -> Counts {
    var chunks = [chunk(rows, from: first)]
    return try commit(&chunks, unit: unit, chunk: number)[0]
  }

  /// Commits chunks of the tables in order.
  @discardableResult
  func commit(
    _ chunks: inout [Chunk], unit: Int64 = 1, chunk number: Int64 = 1
  ) throws -> [Counts] {
    try sink.commit(
      &chunks,
      at: CheckpointDraft(
        unit: unit, chunk: number,
        position: Position(
          offset: number * 100, record: number * 10, line: 3, context: [1], streamState: [2, 3]),
        hash: "h\(number)", tables: Array(chunks.indices)))
  }

  func finish(unit: Int64 = 1, _ name: String = "u1") throws {
    try sink.finish(unit: unit, identity: Self.unit(name), status: .done, reason: "")
  }

  /// Builds the keys and ends the run.
  @discardableResult
  func end() throws -> Counts {
    let counts = try sink.finishTables()
    try sink.end(.done)
    return counts
  }

  /// The rows of a query, columns joined by `|`.
  static func query(_ sql: String) throws -> [String] { try TestDatabase.query(sql) }

  /// Runs SQL as another program would.
  static func execute(_ sql: String) throws { try TestDatabase.execute(sql) }

  /// The rejects as `record outcome rule field`.
  static func rejects() throws -> [String] {
    try query(
      "SELECT record || ' ' || outcome || ' ' || violations FROM sohoa_reject ORDER BY unit, record"
    )
  }
}

extension Counts {
  /// What is not zero, in a fixed order.
  var text: String {
    [
      ("read", read), ("loaded", loaded), ("updated", updated), ("unchanged", unchanged),
      ("duplicate", duplicate), ("rejected", rejected), ("deferred", deferred),
    ].filter { $0.1 != 0 }.map { "\($0) \($1)" }.joined(separator: ", ")
  }
}

extension Sink {
  /// Builds the keys, whatever it takes.
  func finishTables() throws -> Counts { try finishTables(unless: { false }) }
}
