import Glibc

/// A proxy on 127.0.0.1 before a server, which cuts one connection at a given place.
public final class LoopbackProxy: Sendable {
  /// Where a server is.
  public enum Server: Sendable, Equatable {
    /// At a socket of this machine.
    case socket(path: String)
    /// At a port of a host.
    case port(Int, host: String)
  }

  /// Where the connection is cut.
  public enum Cut: Sendable, Equatable {
    /// Nowhere; the proxy only counts.
    case never
    /// When so many bytes have gone to the server.
    case afterBytes(Int)
    /// When the nth of the words would go to the server.
    case beforeWord(Int)
    /// When the server answers to the nth of the words; the answer is lost.
    case beforeAnswer(Int)
  }

  private struct State {
    var bytes = 0
    var words = 0
    var hasCut = false
    var isClosed = false
    var threads: [ThreadHandle] = []
  }

  /// The port on 127.0.0.1.
  public let port: Int
  private let server: Server
  private let word: [UInt8]
  private let cut: Cut
  private let listener: Socket
  private let state = Monitor(State())

  /// Starts a proxy.
  ///
  /// - Parameters:
  ///   - server: what it stands before.
  ///   - word: the bytes that are counted in what goes to the server.
  ///   - cut: where the first connection that comes there is cut; others pass.
  /// - Throws: ``SystemError``.
  public init(before server: Server, counting word: [UInt8], _ cut: Cut) throws(SystemError) {
    self.server = server
    self.word = word
    self.cut = cut
    listener = try Socket.listening()
    port = try listener.port
    let acceptor = try ThreadHandle { [self] in accept() }
    state.withValue { $0.threads.append(acceptor) }
  }

  /// The bytes and words that have gone to the server, and whether a connection was cut.
  public var counts: (bytes: Int, words: Int, hasCut: Bool) {
    state.withValue { ($0.bytes, $0.words, $0.hasCut) }
  }

  /// Cuts all connections and takes no more; to be called once.
  public func close() {
    let threads = state.withValue { state in
      state.isClosed = true
      defer { state.threads = [] }
      return state.threads
    }
    for thread in threads { thread.join() }
    // Those that were accepted meanwhile.
    for thread in state.withValue({ $0.threads }) { thread.join() }
  }

  private var isClosed: Bool { state.withValue { $0.isClosed } }

  private func accept() {
    while !isClosed {
      guard let client = listener.accept(withinMilliseconds: 50) else { continue }
      let opened = try? Socket.connected(to: server)
      guard let opened else { continue }
      let pair = Pair(client: client, server: opened)
      let threads = [
        try? ThreadHandle { [self] in forward(pair) }, try? ThreadHandle { [self] in back(pair) },
      ]
      state.withValue { $0.threads += threads.compactMap { $0 } }
    }
  }

  /// Two sides of a connection; ``isAnswerLost`` once nothing of the server may come back.
  private final class Pair: Sendable {
    let client: Socket
    let server: Socket
    private let answerLost = Monitor(false)

    init(client: Socket, server: Socket) {
      self.client = client
      self.server = server
    }

    var isAnswerLost: Bool { answerLost.withValue { $0 } }
    func loseAnswer() { answerLost.withValue { $0 = true } }

    func end() {
      client.shutDown()
      server.shutDown()
    }
  }

  private func forward(_ pair: Pair) {
    defer { if !pair.isAnswerLost { pair.end() } }
    var rest: [UInt8] = []
    while let bytes = pair.client.receive(while: { !self.isClosed }) {
      // A word may be cut in two by the way it is read.
      let found = count(of: word, in: rest + bytes)
      rest = Array((rest + bytes).suffix(word.count - 1))
      let isHere = state.withValue { state in
        let before = (state.bytes, state.words)
        state.bytes += bytes.count
        state.words += found
        let isHere =
          switch cut {
          case .never: false
          case .afterBytes(let number): before.0 < number && number <= state.bytes
          case .beforeWord(let number), .beforeAnswer(let number):
            before.1 < number && number <= state.words
          }
        if isHere { state.hasCut = true }
        return isHere
      }
      if isHere {
        guard case .beforeAnswer = cut else { return }
        pair.loseAnswer()
      }
      guard pair.server.send(bytes) else { return }
    }
  }

  private func back(_ pair: Pair) {
    defer { pair.end() }
    while let bytes = pair.server.receive(while: { !self.isClosed }) {
      guard !pair.isAnswerLost, pair.client.send(bytes) else { return }
    }
  }

  private func count(of word: [UInt8], in bytes: [UInt8]) -> Int {
    guard let first = word.first, bytes.count >= word.count else { return 0 }
    var count = 0
    for start in 0...(bytes.count - word.count)
    where bytes[start] == first && bytes[start..<(start + word.count)] == word[...] {
      count += 1
    }
    return count
  }
}
