import Columnar
import Dataflow

/// What became of one record.
enum RecordFate: String {
  case loaded, updated, unchanged, filtered, duplicate, rejected
}

extension Counts {
  /// Takes a record from where it was counted to where it belongs now.
  mutating func move(from old: RecordFate, to new: RecordFate) {
    self[old] -= 1
    self[new] += 1
  }

  subscript(fate: RecordFate) -> Int {
    get {
      switch fate {
      case .loaded: loaded
      case .updated: updated
      case .unchanged: unchanged
      case .filtered: filtered
      case .duplicate: duplicate
      case .rejected: rejected
      }
    }
    set {
      switch fate {
      case .loaded: loaded = newValue
      case .updated: updated = newValue
      case .unchanged: unchanged = newValue
      case .filtered: filtered = newValue
      case .duplicate: duplicate = newValue
      case .rejected: rejected = newValue
      }
    }
  }
}

extension LoadOutcome {
  /// What became of each row of a chunk that was loaded.
  func fates(of chunk: borrowing Chunk) -> [RecordFate] {
    let updated = Set(updatedRows)
    let unchanged = Set(unchangedRows)
    return chunk.states.enumerated().map { row, state in
      switch state {
      case .filtered: .filtered
      case .duplicate: .duplicate
      case .rejected: .rejected
      case .live where updated.contains(UInt32(row)): .updated
      case .live where unchanged.contains(UInt32(row)): .unchanged
      case .live: .loaded
      }
    }
  }
}

extension ReplayPage {
  /// Brings the rejects behind a chunk up to date, and counts what became of them.
  ///
  /// - Parameters:
  ///   - index: the chunk's place in the page.
  ///   - chunk: its rows, loaded.
  ///   - loaded: what loading them did.
  ///   - settle: brings one reject up to date; is given what became of it and its row.
  /// - Returns: the counts that its checkpoint adds, and the outcome.
  /// - Throws: what `settle` throws, or `Diagnostic` where something does not add up.
  func settle(
    _ index: Int, _ chunk: borrowing Chunk, after loaded: LoadOutcome,
    _ settle: (_ entry: RejectEntry, _ fate: RecordFate, _ row: Int) throws -> Void
  ) throws -> (counts: Counts, outcome: ReplayOutcome) {
    var counts = Counts()
    var outcome = ReplayOutcome()
    for (row, fate) in loaded.fates(of: chunk).enumerated() {
      let entry = rejects[index][row]
      counts.move(from: RecordFate(rawValue: entry.outcome) ?? .rejected, to: fate)
      try settle(entry, fate, row)
      switch fate {
      case .loaded, .updated: outcome.fixed += 1
      case .unchanged, .duplicate: outcome.superseded += 1
      case .filtered: outcome.filtered += 1
      case .rejected: outcome.rejected += 1
      }
    }
    guard counts.isBalanced, counts.loaded == loaded.loaded, counts.updated == loaded.updated else {
      throw Diagnostic(
        "SH6301", "a replay of unit \(unit) does not add up: \(counts)", status: .internal)
    }
    return (counts, outcome)
  }
}
