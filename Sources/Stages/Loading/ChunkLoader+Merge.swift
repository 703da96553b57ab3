import Columnar
import Dataflow

/// What the rows of a chunk meet in the table.
struct KeyMatches {
  /// For each row of the chunk whether the row with its main key is the same in all columns.
  var isSame: [Bool]
  /// What other rows meet, by their place in the chunk.
  var others: [UInt32: KeyMatch] = [:]
}

/// What a row meets in the table.
struct KeyMatch {
  /// The row with its main key.
  var main: Int64?
  /// The other keys that it shares with a row: the key's index and the row.
  var others: [(key: Int, existing: Int64)] = []
}

/// What is done with a row.
enum KeyVerdict {
  case add
  case update(existing: Int64)
  /// The row breaks the rules of these keys.
  case refuse(keys: [Int])
}

extension ChunkLoader {
  func addAtOnce(_ chunk: Chunk, from origin: LoadOrigin) throws -> Int64? { nil }

  /// Decides about a row by what it meets, which is not the same.
  func verdict(on match: KeyMatch) -> KeyVerdict {
    guard let main = match.main else {
      return match.others.isEmpty ? .add : .refuse(keys: match.others.map(\.key))
    }
    guard table.mode == .upsert else {
      return .refuse(keys: [0] + match.others.map(\.key))
    }
    let others = match.others.filter { $0.existing != main }
    return others.isEmpty ? .update(existing: main) : .refuse(keys: others.map(\.key))
  }

  /// Holds rows against those of the table, by every key; first come, first served.
  func merge(_ chunk: inout Chunk, into outcome: inout LoadOutcome, from origin: LoadOrigin) throws
  {
    for round in rounds(of: chunk) {
      var waiting = round
      while !waiting.isEmpty {
        waiting = try settle(waiting, of: &chunk, into: &outcome, from: origin)
      }
    }
  }

  /// Deals the live rows out to rounds, so that no two rows of a round share a key, and rows that
  /// share one come one after the other.
  private func rounds(of chunk: Chunk) -> [[UInt32]] {
    var keyHashes = [[UInt64]](repeating: [], count: keys.count)
    for (index, key) in keys.enumerated() {
      chunk.hashKeys(of: key.positions, into: &keyHashes[index])
    }
    var next = [[UInt64: UInt32]](repeating: [:], count: keys.count)
    for index in keys.indices { next[index].reserveCapacity(chunk.rowCount) }
    var rounds: [[UInt32]] = []
    for row in chunk.indices(of: .live) {
      var number: UInt32 = 0
      for key in keys.indices where keyHashes[key][Int(row)] != 0 {
        number = max(number, next[key][keyHashes[key][Int(row)]] ?? 0)
      }
      for key in keys.indices where keyHashes[key][Int(row)] != 0 {
        next[key][keyHashes[key][Int(row)]] = number + 1
      }
      if Int(number) == rounds.count { rounds.append([]) }
      rounds[Int(number)].append(row)
    }
    return rounds
  }

  /// Settles the rows of a round.
  ///
  /// - Returns: the rows to look at again, because a row before them has just given up the value
  ///   they want.
  private func settle(
    _ round: [UInt32], of chunk: inout Chunk, into outcome: inout LoadOutcome,
    from origin: LoadOrigin
  ) throws -> [UInt32] {
    let matches = try find(round, of: chunk)
    var changing: [Int64: UInt32] = [:]
    for (row, match) in matches.others {
      if let main = match.main { changing[main] = row }
    }
    var new: [UInt32] = []
    var updates: [UInt32] = []
    var again: [UInt32] = []
    for row in round {
      if matches.isSame[Int(row)] {
        if table.mode == .upsert {
          outcome.unchanged += 1
          outcome.unchangedRows.append(row)
        } else {
          refuse(row, of: &chunk, keys: [0], isSame: true)
        }
        continue
      }
      guard let match = matches.others[row] else {
        new.append(row)
        continue
      }
      switch verdict(on: match) {
      case .add: new.append(row)
      case .update: updates.append(row)
      case .refuse(let broken):
        let rivals = match.others.filter { $0.existing != match.main }
        let isFreed = rivals.allSatisfy { rival in
          changing[rival.existing].map { $0 < row } ?? false
        }
        if table.mode == .upsert && isFreed {
          again.append(row)
        } else {
          refuse(row, of: &chunk, keys: broken, isSame: false)
        }
      }
    }
    outcome.updated += Int(try update(updates, of: &chunk, from: origin))
    outcome.updatedRows += updates.filter { chunk.states[Int($0)] == .live }
    if !new.isEmpty {
      let selection: RowSelection =
        new.count == chunk.rowCount && chunk.count(.live) == new.count ? .live : .rows(new)
      lastRow += try add(selection, of: &chunk, from: origin)
    }
    return again
  }

  /// Takes out a row that shares keys with a row of the table.
  private func refuse(_ row: UInt32, of chunk: inout Chunk, keys broken: [Int], isSame: Bool) {
    for index in broken {
      let rule = isSame ? table.duplicateRule : keys[index].rule
      chunk.note(
        Violation(row: Int(row), rule: rule, column: keys[index].positions[0]), severity: .reject)
    }
    if isSame { chunk.states[Int(row)] = .duplicate }
  }
}
