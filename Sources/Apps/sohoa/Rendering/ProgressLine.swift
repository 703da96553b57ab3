import Dataflow
import Execution
import Platform

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
    guard Console.isTerminal else { return Console.error(Self.text(progress, width: nil)) }
    Console.live("\r\u{1B}[K" + Self.text(progress, width: StandardStream.error.columns ?? 80))
    isShown = true
  }

  /// Removes a live line.
  func clear() {
    if isShown { Console.live("\r\u{1B}[K") }
    isShown = false
  }

  /// The line: share, rows, speed, time left, rejects and the unit at work.
  static func text(_ progress: RunProgress, width: Int?) -> String {
    let seconds = max(progress.seconds, 0.001)
    let rate = Int(Double(progress.counts.read) / seconds)
    let said = Speech.current.term
    var parts: [String] = []
    if progress.byteCount > 0 && progress.bytes <= progress.byteCount {
      let share = Double(progress.bytes) / Double(progress.byteCount)
      parts.append("\(Int(share * 100)) %")
      if share > 0.01 {
        parts.append(
          "\(said("còn", "ETA")) \(duration(seconds * (1 - share) / share))")
      }
    }
    parts.append("\(progress.counts.read.grouped) \(said("dòng", "rows"))")
    parts.append("\(rate.grouped) \(said("dòng/giây", "rows/s"))")
    if progress.counts.rejected > 0 {
      parts.append("\(progress.counts.rejected.grouped) \(said("bị loại", "rejected"))")
    }
    let unit = min(progress.unitsDone + 1, progress.unitCount)
    parts.append("\(said("tệp", "unit")) \(unit)/\(progress.unitCount)")
    var text = parts.joined(separator: "  ")
    let name = progress.unit.split { "/!".contains($0) }.last.map(String.init) ?? progress.unit
    guard let width else { return "\(text)  \(name)" }
    let left = width - 3 - text.terminalWidth
    if left >= 12 { text += "  " + name.shortened(to: left) }
    return String(text.prefix(width - 1))
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999_999).rounded())
    let said = Speech.current.term
    let (hour, minute, second) = (said("giờ", "h"), said("phút", "min"), said("giây", "s"))
    if whole < 60 { return "\(whole) \(second)" }
    if whole < 3600 { return "\(whole / 60) \(minute) \(whole % 60) \(second)" }
    return "\(whole / 3600) \(hour) \(whole % 3600 / 60) \(minute)"
  }
}
