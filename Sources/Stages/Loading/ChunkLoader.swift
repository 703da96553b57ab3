import Columnar
import Dataflow

/// Where rows come from and which run loads them.
struct LoadOrigin {
  var run: Int64
  var unit: Int64
  /// The chunk's number in the unit.
  var chunk: Int64
}

/// What became of a chunk's live rows.
struct LoadOutcome {
  var loaded = 0
  var updated = 0
  var unchanged = 0
  var deferred = 0
  /// The rows of the chunk that are put aside.
  var deferredRows: [UInt32] = []
  /// The numbers of the rows added: adjacent, since one writer adds them.
  var firstRow: Int64 = 0
  var lastRow: Int64 = 0
  /// The rows of the chunk that replaced a row, and those whose row was there already.
  var updatedRows: [UInt32] = []
  var unchangedRows: [UInt32] = []

  /// What became of all rows of the chunk.
  ///
  /// - Throws: `Diagnostic` when they do not add up, which is a mistake of ours.
  func counts(of chunk: borrowing Chunk, unit: Int64) throws(Diagnostic) -> Counts {
    var counts = Counts()
    counts.read = chunk.rowCount
    counts.loaded = loaded
    counts.updated = updated
    counts.unchanged = unchanged
    counts.deferred = deferred
    counts.filtered = chunk.count(.filtered)
    counts.duplicate = chunk.count(.duplicate)
    counts.rejected = chunk.count(.rejected)
    guard counts.isBalanced else {
      throw Diagnostic(
        "SH6301", "a chunk of unit \(unit) does not add up: \(counts)", status: .internal)
    }
    return counts
  }
}

/// What merging chunk by chunk has shown in a run.
struct MergeRecord {
  var chunks = 0
  var rows = 0
  var added = 0
}

/// Loads the chunks of one stage into its table: what is the same on every database.
///
/// A table that is filled for the first time has no index on its keys: building it afterwards
/// measured 1.6 times the load without key, keeping it up row by row 6 times. Until then a
/// ``KeyFilter`` for each key lets rows through whose keys are surely new, and the few others wait
/// in a table of their own.
protocol ChunkLoader: AnyObject {
  var table: TargetTable { get }
  /// The key that rows are merged by, then the others.
  var keys: [TableKey] { get }
  /// One filter for each key while the keys' indexes are not built, else `nil`.
  var filters: [KeyFilter]? { get set }
  /// Whether rows refer to the table while it is filled, so that its indexes are kept up from the
  /// first row on.
  var isReferenced: Bool { get }
  /// The number of the last row of the table.
  var lastRow: Int64 { get set }
  var merged: MergeRecord { get set }
  /// Kept from chunk to chunk for its storage.
  var hashes: [UInt64] { get set }

  /// The columns of a table of the database in their order; none where it is not there.
  func columnNames(of name: String) throws -> [String]
  /// Whether some index of a table begins with these columns, in any order.
  func hasIndex(on columns: [String], of name: String) throws -> Bool
  /// Takes note that another chunk is to be loaded.
  func takeUp(_ chunk: Chunk)
  /// The live rows that refer by a reference to a row that is not in the referenced table.
  func rowsWithoutReference(_ index: Int, of chunk: Chunk) throws -> [UInt32]
  /// Puts rows aside, with their records as read.
  func putOff(_ doubtful: [UInt32], of chunk: Chunk, from origin: LoadOrigin) throws
  /// Adds rows, and rejects those that the database refuses.
  ///
  /// - Returns: the number of rows added; their numbers follow ``lastRow`` without a gap.
  func add(_ selection: RowSelection, of chunk: inout Chunk, from origin: LoadOrigin) throws
    -> Int64
  /// Adds all live rows where the table takes each as new.
  ///
  /// - Returns: the number of rows added, or `nil` where one of them must be held against the table's rows
  ///   first; nothing is added then.
  func addAtOnce(_ chunk: Chunk, from origin: LoadOrigin) throws -> Int64?
  /// What rows meet in the table.
  func find(_ round: [UInt32], of chunk: Chunk) throws -> KeyMatches
  /// Of rows of a chunk, paired with the numbers of rows of the table, those that are the same in all
  /// columns.
  func same(_ pairs: [UInt32: Int64], of chunk: Chunk) throws -> Set<UInt32>
  /// Replaces the rows of the table that have the main key of rows, and keeps what they were.
  func update(_ updates: [UInt32], of chunk: inout Chunk, from origin: LoadOrigin) throws -> Int64
}

