import Archives
import Columnar
import Dataflow
import LegacyText
import Markup
import Platform

/// The shared strings of a workbook, at bounded memory however many there are.
///
/// The first ones stay in memory: programs number texts in the order they first occur, so the
/// frequent ones are there. The rest goes to a scratch file, which is read through a cache.
struct SharedStrings {
  /// What is known of each text besides its bytes.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    /// It must be quoted where it stands between commas.
    static let special = Traits(rawValue: 16)
    /// It holds quotes.
    static let quotes = Traits(rawValue: 32)

    /// The font of its runs, ``FontFamily/plain`` for none of their own.
    var font: UInt8 { rawValue & 15 }
  }

  /// The bytes of strings that stay in memory, and the number of them that may.
  private static let residentBytes = 16 << 20
  private static let residentCount = 1 << 20

  /// The number of strings.
  private(set) var count = 0
  private(set) var resident: [UInt8] = []
  private(set) var ends: [UInt32] = [0]
  private(set) var traits: [UInt8] = []
  /// Whether some of them have a legacy font of their own.
  private(set) var hasFonts = false
  private let room: (bytes: Int, count: Int)
  private var texts: ScratchFile?
  private var index: ScratchFile?
  private var scratch: [UInt8] = []

  /// Creates an empty table; the room is for tests.
  init(residentBytes: Int = Self.residentBytes, residentCount: Int = Self.residentCount) {
    room = (residentBytes, residentCount)
  }

  /// The number of strings in memory.
  var residentCount: Int { traits.count }

  mutating func append(_ bytes: [UInt8], in range: Range<Int>, font: FontFamily) throws {
    let trait = Self.traits(of: bytes, range).rawValue | font.rawValue
    count += 1
    if font != .plain { hasFonts = true }
    if texts == nil, resident.count + range.count <= room.bytes, traits.count < room.count {
      resident.append(contentsOf: bytes[range])
      ends.append(UInt32(resident.count))
      traits.append(trait)
      return
    }
    do throws(SystemError) {
      if texts == nil {
        let directory = ScratchFile.defaultDirectory
        texts = try ScratchFile(in: directory, cachePages: 128)
        index = try ScratchFile(in: directory, cachePages: 64)
      }
      guard let texts, let index else { return }
      try texts.append([trait], in: 0..<1)
      try texts.append(bytes, in: range)
      var place: [UInt8] = []
      place.append(littleEndian: texts.count)
      try index.append(place, in: 0..<8)
    } catch {
      throw Self.diagnostic(error)
    }
  }

  /// Appends a string that is not in memory to an array, and gives its traits.
  mutating func read(_ number: Int, into bytes: inout [UInt8]) throws -> Traits {
    guard let texts, let index else { return [] }
    let entry = Int64(number - residentCount) * 8
    do throws(SystemError) {
      scratch.removeAll(keepingCapacity: true)
      if entry == 0 { scratch.append(contentsOf: repeatElement(0, count: 8)) }
      try index.read(at: max(0, entry - 8), count: entry == 0 ? 8 : 16, into: &scratch)
      let start = scratch.littleEndian(at: 0)
      let end = scratch.littleEndian(at: 8)
      scratch.removeAll(keepingCapacity: true)
      try texts.read(at: start, count: 1, into: &scratch)
      try texts.read(at: start + 1, count: Int(end - start - 1), into: &bytes)
    } catch {
      throw Self.diagnostic(error)
    }
    return Traits(rawValue: scratch[0])
  }

  /// Tells what a text needs between commas.
  static func traits(of bytes: [UInt8], _ range: Range<Int>) -> Traits {
    var traits: Traits = []
    let span = bytes.span
    for index in range {
      let byte = span[index]
      guard byte < 0x2D else { continue }
      if byte == UInt8(ascii: "\"") {
        traits.insert(.quotes)
      } else if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D {
        traits.insert(.special)
      }
    }
    return traits
  }

  private static func diagnostic(_ error: SystemError) -> Diagnostic {
    Diagnostic(
      "SH3304", error.description, status: .inputOutput,
      remedy: "make room there, or name another directory in TMPDIR")
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian number: Int64) {
    for shift in 0..<8 { append(UInt8(truncatingIfNeeded: number >> (8 * Int64(shift)))) }
  }

  fileprivate func littleEndian(at place: Int) -> Int64 {
    var number: Int64 = 0
    for shift in 0..<8 { number |= Int64(self[place + shift]) << (8 * Int64(shift)) }
    return number
  }
}
