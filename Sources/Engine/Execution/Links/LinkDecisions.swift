import Dataflow
import Foundation
public import Linking

/// Decisions that people filled in.
public struct LinkDecisions: Sendable {
  /// The decisions, in the order of the file.
  public private(set) var decisions: [LinkDecision] = []

  /// Reads a CSV with the columns `id_left`, `id_right` and `decision`.
  ///
  /// - Throws: `Diagnostic` for a file that has them not, and for a decision that is none.
  public init(path: String) throws {
    var rows = try LinkRows(path: path)
    guard let left = rows.column("id_left"), let right = rows.column("id_right"),
      let decision = rows.column("decision")
    else {
      throw Diagnostic(
        "SH5908", "\(path) lacks one of the columns id_left, id_right and decision",
        status: .input, remedy: "write the file with: sohoa link review export")
    }
    while let cells = rows.next() {
      guard cells.count > max(left, right, decision), !cells[decision].isEmpty else { continue }
      guard cells[decision] == "together" || cells[decision] == "apart" else {
        throw Diagnostic(
          "SH5909", "\(path):\(rows.line) has a decision that is neither together nor apart",
          status: .input, remedy: "write together, apart or nothing under decision")
      }
      decisions.append(
        LinkDecision(
          left: cells[left], right: cells[right], isTogether: cells[decision] == "together"))
    }
  }
}

/// The rows of a small CSV, quotes as in RFC 4180.
struct LinkRows {
  private var bytes: ArraySlice<UInt8>
  private var header: [String] = []
  /// The line of the row read last.
  private(set) var line = 0

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic("SH5905", "cannot read \(path)", status: .input, remedy: "check the path")
    }
    bytes = [UInt8](data)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    header = next() ?? []
  }

  func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  mutating func next() -> [String]? {
    guard !bytes.isEmpty else { return nil }
    line += 1
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while let byte = bytes.popFirst() {
      if isQuoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if bytes.first == 0x22 {
          cell.append(0x22)
          bytes = bytes.dropFirst()
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22: isQuoted = true
      case 0x2C:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      case 0x0A:
        if cell.last == 0x0D { cell.removeLast() }
        return cells + [String(decoding: cell, as: UTF8.self)]
      default: cell.append(byte)
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}