extension ChunkLoader {
  /// Adds the live rows of a chunk, inside the caller's transaction.
  ///
  /// Rows with the key of another get the state `duplicate` or `rejected`, rows that refer to
  /// nothing or that the database refuses the state `rejected`.
  ///
  /// - Parameters:
  ///   - chunk: the rows.
  ///   - origin: where they come from.
  ///   - kept: rows that lie in the table already as they are.
  ///   - known: rows that another chunk loaded, whose rows lie in the table as they are.
  ///   - expectingNew: whether the other rows are mostly new, such as those whose rows were taken out.
  /// - Returns: what became of them; a row that is kept counts as loaded, one that is known as unchanged.
  /// - Throws: the database's error, or `Diagnostic`.
  func load(
    _ chunk: inout Chunk, from origin: LoadOrigin, keeping kept: [UInt32] = [],
    knowing known: [UInt32] = [], expectingNew: Bool = false
  ) throws -> LoadOutcome {
    var outcome = LoadOutcome()
    let before = lastRow
    takeUp(chunk)
    try checkReferences(of: &chunk)
    let lying = kept.filter { chunk.states[Int($0)] == .live }
    let hidden = lying + known
    if !hidden.isEmpty {
      // Out of sight for what follows.
      for row in hidden { chunk.states[Int(row)] = .filtered }
      takeUp(chunk)
    }
    defer { for row in hidden { chunk.states[Int(row)] = .live } }
    outcome.unchanged = known.count
    outcome.unchangedRows = known
    if keys.isEmpty {
      lastRow += try add(.live, of: &chunk, from: origin)
    } else if filters != nil {
      let doubtful = rowsWithDoubtfulKey(in: chunk)
      outcome.deferred = doubtful.count
      outcome.deferredRows = doubtful
      try putOff(doubtful, of: chunk, from: origin)
      lastRow += try add(chunk.liveRows(without: doubtful), of: &chunk, from: origin)
    } else if expectingNew, let count = try addAtOnce(chunk, from: origin) {
      lastRow += count
    } else {
      try merge(&chunk, into: &outcome, from: origin)
    }
    let added = Int(lastRow - before)
    outcome.loaded = added + lying.count
    merged.chunks += 1
    merged.rows += chunk.rowCount
    merged.added += added
    if added > 0 {
      outcome.firstRow = before + 1
      outcome.lastRow = lastRow
    }
    return outcome
  }

  /// Runs `body` over rows; when the database refuses one, halves the rows until the guilty ones are
  /// found, which are rejected.
  ///
  /// - Parameters:
  ///   - selection: the rows.
  ///   - chunk: their chunk; refused rows are noted in it.
  ///   - body: returns the number of rows that went through, or `nil` after it has undone what a
  ///     refused row broke off.
  /// - Returns: the number of rows that went through.
  /// - Throws: what `body` throws.
  func bisect(
    _ selection: RowSelection, of chunk: inout Chunk,
    _ body: (RowSelection, Chunk) throws -> Int64?
  ) throws -> Int64 {
    if let count = try body(selection, chunk) { return count }
    let indices = chunk.indices(of: selection)
    guard indices.count > 1 else {
      for row in indices {
        chunk.note(Violation(row: Int(row), rule: table.constraintRule), severity: .reject)
      }
      return 0
    }
    let middle = indices.count / 2
    let first = try bisect(.rows(Array(indices[..<middle])), of: &chunk, body)
    return try first + bisect(.rows(Array(indices[middle...])), of: &chunk, body)
  }
}

extension Chunk {
  /// The rows that a selection shows.
  func indices(of selection: RowSelection) -> [UInt32] {
    switch selection {
    case .rows(let rows): rows
    case .live: liveRows(in: 0..<rowCount)
    case .liveIn(let range): liveRows(in: range)
    }
  }

  /// All live rows but some.
  func liveRows(without others: [UInt32]) -> RowSelection {
    guard !others.isEmpty else { return .live }
    let left = Set(others)
    return .rows(liveRows(in: 0..<rowCount).filter { !left.contains($0) })
  }

  private func liveRows(in range: Range<Int>) -> [UInt32] {
    var rows: [UInt32] = []
    let states = states.span
    for row in range where states[row] == .live { rows.append(UInt32(row)) }
    return rows
  }
}
