import Glibc

/// Names one process so that another can tell whether it still lives.
public struct ProcessIdentity: Sendable, Equatable {
  /// The host's name.
  public var host: String
  /// The process's number on that host.
  public var pid: Int32
  /// When it started, in clock ticks since the host's start: a number used again differs here.
  public var startTicks: Int64

  /// Creates an identity from its parts.
  public init(host: String, pid: Int32, startTicks: Int64) {
    self.host = host
    self.pid = pid
    self.startTicks = startTicks
  }

  /// The running process.
  public static var current: ProcessIdentity {
    let pid = getpid()
    return ProcessIdentity(
      host: hostName, pid: pid, startTicks: startTicks(ofProcess: pid) ?? 0)
  }

  /// Whether the process is known to be gone; `false` for a process of another host.
  public var isGone: Bool {
    host == Self.hostName && Self.startTicks(ofProcess: pid) != startTicks
  }

  /// Ends a process of this host at once, by SIGKILL.
  public static func kill(_ pid: Int32) { Glibc.kill(pid, SIGKILL) }

  /// Ends the process at once, by SIGKILL.
  public func kill() { Self.kill(pid) }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    // SAFETY: the call writes at most the given number of bytes.
    unsafe gethostname(&name, name.count - 1)
    return String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Field 22 of `/proc/PID/stat`; `nil` where there is no such process or only what is left of it.
  private static func startTicks(ofProcess pid: Int32) -> Int64? {
    guard let file = try? File(readingFrom: "/proc/\(pid)/stat") else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    guard let count = try? file.read(at: 0, into: &buffer, 0..<buffer.count) else { return nil }
    // The second field is the program's name in parentheses and may hold spaces.
    guard let end = buffer[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = buffer[(end + 1)..<count].split(separator: UInt8(ascii: " "))
    // A process that was killed stays listed until its parent asks for it.
    guard fields.count > 19, !fields[0].elementsEqual("Z".utf8) else { return nil }
    return Int64(String(decoding: fields[19], as: UTF8.self))
  }
}
