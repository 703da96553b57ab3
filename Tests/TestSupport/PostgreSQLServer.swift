import Foundation
import Platform
import PostgreSQL
import Synchronization

/// A PostgreSQL server of the tests' own: a cluster in a directory of its own, reached by a Unix
/// socket there.
///
/// It does not wait for the disk: the tests kill processes, not the machine.
///
/// A shell started as an unprivileged user makes, starts and in the end removes it; it looks whether
/// the tests are still there, so that nothing is left even where they are killed.
public final class PostgreSQLServer: Sendable {
  /// The server for tests that only need a database; it lives as long as the tests.
  public static let shared = Result { try PostgreSQLServer() }

  /// The directory of the cluster and its socket.
  public let directory: String
  private let shell: ChildProcess
  private let databases = Mutex(0)

  /// Makes a cluster and starts its server.
  public init() throws {
    (shell, directory) = try ChildProcess.answering(
      Self.unprivileged + ["bash", "-c", Self.script, "bash", "\(getpid())"],
      environment: Self.environment)
  }

  deinit { stop() }

  /// Stops the server and removes the cluster.
  public func stop() {
    if shell.isRunning { try? control("touch stop") }
    _ = shell.wait()
  }

  /// Stops the server as a power cut would, and starts it again.
  public func restart(after seconds: Double = 0) throws {
    try control("pg_ctl -D data -m immediate -w stop; sleep \(seconds); \(Self.start())")
  }

  /// A command that stops the server as a power cut would, and starts it again.
  public var restartCommand: String {
    let script = "cd '\(directory)'; pg_ctl -D data -m immediate -w stop; \(Self.start())"
    let words =
      Self.unprivileged + [
        "env", "PATH=\(Self.path)", "bash", "-c", "'\(script.replacing("'", with: "'\\''"))'",
      ]
    return words.joined(separator: " ") + " >/dev/null 2>&1"
  }

  /// Has the server let a role in by its password only.
  public func demandPassword(of role: String) throws {
    try control(
      "sed -i '1i local all \(role) scram-sha-256' data/pg_hba.conf; pg_ctl -D data reload")
  }

  /// Has the server listen on 127.0.0.1 too, to encrypted sessions only, which a role `certified` opens
  /// by certificate.
  ///
  /// In the cluster's directory are then, besides the server's own for `localhost`, certificates of
  /// two authorities, `root.crt` and `other.crt`, and that of the role, `certified.crt`.
  ///
  /// - Returns: the port.
  public func encrypt() throws -> Int {
    try control(
      """
      set -e
      authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" \
        -keyout $1.key -out $1.crt; }
      signed() { openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout $1.key -out $1.csr
        openssl x509 -req -in $1.csr -CA root.crt -CAkey root.key -CAcreateserial -days 2 \
          -extfile <(echo "subjectAltName=DNS:$1") -out $1.crt; }
      authority root; authority other; signed localhost; signed certified
      chmod 600 *.key
      printf '%s\n' 'local all all trust' 'hostssl all certified all cert' \
        'hostssl all all all trust' >data/pg_hba.conf
      python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])' >port
      pg_ctl -D data -m fast -w stop
      \(Self.start(
        "-c ssl=on -c ssl_cert_file=$PWD/localhost.crt -c ssl_key_file=$PWD/localhost.key"
          + " -c ssl_ca_file=$PWD/root.crt -c listen_addresses=127.0.0.1 -p $(cat port)"))
      """)
    let text = try String(contentsOfFile: directory + "/port", encoding: .utf8)
    guard let port = Int(text.trimmingCharacters(in: .newlines)) else {
      throw CommandError("the server has no port")
    }
    return port
  }

  /// Runs a shell command in the cluster's directory as its owner.
  private func control(_ command: String) throws {
    let process = try ChildProcess(
      Self.unprivileged + ["bash", "-c", "cd '\(directory)'; \(command)"],
      environment: Self.environment)
    guard process.wait() == .exited(0) else { throw CommandError("\(command) failed") }
  }

  /// The URL of a database.
  public func url(_ database: String, role: String = "sohoa") -> String {
    "postgres://\(role)@/\(database)?host=\(directory)"
  }

  /// Makes a database and returns its URL: an empty one, or a copy of another, which nobody uses.
  public func makeDatabase(from template: String? = nil) throws -> String {
    let number = databases.withLock { number in
      number += 1
      return number
    }
    let name = template?.split(separator: "?")[0].split(separator: "/").last ?? "template1"
    try Connection(url: url("postgres")).execute("CREATE DATABASE d\(number) TEMPLATE \(name)")
    return url("d\(number)")
  }

  /// Where Debian keeps the programs of the newest version.
  static let path: String = {
    let all = try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
    let versions = all ?? []
    let newest = versions.compactMap(Int.init).max().map { "/usr/lib/postgresql/\($0)/bin:" } ?? ""
    return newest + "/usr/local/bin:/usr/bin:/bin"
  }()

  private static var environment: [String: String] { ["PATH": path, "LC_ALL": "C"] }

  /// PostgreSQL does not run as root.
  private static let unprivileged: [String] =
    getuid() == 0
    ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []

  private static func start(_ more: String = "") -> String {
    """
    pg_ctl -D data -w -l log -o "-k $PWD -c listen_addresses= -c max_connections=60 \
    -c shared_buffers=64MB -c log_min_messages=panic -c fsync=off \(more)" start
    """
  }

  private static let script = """
    set -e
    exec {answer}>&1 >/dev/null
    directory=$(mktemp -d /tmp/sohoa-server-XXXXXX)
    cd "$directory"
    trap 'pg_ctl -D data -m immediate stop || true; cd /; rm -rf "$directory"' EXIT
    trap '' INT
    initdb -D data -E UTF8 --locale=C.UTF-8 -A trust -U sohoa --no-sync
    \(start())
    echo "$directory" >&$answer
    exec {answer}>&-
    while [ -d "/proc/$1" ] && [ ! -e stop ]; do sleep 0.3; done
    """
}
