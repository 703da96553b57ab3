import Platform

/// A stream whose bytes another thread reads, decompresses and checks ahead of the one who asks.
///
/// It pays where a processor would be idle otherwise: decompressing then takes its turn beside finding
/// the records. At most a few pieces are read ahead.
public final class ReadAheadStream: ByteStream {
  private enum Piece {
    case bytes([UInt8], count: Int)
    case end
    case failed(ArchiveError)
  }

  private struct State {
    /// What has been read, in order.
    var ready: [Piece] = []
    /// Buffers to read into.
    var spare: [[UInt8]]
    var isClosed = false
  }

  /// The stream behind, used by one thread at a time.
  private let stream: Monitor<any ByteStream>
  private let state: Monitor<State>
  private let thread: ThreadHandle
  /// The piece at hand, and how much of it has been delivered.
  private var current: [UInt8] = []
  private var (next, count) = (0, 0)
  private var last: Piece?

  /// The offset in the content of the byte that is delivered next.
  public private(set) var offset: Int64

  /// Begins to read ahead.
  ///
  /// - Parameters:
  ///   - stream: nobody else may use it from now on.
  ///   - pieceSize: the most bytes that are read at once, at least 1.
  /// - Throws: ``ArchiveError`` when the system has no thread left.
  public init(_ stream: sending any ByteStream, pieceSize: Int = 256 << 10) throws(ArchiveError) {
    precondition(pieceSize > 0, "A piece has at least one byte.")
    offset = stream.offset
    let shared = Monitor<any ByteStream>(stream)
    let state = Monitor(
      State(spare: (0..<4).map { _ in [UInt8](repeating: 0, count: pieceSize) }))
    self.stream = shared
    self.state = state
    do {
      thread = try ThreadHandle { Self.readAhead(of: shared, into: state) }
    } catch {
      throw ArchiveError(error)
    }
  }

  deinit {
    state.withValue { $0.isClosed = true }
    thread.join()
  }

  private static func readAhead(of stream: Monitor<any ByteStream>, into state: Monitor<State>) {
    while true {
      let room = state.wait { state -> [UInt8]?? in
        state.isClosed ? .some(nil) : state.spare.popLast()
      }
      guard var buffer = room else { return }
      let piece: Piece
      do {
        let count = try stream.withValue { try $0.read(into: &buffer, at: 0) }
        piece = count > 0 ? .bytes(buffer, count: count) : .end
      } catch {
        piece = .failed(error as? ArchiveError ?? ArchiveError(.inputOutput, "cannot read ahead"))
      }
      state.withValue { $0.ready.append(piece) }
      guard case .bytes = piece else { return }
    }
  }

  /// Delivers the next bytes.
  public func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    if next == count, try !takePiece() { return 0 }
    let step = min(count - next, buffer.count - start)
    // SAFETY: both ranges were just checked against their arrays, which are two.
    unsafe buffer.withUnsafeMutableBytes { target in
      unsafe current.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[start..<start + step])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[next..<next + step]))
      }
    }
    next += step
    offset += Int64(step)
    return step
  }

  /// Takes the next piece at hand; `false` at the end, which is told again and again.
  private func takePiece() throws(ArchiveError) -> Bool {
    var used: [UInt8] = []
    swap(&used, &current)
    if !used.isEmpty { giveBack(used) }
    let piece =
      last ?? state.wait { $0.ready.isEmpty ? nil : $0.ready.removeFirst() }
    switch piece {
    case .bytes(let bytes, let count):
      (current, self.count, next) = (bytes, count, 0)
      return true
    case .end:
      last = piece
      (next, count) = (0, 0)
      return false
    case .failed(let error):
      last = piece
      (next, count) = (0, 0)
      throw error
    }
  }

  private func giveBack(_ buffer: consuming [UInt8]) {
    let buffer = buffer
    state.withValue { $0.spare.append(buffer) }
  }

  /// What a later process needs to go on near `offset`; waits while a piece is being read.
  public func resumeState(near offset: Int64) -> [UInt8] {
    stream.withValue { $0.resumeState(near: offset) }
  }

  /// The SHA-256 of the whole content, once the end has been delivered.
  public func contentDigest() -> [UInt8] { stream.withValue { $0.contentDigest() } }
}
