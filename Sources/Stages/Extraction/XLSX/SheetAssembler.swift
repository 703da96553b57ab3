import Columnar
import Dataflow
import LegacyText
import Markup

/// Turns the cells of a row into text: one record as RFC 4180 writes it, with a place in it for each
/// cell.
///
/// So a refused row is kept whole and readable, with the texts that its XML only has numbers for.
struct SheetAssembler {
  /// What is wrong with a row.
  enum Fault: Equatable {
    case structure
    case length
    /// A formula's error, or a formula without a value.
    case value
  }

  static let valuelessFlag: UInt32 = 2
  static let entitiesFlag: UInt32 = 1
  /// Set for a cell that the parser found to be malformed.
  static let brokenFlag: UInt32 = 4
  /// Above the flags stands the legacy font of an inline text's runs.
  static let fontShift: UInt32 = 3

  let styles: SheetStyles
  let dates: SerialDate
  var strings: SharedStrings
  let fieldLimit: Int
  /// The cells of the row by column; what stands beyond is not asked for.
  var cells: [Cell]
  /// The legacy font of each cell in ``cells``, as ``FontFamily`` numbers it.
  var fonts: [UInt8]
  /// What is wrong with the row, and in which column of the sheet (-1 for the whole row).
  private(set) var fault: (fault: Fault, column: Int)?
  /// Whether a cell of the row holds anything.
  private(set) var hasValue = false

  private let plain: [Bool]
  private var scratch: [UInt8] = []
  private var quoted: [(column: Int, range: Range<Int>)] = []
  private var unquoted: [UInt8] = []

  init(
    styles: SheetStyles, strings: SharedStrings, isFrom1904: Bool, width: Int, fieldLimit: Int
  ) {
    self.styles = styles
    self.strings = strings
    self.fieldLimit = fieldLimit
    dates = SerialDate(isFrom1904: isFrom1904)
    cells = [Cell](repeating: .null, count: width)
    fonts = [UInt8](repeating: 0, count: width)
    plain = styles.numbers.map(\.isPlain)
  }

  /// Appends a row's record to the arena.
  ///
  /// - Parameters:
  ///   - numbers: the cells as a scan gives them.
  ///   - range: those of the row.
  ///   - text: what the cells' texts lie in.
  ///   - isUnordered: whether they do not stand in the order of their columns.
  ///   - arena: what the record is appended to.
  /// - Returns: the record's place.
  /// - Throws: `Diagnostic` when a shared string cannot be read from the disk.
  mutating func assemble(
    _ numbers: [UInt32], _ range: Range<Int>, _ text: [UInt8], isUnordered: Bool,
    into arena: inout ByteArena
  ) throws -> Cell {
    for index in cells.indices { cells[index] = .null }
    for index in fonts.indices { fonts[index] = 0 }
    fault = nil
    hasValue = false
    let start = arena.count
    var column = 0
    if isUnordered {
      var last = -1
      for cell in sorted(numbers, range) {
        let place = Int(numbers[4 * cell + 3] & 0xFFFF)
        if place == last { note(.structure, place) }
        try append(numbers, cell, text, &column, &arena)
        last = place
      }
    } else {
      for cell in range { try append(numbers, cell, text, &column, &arena) }
    }
    let end = arena.count
    if !quoted.isEmpty { appendUnquoted(to: &arena) }
    return Cell(start..<end)
  }

  private func sorted(_ numbers: [UInt32], _ range: Range<Int>) -> [Int] {
    range.sorted { first, second in
      let columns = (numbers[4 * first + 3] & 0xFFFF, numbers[4 * second + 3] & 0xFFFF)
      return columns.0 == columns.1 ? first < second : columns.0 < columns.1
    }
  }

  mutating func note(_ fault: Fault, _ column: Int) {
    if self.fault == nil { self.fault = (fault, column) }
  }

  @inline(__always)
  private mutating func append(
    _ numbers: [UInt32], _ cell: Int, _ text: [UInt8], _ column: inout Int,
    _ arena: inout ByteArena
  ) throws {
    let place = 4 &* cell
    let facts = numbers[place &+ 3]
    let wanted = Int(facts & 0xFFFF)
    let start = Int(numbers[place])
    let range = start..<start &+ Int(numbers[place &+ 1])
    arena.reserve(max(0, wanted &- column) &+ range.count &+ 32)
    while column < wanted {
      arena.storage[arena.count] = UInt8(ascii: ",")
      arena.count &+= 1
      column &+= 1
    }
    let style = Int(numbers[place &+ 2])
    let kind = facts >> 16 & 0xFF
    let flags = facts >> 24
    let before = arena.count
    var special: SharedStrings.Traits = []
    if flags == 0, kind == 1, let index = Self.index(text.span, range),
      index < strings.residentCount
    {
      let from = Int(strings.ends[index])
      arena.append(strings.resident, in: from..<Int(strings.ends[index &+ 1]))
      special = SharedStrings.Traits(rawValue: strings.traits[index])
    } else if flags == 0, kind == 0, style >= plain.count || plain[style],
      NumberText.isShortest(text.span, range)
    {
      arena.append(text, in: range)
    } else {
      special = try appendSlowly(kind, flags, style, text, range, wanted, &arena)
    }
    let count = arena.count &- before
    if count > 0 { hasValue = true }
    if count > fieldLimit { note(.length, wanted) }
    if !special.isDisjoint(with: [.special, .quotes]) {
      quote(before, special, wanted, &arena)
    } else if wanted < cells.count {
      cells[wanted] = Cell(before..<arena.count)
    }
    if wanted < fonts.count, kind == 1 || kind == 2 || kind == 6 {
      let font = special.font != 0 ? special.font : UInt8(flags >> Self.fontShift & 15)
      fonts[wanted] = font != 0 || style >= styles.fonts.count ? font : styles.fonts[style].rawValue
    }
  }

