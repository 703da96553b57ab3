import Foundation
import Platform

extension ChildProcess {
  /// Whether a signal ended it.
  var isKilled: Bool {
    if case .signalled = ending { true } else { false }
  }

  /// Kills it after a while, unless it has ended.
  func kill(afterMilliseconds milliseconds: Int) {
    wait(milliseconds: milliseconds)
    send(SIGKILL)
  }

  /// Waits a while, or until it has ended.
  func wait(milliseconds: Int) {
    let end = Clock.monotonicSeconds + Double(milliseconds) / 1000
    while isRunning && Clock.monotonicSeconds < end { usleep(500) }
  }
}
