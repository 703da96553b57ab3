import Glibc

/// One of the streams that a process is born with.
public struct StandardStream: Sendable {
  private let descriptor: Int32

  /// Where answers come from.
  public static let input = StandardStream(descriptor: STDIN_FILENO)
  /// Where data goes.
  public static let output = StandardStream(descriptor: STDOUT_FILENO)
  /// Where messages go.
  public static let error = StandardStream(descriptor: STDERR_FILENO)

  /// Lets writing to a stream that nobody reads fail, where the system would end the process.
  public static func surviveClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Whether a person is at its other end.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The number of columns of the terminal, or `nil` where there is none or it does not tell.
  public var columns: Int? {
    var size = winsize()
    // SAFETY: the call fills the local value.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Writes a text whole.
  ///
  /// - Throws: ``SystemError``; `EPIPE` when nobody reads any more.
  public func write(_ text: String) throws(SystemError) {
    try writeWhole(Array(text.utf8), to: descriptor, operation: "write to", path: "the output")
  }
}

extension SystemError {
  /// Whether nobody reads what is written.
  public var isClosedPipe: Bool { errno == EPIPE }
}
