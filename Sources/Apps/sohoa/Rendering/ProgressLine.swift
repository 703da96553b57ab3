import Dataflow
import Execution
import Foundation

/// Shows how far a run is: a live line on a terminal, a line every few seconds elsewhere.
final class ProgressLine {
  private let interval: Double
  private var last = 0.0
  private var isShown = false

  /// Creates a line.
  ///
  /// - Parameter interval: seconds between two lines where stderr is no terminal.
  init(interval: Double = 10) { self.interval = Console.isTerminal ? 0.1 : interval }

  /// Shows progress unless it was shown a moment ago.
  func show(_ progress: RunProgress) {
    guard progress.seconds - last >= interval else { return }
    last = progress.seconds
    let line = text(progress)
    if Console.isTerminal {
      Console.live("\r\u{1B}[K" + line)
      isShown = true
    } else {
      Console.error(line)
    }
  }

  /// Removes a live line.
  func clear() {
    if isShown { Console.live("\r\u{1B}[K") }
    isShown = false
  }

  private func text(_ progress: RunProgress) -> String {
    let seconds = max(progress.seconds, 0.001)
    let rate = Int(Double(progress.counts.read) / seconds)
    var parts = [
      "\(progress.unitsDone + 1)/\(progress.unitCount)", "\(progress.counts.read.grouped) rows",
      "\(rate.grouped) rows/s",
    ]
    if progress.byteCount > 0 && progress.bytes <= progress.byteCount {
      let share = Double(progress.bytes) / Double(progress.byteCount)
      parts.append("\(Int(share * 100)) %")
      if share > 0.01 { parts.append("ETA \(duration(seconds * (1 - share) / share))") }
    }
    if progress.counts.rejected > 0 { parts.append("\(progress.counts.rejected.grouped) rejected") }
    parts.append(progress.unit.shortened(to: 40))
    return parts.joined(separator: "  ")
  }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
