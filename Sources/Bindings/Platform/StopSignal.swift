import Glibc
import Synchronization

/// SIGINT and SIGTERM as a flag that a run looks at after every chunk.
///
/// The first signal asks for a stop at the next checkpoint; the second ends the process at once,
/// which loses nothing either: what is not committed is read again.
public enum StopSignal {
  private static let received = Atomic<Int32>(0)

  /// The number of the signal that asked for a stop, or `nil`.
  public static var requested: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Asks for a stop as if a signal had come.
  public static func request(_ number: Int32) { received.store(number, ordering: .relaxed) }

  /// Starts listening; SIGPIPE and SIGHUP are ignored, so that a closed terminal does not end a run.
  public static func install() {
    // A parent may have left its own mask behind; a blocked signal would never stop the run.
    var mask = sigset_t()
    // SAFETY: the calls fill and read the local value only.
    unsafe sigemptyset(&mask)
    for number in [SIGINT, SIGTERM] {
      unsafe sigaddset(&mask, number)
      // The handler only touches an atomic and calls `_exit`, both safe in a signal handler.
      signal(number) { number in
        if StopSignal.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGHUP, SIG_IGN)
  }
}
