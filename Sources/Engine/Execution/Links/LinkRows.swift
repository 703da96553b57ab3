import Dataflow
import Foundation

/// The rows of a small CSV, quotes as in RFC 4180.
struct LinkRows {
  private var bytes: ArraySlice<UInt8>
  private var header: [String] = []
  /// The line of the row read last.
  private(set) var line = 0
  /// How many line ends stand in quotes in that row.
  private var breaks = 0

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
    line += 1 + breaks
    breaks = 0
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while let byte = bytes.popFirst() {
      if isQuoted {
        if byte != 0x22 {
          if byte == 0x0A { breaks += 1 }
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
