import Foundation
import Platform
public import Testing

/// A proxy on loopback before a PostgreSQL server that cuts one connection where it hurts.
///
/// It is a few lines of Python, which has sockets without unsafe code.
public final class CuttingProxy: Sendable {
  /// Where the connection is cut.
  public enum Cut: Sendable, CustomTestStringConvertible {
    /// When so many bytes have gone to the server.
    case after(bytes: Int)
    /// When the nth commit would go to the server.
    case beforeCommit(Int)
    /// When the server has answered to the nth commit; the answer is lost.
    case beforeAnswer(Int)
    /// Nowhere: when so many bytes have gone to the server, nothing goes any more, as where a network
    /// swallows it.
    case stalling(afterBytes: Int)
    /// Nowhere: so many sessions are refused first, as by a server that is starting.
    case starting(sessions: Int)

    fileprivate var arguments: [String] {
      switch self {
      case .after(let bytes): ["bytes", "\(bytes)"]
      case .beforeCommit(let number): ["commit", "\(number)"]
      case .beforeAnswer(let number): ["answer", "\(number)"]
      case .stalling(let bytes): ["stall", "\(bytes)"]
      case .starting(let sessions): ["starting", "\(sessions)"]
      }
    }

    /// The rule and its number.
    public var testDescription: String { arguments.joined(separator: " ") }
  }

  /// The port on 127.0.0.1.
  public let port: Int
  private let process: ChildProcess
  private let mark: String

  /// Whether it has cut a connection.
  public var hasCut: Bool { FileManager.default.fileExists(atPath: mark) }

  /// Starts a proxy before a server.
  public init(_ server: PostgreSQLServer, _ cut: Cut) throws {
    mark = NSTemporaryDirectory() + "/sohoa-cut-" + UUID().uuidString
    let (process, line) = try ChildProcess.answering(
      ["python3", "-c", Self.script, server.directory + "/.s.PGSQL.5432"] + cut.arguments + [mark],
      environment: ["PATH": PostgreSQLServer.path])
    guard let port = Int(line) else { throw CommandError("the proxy does not start") }
    self.port = port
    self.process = process
  }

  /// Stops the proxy where it stands: the kernel still takes what is sent, and nobody answers.
  public func freeze() { process.send(SIGSTOP) }

  deinit {
    process.send(SIGCONT)
    process.send(SIGTERM)
    _ = process.wait()
    try? FileManager.default.removeItem(atPath: mark)
  }

  /// The URL of a database behind the proxy.
  public func url(_ database: String) -> String {
    "postgres://sohoa@127.0.0.1:\(port)/\(database)?sslmode=disable"
  }

  private static let script = """
    import os, socket, sys, threading
    target, rule, number, mark = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    listener = socket.create_server(("127.0.0.1", 0))
    if rule == "stall": listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    print(listener.getsockname()[1], flush=True)
    seen = [0]

    def end(*sockets):
        for one in sockets:
            try: one.shutdown(socket.SHUT_RDWR)
            except OSError: pass

    def serve(client):
        if rule == "starting":
            seen[0] += 1
            if seen[0] <= number:
                client.recv(65536)
                text = b"SFATAL\\0C57P03\\0Mthe database system is starting up\\0\\0"
                client.sendall(b"E" + (len(text) + 4).to_bytes(4, "big") + text)
                return end(client)
        server = socket.socket(socket.AF_UNIX)
        server.connect(target)
        lost = threading.Event()
        def back():
            try:
                while data := server.recv(65536):
                    if lost.is_set(): break
                    client.sendall(data)
            except OSError: pass
            end(client, server)
        threading.Thread(target=back, daemon=True).start()
        try:
            while data := client.recv(65536):
                before = seen[0]
                if rule in ("bytes", "stall"): seen[0] += len(data)
                elif b"COMMIT\\0" in data: seen[0] += 1
                if before < number <= seen[0]:
                    open(mark, "w").close()
                    if rule == "stall": threading.Event().wait()
                    if rule != "answer": break
                    lost.set()
                server.sendall(data)
        except OSError: pass
        if not lost.is_set(): end(client, server)

    parent = os.getppid()
    listener.settimeout(1)
    while os.getppid() == parent:
        try: client = listener.accept()[0]
        except socket.timeout: continue
        client.settimeout(None)
        threading.Thread(target=serve, args=(client,), daemon=True).start()
    """
}
