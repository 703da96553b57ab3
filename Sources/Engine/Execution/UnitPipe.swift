import Columnar
import Dataflow
import LegacyText
import Platform

/// The chunks of one reader thread: a few, that go round between the reader and the loader.
///
/// The loader gives each one back when it is committed, and the reader waits when none is left. That
/// bounds memory, whatever the size and the number of units. It cannot lock up: units are handed out
/// and committed in one order, so a reader whose chunks are all under way is never the one that the
/// loader waits for.
final class ChunkPool: Sendable {
  private struct State {
    var spare: [[Chunk]] = []
    var made = 0
    var isCancelled = false
  }

  private let state = Monitor(State())
  private let chunkCount: Int

  /// Creates a pool of `chunkCount` sets of chunks, made as they are needed.
  init(chunkCount: Int = 2) { self.chunkCount = chunkCount }

  /// Waits for a set: a used one, or an empty array when a new one may be made; `nil` when nobody
  /// wants any more.
  func take() -> [Chunk]? {
    state.wait { state -> [Chunk]?? in
      if state.isCancelled { return .some(nil) }
      if let chunks = state.spare.popLast() { return chunks }
      guard state.made < chunkCount else { return nil }
      state.made += 1
      return .some([])
    }
  }

  /// Gives a set back.
  func giveBack(_ chunks: [Chunk]) { state.withValue { $0.spare.append(chunks) } }

  /// Tells the reader to stop.
  func cancel() { state.withValue { $0.isCancelled = true } }

  /// Whether the reader was told to stop.
  var isCancelled: Bool { state.withValue { $0.isCancelled } }
}

/// What the reader of a unit hands to the loader, in order.
final class UnitPipe: Sendable {
  /// Rows that are ready to be committed, or nearly so.
  struct Filled: Sendable {
    var chunks: [Chunk]
    /// Whether the steps have been applied; otherwise the loader, which had nothing to do, does it.
    var isTransformed: Bool
    var position: Position
    var number: Int64
    var hash: String
    /// The name of the file that holds the records as read; empty for none.
    var spool: String
    /// Where the chunks go when they are committed.
    var pool: ChunkPool
  }

  /// What comes out of the pipe.
  enum Item: Sendable {
    /// How the unit's text was made out, and the rows that steps made it out from; comes first.
    case opened([EncodingFinding], EncodingSample?)
    case filled(Filled)
    /// The unit is read to its end, or to a break that the reason tells.
    case end(UnitIdentity, UnitStatus, reason: String)
    /// As many records are read as were asked for; a later run goes on from here.
    case paused
    case failed(any Error)
  }

  private struct State {
    var items: [Item] = []
    var isAwaited = false
  }

  private let state = Monitor(State())

  /// Hands an item to the loader.
  func put(_ item: Item) {
    state.withValue { state in
      state.items.append(item)
      state.isAwaited = false
    }
  }

  /// Waits for the next item.
  func next() -> Item {
    state.wait { state in
      guard state.items.isEmpty else { return state.items.removeFirst() }
      state.isAwaited = true
      return nil
    }
  }

  /// Whether there is nothing to take at the moment.
  var isEmpty: Bool { state.withValue { $0.items.isEmpty } }

  /// Whether the loader is waiting at this pipe with nothing to do.
  var isAwaited: Bool { state.withValue { $0.isAwaited } }
}
