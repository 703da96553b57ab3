import Dataflow
import Foundation
import Planning

/// How the scans of a run stand, for people.
enum ScanNote {
  /// A line for each file of scans, then the scans that somebody should look at.
  static func lines(_ tallies: [ScanTally], _ faults: [ScanFault], most: Int) -> [String] {
    let speech = Speech.current
    var lines = tallies.map { tally in
      var parts = [
        "\(tally.scans.grouped) \(speech("ảnh", "scans"))",
        "\(tally.bound.grouped) \(speech("có bản ghi", "have a record"))",
      ]
      if tally.orphans > 0 {
        parts.append("\(tally.orphans.grouped) \(speech("không có bản ghi", "have none"))")
      }
      if tally.empty > 0 { parts.append("\(tally.empty.grouped) \(speech("rỗng", "empty"))") }
      if tally.damaged > 0 { parts.append("\(tally.damaged.grouped) \(speech("hỏng", "damaged"))") }
      return "  \(tally.path): " + parts.joined(separator: ", ")
    }
    for fault in faults.prefix(most) {
      let identity = fault.scan.identity
      var words = fault.isOrphan ? [speech("không có bản ghi", "no record")] : []
      switch identity.state {
      case .sound: break
      case .empty: words.append(speech("rỗng", "empty"))
      case .damaged:
        words.append(
          "\(speech("hỏng", "damaged")) (\(speech.sentence(identity.reason)))"
        )
      }
      lines.append("    \(identity.name.onOneLine): " + words.joined(separator: ", "))
    }
    if faults.count > most {
      lines.append("    … \(speech("xem thêm bằng", "see all with")) status --json")
    }
    return lines
  }
}

/// How the scans of a file stand, as JSON names it.
struct ScanTallyJSON: Encodable {
  var table, path: String
  var scans, bound, orphans, empty, damaged: Int

  init(_ tally: ScanTally) {
    table = tally.stage
    path = tally.path
    scans = tally.scans
    bound = tally.bound
    orphans = tally.orphans
    empty = tally.empty
    damaged = tally.damaged
  }
}

/// A scan that somebody should look at, as JSON names it.
struct ScanFaultJSON: Encodable {
  var scan: Int64
  var table, path, member, sha256, format, state, reason: String
  var orphan: Bool

  init(_ fault: ScanFault) {
    let identity = fault.scan.identity
    scan = fault.scan.number
    table = identity.stage
    path = identity.path
    member = identity.member
    sha256 = identity.sha256
    format = identity.format
    state = identity.state.rawValue
    reason = identity.reason
    orphan = fault.isOrphan
  }
}
