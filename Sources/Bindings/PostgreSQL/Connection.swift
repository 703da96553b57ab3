internal import CLibPQ

/// An open session; it belongs to one thread at a time.
///
/// The class is not `Sendable` on purpose.
@safe public final class Connection {
  /// The open session.
  let handle: OpaquePointer
  /// What ``copy(_:_:as:into:)`` writes rows into.
  let room = CopyRoom()
  /// Asked again and again while the server works, see ``interrupting(when:_:)``.
  var isStopWanted: (() -> Bool)?
  /// Whether a statement was cancelled because a stop was wanted.
  public internal(set) var isStopped = false
  /// How many milliseconds nothing is heard before another session is asked whether the server is at
  /// work.
  public var silenceLimit: Int32 = 30_000
  /// The number that the server itself gives its process for this session, where a pooler stands
  /// between; otherwise ``processID``.
  public var backend: Int64?
  /// Whether this session only asks about another one.
  var isProbe = false
  /// What opened the session.
  let url: String
  /// Whether libpq has told a failure of its own; its status may lag behind.
  var isBroken = false

  /// Opens a session.
  ///
  /// What the URL leaves open comes from a service file, the environment (`PGHOST`, `PGSSLMODE`,
  /// `PGPASSFILE`…) or libpq itself.
  ///
  /// - Parameter url: `postgres://…`, `postgresql://…`, or any other connection string of libpq.
  /// - Throws: ``PostgreSQLError``; its message holds no password.
  public init(url: String) throws(PostgreSQLError) {
    self.url = url
    let settings = try Settings(url: url)
    // A server that takes others has refused this role, password or database; one that was only
    // starting when it was asked takes the next session.
    var opened = try unsafe Self.open(settings, takesOthers: false)
    if unsafe opened == nil { unsafe opened = try unsafe Self.open(settings, takesOthers: true) }
    guard let opened = unsafe opened else {
      throw PostgreSQLError(state: "", message: "no session", isConnectionLost: true)
    }
    unsafe sohoa_pq_ignoreNotices(opened)
    unsafe handle = opened
  }

  /// Opens a session; `nil` where only now, behind a failure, the server is known to take sessions.
  private static func open(
    _ settings: Settings, takesOthers: Bool
  ) throws(PostgreSQLError) -> OpaquePointer? {
    let opened = unsafe settings.withAddresses { names, values in
      unsafe PQconnectdbParams(names, values, 1)
    }
    guard let opened = unsafe opened else {
      throw PostgreSQLError(state: "", message: "out of memory", isConnectionLost: true)
    }
    if unsafe PQstatus(opened) == CONNECTION_OK { return unsafe opened }
    // SAFETY: the message is copied before the handle ends; libpq puts no password into it.
    let message = unsafe String(cString: PQerrorMessage(opened))
    unsafe PQfinish(opened)
    let state = unsafe settings.withAddresses { names, values in
      unsafe PQpingParams(names, values, 1)
    }
    let isRefused = state == PQPING_OK && !message.contains("too many")
    let isMistaken = state == PQPING_NO_ATTEMPT || isAboutSettings(message)
    if isRefused && !takesOthers && !isMistaken { return nil }
    throw PostgreSQLError(
      state: "", message: oneLine(message), isConnectionLost: true,
      isRefusal: isRefused || isMistaken)
  }

  // SAFETY: the handle ends here, once.
  deinit { unsafe PQfinish(handle) }

  // SAFETY: the properties and methods below hand libpq this connection's own live handle.

  /// Whether the session is gone.
  public var isLost: Bool { unsafe isBroken || PQstatus(handle) == CONNECTION_BAD }

  /// Whether a transaction is open, in order or failed.
  public var inTransaction: Bool {
    let state = unsafe PQtransactionStatus(handle)
    return state == PQTRANS_INTRANS || state == PQTRANS_INERROR || state == PQTRANS_ACTIVE
  }

  /// The number of the server's process for this session.
  public var processID: Int64 { Int64(unsafe PQbackendPID(handle)) }

  /// The server's version as one number: 150,020 for 15.20.
  public var serverVersion: Int { Int(unsafe PQserverVersion(handle)) }

  /// Whether the session is encrypted.
  public var isEncrypted: Bool { unsafe PQsslInUse(handle) != 0 }

  /// The server's host, or the directory of its socket, and its port.
  public var place: (host: String, port: String) {
    // SAFETY: the texts are the handle's and are copied at once.
    unsafe (
      PQhost(handle).map { unsafe String(cString: $0) } ?? "",
      PQport(handle).map { unsafe String(cString: $0) } ?? ""
    )
  }

  /// The password that opened the session, wherever it came from, or `nil`.
  public var password: String? {
    // SAFETY: the text is the handle's and is copied at once.
    let text = unsafe PQpass(handle).map { unsafe String(cString: $0) }
    return text?.isEmpty == false ? text : nil
  }

  /// What the server or libpq said last, on one line.
  var lastMessage: String { unsafe Self.oneLine(String(cString: PQerrorMessage(handle))) }

  /// Whether libpq refuses a setting, or the server's encryption, of its own.
  private static func isAboutSettings(_ message: String) -> Bool {
    message.hasPrefix("invalid ") || message.contains("certificate")
      || message.contains("does not match host name")
      || message.contains("does not support SSL")
  }

  private static func oneLine(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).map { line in
      String(line.drop { $0 == "\t" || $0 == " " })
    }.joined(separator: "; ")
  }

  /// Runs `body`, and has its statements end as interrupted soon after a stop is wanted.
  ///
  /// - Parameters:
  ///   - isStopWanted: asked ten times a second, on this thread.
  ///   - body: what to run; its statements that fail show ``PostgreSQLError/isInterrupted``.
  /// - Returns: what `body` returns.
  public func interrupting<Result>(
    when isStopWanted: @escaping () -> Bool, _ body: () throws -> Result
  ) rethrows -> Result {
    self.isStopWanted = isStopWanted
    defer { self.isStopWanted = nil }
    return try body()
  }
}