  /// The number of a shared string, or `nil`.
  @inline(__always)
  private static func index(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 9 else { return nil }
    var index = 0
    for place in range {
      let digit = text[place] &- 0x30
      guard digit < 10 else { return nil }
      index = index &* 10 &+ Int(digit)
    }
    return index
  }

  private mutating func appendSlowly(
    _ kind: UInt32, _ flags: UInt32, _ style: Int, _ text: [UInt8], _ range: Range<Int>,
    _ column: Int, _ arena: inout ByteArena
  ) throws -> SharedStrings.Traits {
    if flags & Self.brokenFlag != 0 { note(.structure, column) }
    if flags & Self.valuelessFlag != 0 {
      note(.value, column)
      return []
    }
    scratch.removeAll(keepingCapacity: true)
    switch kind {
    case 1:
      let digits = text[range].filter { $0 > 0x20 }
      guard let index = Self.index(digits.span, 0..<digits.count), index < strings.count else {
        note(.structure, column)
        break
      }
      if index < strings.residentCount {
        scratch += strings.resident[Int(strings.ends[index])..<Int(strings.ends[index + 1])]
        arena.append(scratch)
        return SharedStrings.Traits(rawValue: strings.traits[index])
      }
      let traits = try strings.read(index, into: &scratch)
      arena.append(scratch, in: 0..<scratch.count)
      return traits
    case 0: appendNumber(style, text, range, column)
    case 3:
      let value = String(decoding: text[range].filter { $0 > 0x20 }, as: UTF8.self)
      switch value {
      case "1", "true": scratch += Array("true".utf8)
      case "0", "false": scratch += Array("false".utf8)
      default:
        note(.structure, column)
        scratch += text[range]
      }
    case 4:
      note(.value, column)
      scratch += text[range]
    case 5: appendDate(style, text[range])
    default:
      var decoded = ByteArena()
      let cell =
        flags & Self.entitiesFlag != 0
        ? decoded.appendDecoded(text, in: range) : decoded.append(text, in: range)
      scratch += XMLEscape.decoded(Array(decoded.storage[cell.range]))
    }
    arena.append(scratch, in: 0..<scratch.count)
    return SharedStrings.traits(of: scratch, 0..<scratch.count)
  }

  private mutating func appendNumber(
    _ style: Int, _ text: [UInt8], _ range: Range<Int>, _ column: Int
  ) {
    if range.isEmpty { return }
    let format = style < styles.numbers.count ? styles.numbers[style] : NumberStyle()
    guard let value = NumberText.value(text[range]) else {
      note(.structure, column)
      scratch += text[range]
      return
    }
    if format.parts != 0, let date = dates.text(value, format) {
      scratch += date
      return
    }
    let digits =
      NumberText.isShortest(text.span, range) ? Array(text[range]) : NumberText.shortest(value)
    if format.width > 0, digits.allSatisfy({ $0 &- 0x30 < 10 }) {
      scratch += [UInt8](repeating: 0x30, count: max(0, Int(format.width) - digits.count))
    }
    scratch += digits
  }

  /// A date that is written as one; a midnight that the format does not show is left out.
  private mutating func appendDate(_ style: Int, _ text: ArraySlice<UInt8>) {
    let format = style < styles.numbers.count ? styles.numbers[style] : NumberStyle()
    let isDate = format.parts != 0 && format.parts & NumberStyle.time == 0
    for end in ["T00:00:00", "T00:00:00Z", "T00:00:00.000", "T00:00:00.000Z"]
    where isDate && text.count > end.utf8.count
      && text.suffix(end.utf8.count).elementsEqual(end.utf8)
    {
      scratch += text.dropLast(end.utf8.count)
      return
    }
    scratch += text
  }

  /// Puts quotes around the text from `start` on, and doubles those in it.
  private mutating func quote(
    _ start: Int, _ traits: SharedStrings.Traits, _ column: Int, _ arena: inout ByteArena
  ) {
    let value = Array(arena.storage[start..<arena.count])
    arena.count = start
    arena.append([UInt8(ascii: "\"")])
    if traits.contains(.quotes) {
      for byte in value {
        arena.append(byte == UInt8(ascii: "\"") ? [byte, byte] : [byte])
      }
      quoted.append((column, unquoted.count..<unquoted.count + value.count))
      unquoted += value
    } else {
      let cell = arena.append(value, in: 0..<value.count)
      if column < cells.count { cells[column] = cell }
    }
    arena.append([UInt8(ascii: "\"")])
  }

  /// Texts with quotes lie behind the record as they are.
  private mutating func appendUnquoted(to arena: inout ByteArena) {
    let base = arena.append(unquoted, in: 0..<unquoted.count).range.lowerBound
    for entry in quoted where entry.column < cells.count {
      cells[entry.column] = Cell(
        base + entry.range.lowerBound..<base + entry.range.upperBound)
    }
    quoted.removeAll(keepingCapacity: true)
    unquoted.removeAll(keepingCapacity: true)
  }
}
