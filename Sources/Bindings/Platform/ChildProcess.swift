import CGlibc
import Glibc
import Synchronization

/// A program started as a process of its own, which inherits nothing that is open here.
///
/// Foundation's `Process` learns of an end by a socket, which another process started in the same
/// instant may inherit: then it waits for that one's end too. This one waits for the process itself.
@safe public final class ChildProcess: Sendable {
  /// How a process ended.
  public enum Ending: Sendable, Equatable {
    /// It ended with an exit code.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)

    /// The exit code as a shell tells it: 128 and the signal's number where a signal ended it.
    public var status: Int32 {
      switch self {
      case .exited(let code): code
      case .signalled(let signal): 128 + signal
      }
    }
  }

  /// The files that a process reads and writes, none unless told.
  public struct Streams: Sendable {
    /// What it reads as stdin.
    public var input = "/dev/null"
    /// The file that its stdout is added to.
    public var output = "/dev/null"
    /// The file that its stderr is added to.
    public var errors = "/dev/null"

    /// Creates streams of nothing.
    public init() {}
  }

  /// The process's number.
  public let pid: Int32
  private let known = Mutex<Ending?>(nil)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the program's path, or its name as `PATH` leads to it, and its arguments.
  ///   - environment: all its variables.
  ///   - directory: its working directory, or `nil` for that of this process.
  ///   - streams: what it reads and writes.
  /// - Throws: ``SystemError`` where the program cannot be started.
  public init(
    _ command: [String], environment: [String: String], directory: String? = nil,
    streams: Streams = Streams()
  ) throws(SystemError) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    var signals = sigset_t()
    var pid: pid_t = 0
    sohoa_keep_endings()
    let texts = Texts(command)
    let variables = Texts(environment.map { "\($0)=\($1)" })
    // SAFETY: every structure is made before it is used and destroyed once; the texts are terminated,
    // end with a null pointer and live until the call has returned.
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
      texts.free()
      variables.free()
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, streams.input, O_RDONLY, 0)
    for (number, path) in [(Int32(1), streams.output), (2, streams.errors)] {
      let flags = O_WRONLY | O_CREAT | O_APPEND
      unsafe posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
    }
    unsafe sohoa_spawn_closing_from(&actions, 3)
    if let directory { unsafe sohoa_spawn_in_directory(&actions, directory) }
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    let flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    unsafe posix_spawnattr_setflags(&attributes, flags)
    let status = unsafe posix_spawnp(
      &pid, command[0], &actions, &attributes, texts.pointers, variables.pointers)
    guard status == 0 else {
      throw SystemError(errno: status, operation: "start", path: command[0])
    }
    self.pid = pid
  }

  /// How it has ended, or `nil` while it runs.
  public var ending: Ending? {
    known.withLock { known in
      guard known == nil else { return known }
      var status: Int32 = 0
      // SAFETY: the number is written before the call returns.
      guard unsafe waitpid(pid, &status, WNOHANG) == pid else { return nil }
      let signal = status & 0x7F
      known = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
      return known
    }
  }

  /// Whether it has not ended yet.
  public var isRunning: Bool { ending == nil }

  /// Sends a signal, unless it has ended.
  public func send(_ signal: Int32) {
    known.withLock { known in
      if known == nil { Glibc.kill(pid, signal) }
    }
  }

  /// Waits for its end.
  public func wait() -> Ending {
    while true {
      if let ending { return ending }
      var information = unsafe siginfo_t()
      // SAFETY: the structure is written before the call returns; the end stays to be asked for.
      unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT)
    }
  }

  /// Terminated copies of texts, and a null pointer behind them.
  @safe private struct Texts {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
      // SAFETY: each copy is freed once, by `free`.
      unsafe pointers = texts.map { unsafe strdup($0) } + [nil]
    }

    func free() {
      // SAFETY: nothing uses the copies any more.
      unsafe pointers.forEach { unsafe Glibc.free($0) }
    }
  }
}
