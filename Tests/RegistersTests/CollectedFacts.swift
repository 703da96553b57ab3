import Archives
import Foundation

/// The collected facts that the shipped tables are held against, read in another way than they are made.
struct CollectedFacts: Sendable {
  /// A unit with what is above it on one day.
  struct Path: Sendable {
    var day: Int32
    /// From the unit up.
    var units: [Unit]

    var text: String { units.map(\.name).joined(separator: ", ") }

    var codes: [String] { units.map(\.code) }
  }

  struct Unit: Sendable {
    var code: String
    var name: String
    var parent: String
    var kind: String
    var first: String
    var end: String

    func isThere(on day: String) -> Bool { first <= day && (end.isEmpty || day < end) }

    /// The last day, or one after all changes.
    var lastDay: String {
      guard !end.isEmpty else { return "2026-06-01" }
      let format = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
      guard let date = try? format.parse(end) else { return "" }
      return format.format(date.addingTimeInterval(-86_400))
    }

    /// The name without its kind.
    var ownName: String { String(name.dropFirst(kind.count + 1)) }
  }

  static let shared = CollectedFacts()

  let units: [Unit]
  private let byCode: [String: [Unit]]
  private let byName: [String: [Unit]]

  private init() {
    units = Self.rows("admin_units.csv.gz").map {
      Unit(code: $0[0], name: $0[1], parent: $0[3], kind: $0[4], first: $0[5], end: $0[6])
    }
    byCode = Dictionary(grouping: units, by: \.code)
    byName = Dictionary(grouping: units, by: \.name)
  }

  /// Every unit on its last day, with its parents on that day.
  var paths: [Path] {
    units.map { unit in
      let day = unit.lastDay
      var path = [unit]
      while let parent = path.last?.parent, !parent.isEmpty {
        path += (byCode[parent] ?? []).filter { $0.isThere(on: day) }
      }
      return Path(day: Int32(day.filter { $0 != "-" }) ?? 0, units: path)
    }
  }

  /// Whether another unit has the same name, kind and parent on the day of a path.
  func isAmbiguous(_ path: Path) -> Bool {
    let unit = path.units[0]
    let day = unit.lastDay
    return (byName[unit.name] ?? []).contains {
      $0.code != unit.code && $0.parent == unit.parent && $0.isThere(on: day)
    }
  }

  /// The records of a fixture without quotes.
  static func rows(_ name: String) -> [[String]] {
    String(decoding: bytes(of: name), as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func bytes(of name: String) -> [UInt8] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/" + name).path()
    var content: [UInt8] = []
    do {
      let archive = try Archive(path: path)
      for entry in try archive.entries() {
        let stream = try archive.open(entry)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
          let count = try stream.read(into: &buffer, at: 0)
          if count == 0 { break }
          content += buffer[..<count]
        }
      }
    } catch {
      preconditionFailure("the fixture \(name) can be read: \(error)")
    }
    return content
  }
}
