import Glibc

/// A thread of the operating system for work that blocks; it must be joined.
@safe public final class ThreadHandle {
  private let handle: pthread_t
  private var isJoined = false

  /// Starts a thread that runs `body` once.
  ///
  /// - Parameter body: runs to its end; it shares only what it captures.
  /// - Throws: ``SystemError`` when the system has no thread left.
  public init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    let box = unsafe Unmanaged.passRetained(Body(run: body))
    var handle = pthread_t()
    // SAFETY: the retained box is released exactly once, by the new thread.
    let status = unsafe pthread_create(
      &handle, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      throw SystemError(errno: status, operation: "pthread_create", path: "")
    }
    self.handle = handle
  }

  /// Waits for the thread's end.
  ///
  /// To be called exactly once.
  public func join() {
    precondition(!isJoined, "a thread is joined once")
    isJoined = true
    pthread_join(handle, nil)
  }

  private final class Body {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
