import Platform

/// Shows which step a link or a consolidation is at: a live line on a terminal, a line now and then elsewhere.
final class StepLine {
  private let started = Clock.monotonicSeconds
  private var last = 0.0
  private var isShown = false

  /// Shows a step, as the engine names it.
  func show(_ step: String) {
    let seconds = Clock.monotonicSeconds - started
    let text = "\(Int(seconds)) s  \(step)"
    guard Console.isTerminal else {
      guard seconds - last >= 10 else { return }
      last = seconds
      return Console.error(text)
    }
    Console.live("\r\u{1B}[K" + text.prefix((StandardStream.error.columns ?? 80) - 1))
    isShown = true
  }

  /// Removes a live line.
  func clear() {
    if isShown { Console.live("\r\u{1B}[K") }
    isShown = false
  }
}
