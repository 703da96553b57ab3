import Columnar
import Dataflow
import Platform

/// What the reader of a unit hands to the loader, in order and at most a few chunks ahead.
///
/// Chunks go round: the loader gives each one back empty, and the reader waits when none is left.
/// That bounds memory, whatever the unit's size.
final class UnitPipe: Sendable {
  /// Rows that are ready to be committed.
  struct Filled: Sendable {
    var chunks: [Chunk]
    var position: Position
    var number: Int64
    var hash: String
  }

  /// What comes out of the pipe.
  enum Item: Sendable {
    case filled(Filled)
    /// The unit is read to its end, or to a break that the reason tells.
    case end(UnitIdentity, UnitStatus, reason: String)
    case failed(any Error)
  }

  private struct State {
    var items: [Item] = []
    var spare: [[Chunk]] = []
    var made = 0
    var isCancelled = false
  }

  private let state = Monitor(State())
  private let chunkCount: Int

  /// Creates a pipe in which at most `chunkCount` chunks are under way.
  init(chunkCount: Int) { self.chunkCount = chunkCount }

  /// Gives the reader chunks to fill: used ones, an empty array when it may make new ones, or `nil`
  /// when nobody wants any more.
  func takeSpare() -> [Chunk]? {
    state.wait { state -> [Chunk]?? in
      if state.isCancelled { return .some(nil) }
      if let chunks = state.spare.popLast() { return chunks }
      guard state.made < chunkCount else { return nil }
      state.made += 1
      return .some([])
    }
  }

  /// Hands an item to the loader.
  func put(_ item: Item) { state.withValue { $0.items.append(item) } }

  /// Waits for the next item.
  func next() -> Item {
    state.wait { state in state.items.isEmpty ? nil : state.items.removeFirst() }
  }

  /// Gives chunks back to the reader.
  func giveBack(_ chunks: [Chunk]) { state.withValue { $0.spare.append(chunks) } }

  /// Tells the reader to stop.
  func cancel() { state.withValue { $0.isCancelled = true } }

  /// Whether the reader was told to stop.
  var isCancelled: Bool { state.withValue { $0.isCancelled } }
}
