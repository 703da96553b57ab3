@_spi(_Unicode) import Swift

/// What two texts may differ in and still be the same to ``foldForComparison(_:bytes:keeping:)``.
public enum ComparisonMarks: Sendable {
  /// Letters keep their shape (ă, â, đ, ơ …) and syllables their tone, wherever it was put.
  case kept
  /// All marks are dropped, as in text that was typed without them.
  case dropped
}

/// Rewrites the text of every cell to a key by which names are compared, never shown.
///
/// Texts that differ in the following only get the same key:
///
/// - letter case, composed and decomposed letters, `Ð` or `Ɖ` in place of `Đ`;
/// - the place of the tone in its syllable: `hòa` and `hoà`, `quý` and the typing error `qúy`;
/// - `y` and `i`: `Lý` and `Lí`, `Mỹ` and `Mĩ`;
/// - hyphens and dashes, which are blanks, and apostrophes, which are nothing, with the blanks behind
///   one: `Phan Rang-Tháp Chàm`, `Ia H' Drai`;
/// - runs of white space, white space at the ends, and characters without width;
/// - zeros before a number: `Phường 01`.
///
/// The key is UTF-8: small letters without tone, the syllable's tone behind them as a combining mark.
/// A cell that is not UTF-8 stays as it is. Vietnamese and ASCII text is folded byte by byte; other
/// letters go through the standard library first.
public func foldForComparison(
  _ cells: inout [Cell], bytes: inout ByteArena, keeping marks: ComparisonMarks = .kept
) {
  var needed = 0
  for cell in cells { needed += Int(cell.length) * ComparisonFold.growth }
  bytes.reserve(needed)
  var fold = ComparisonFold(marks)
  var rest: [Int] = []
  var end = bytes.count
  var room = bytes.storage.mutableSpan
  for row in cells.indices {
    let range = cells[row].range
    if range.isEmpty { continue }
    if fold.write(range, of: &room, at: end) {
      cells[row] = Cell(end..<fold.end)
      end = fold.end
    } else {
      rest.append(row)
    }
  }
  bytes.count = end
  for row in rest {
    guard let text = String(validating: bytes.storage[cells[row].range], as: UTF8.self) else {
      continue
    }
    cells[row] = bytes.append(ComparisonFold.key(of: text, marks))
  }
}

/// The key of one text; see ``foldForComparison(_:bytes:keeping:)``.
public func foldedForComparison(_ text: [UInt8], keeping marks: ComparisonMarks = .kept) -> [UInt8]
{
  var cells = [Cell(0..<text.count)]
  var arena = ByteArena(capacity: text.count * (ComparisonFold.growth + 1))
  arena.append(text)
  foldForComparison(&cells, bytes: &arena, keeping: marks)
  return Array(arena.storage[cells[0].range])
}

/// Writes keys.
private struct ComparisonFold {
  /// The most bytes of key for a byte of text: `ý` is two bytes and `i` with its tone three.
  static let growth = 2

  /// Behind the key last written.
  var end = 0

  private let table = ComparisonLetters.table
  private let dropsMarks: Bool
  private let isLenient: Bool
  /// The tones of the syllable being written, three bits each, the first lowest.
  private var tones: UInt64 = 0
  private var toneCount = 0
  private var start = 0

  init(_ marks: ComparisonMarks, isLenient: Bool = false) {
    dropsMarks = marks == .dropped
    self.isLenient = isLenient
  }

  /// The key of a text that has letters unknown here.
  static func key(of text: String, _ marks: ComparisonMarks) -> [UInt8] {
    var room: [UInt8] = []
    for scalar in text.lowercased()._nfc {
      room.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    let count = room.count
    room.append(contentsOf: repeatElement(0, count: count * growth))
    var fold = ComparisonFold(marks, isLenient: true)
    var span = room.mutableSpan
    _ = fold.write(0..<count, of: &span, at: count)
    return Array(room[count..<fold.end])
  }

  /// Writes the key of `text[range]` at `position`.
  ///
  /// - Returns: `false` where the text has letters that are unknown here, unless lenient.
  mutating func write(_ range: Range<Int>, of text: inout MutableSpan<UInt8>, at position: Int)
    -> Bool
  {
    (start, end, tones, toneCount) = (position, position, 0, 0)
    var index = range.lowerBound
    // Whether a blank is due, and whether what was written last allows one.
    var isGap = false
    var isJoined = false
    while index < range.upperBound {
      let byte = text[index]
      let space = whiteSpaceLength(text.span, index, range.upperBound)
      if space > 0 || byte == UInt8(ascii: "-") || dashLength(text, index, range.upperBound) > 0 {
        let isZeroWidth = space > 0 && Columnar.isZeroWidth(text.span, index)
        let isHyphen = space == 0
        index += space > 0 ? space : max(1, dashLength(text, index, range.upperBound))
        if isZeroWidth { continue }
        finishSyllable(&text)
        if !isJoined || isHyphen { isGap = true }
        continue
      }
      let apostrophe = apostropheLength(text, index, range.upperBound)
      if apostrophe > 0 {
        index += apostrophe
        finishSyllable(&text)
        isJoined = !isGap && end > start
        continue
      }
      if isGap && end > start { put(0x20, &text) }
      let beginsWord = isGap || end == start
      isGap = false
      isJoined = false
      if byte < 0x80 {
        if isDigit(byte) {
          finishSyllable(&text)
          if beginsWord { index = firstFigure(text, index, range.upperBound) }
          while index < range.upperBound && isDigit(text[index]) {
            put(text[index], &text)
            index += 1
          }
          continue
        }
        let letter = byte &- 0x41 < 26 ? byte | 0x20 : byte
        if letter &- 0x61 >= 26 { finishSyllable(&text) }
        put(letter == UInt8(ascii: "y") ? UInt8(ascii: "i") : letter, &text)
        index += 1
        continue
      }
      guard let length = writeLetter(&text, index, range.upperBound) else { return false }
      index += length
    }
    finishSyllable(&text)
    return true
  }

  /// Writes the letter at `index`, or notes its mark, and says how many bytes it has.
  private mutating func writeLetter(
    _ text: inout MutableSpan<UInt8>, _ index: Int, _ limit: Int
  ) -> Int? {
    let lead = text[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2 && index + length <= limit else { return nil }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard text[index + offset] & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F)
    }
    if scalar >= 0x300 && scalar < 0x370 {
      return note(scalar, &text) ? length : isLenient ? copy(&text, index, length) : nil
    }
    if let place = ComparisonLetters.index(of: scalar) {
      let entry = ComparisonLetters.Entry(packed: table[place])
      if !entry.isEmpty {
        if dropsMarks {
          put(entry.base, &text)
        } else {
          put(UInt8(truncatingIfNeeded: entry.letter), &text)
          if entry.letter > 0xFF { put(UInt8(truncatingIfNeeded: entry.letter >> 8), &text) }
          if entry.tone > 0 { add(tone: entry.tone, &text) }
        }
        return length
      }
    }
    return isLenient ? copy(&text, index, length) : nil
  }

  private mutating func copy(
    _ text: inout MutableSpan<UInt8>, _ index: Int, _ length: Int
  ) -> Int {
    for offset in 0..<length { put(text[index + offset], &text) }
    return length
  }

  /// Takes a combining mark: a tone of the syllable, or the shape of the letter just written.
  private mutating func note(_ mark: UInt32, _ text: inout MutableSpan<UInt8>) -> Bool {
    guard end > start else { return false }
    if let tone = ComparisonLetters.tones.firstIndex(of: UInt16(truncatingIfNeeded: mark)) {
      if !dropsMarks { add(tone: UInt8(tone + 1), &text) }
      return true
    }
    let shaped: UInt16
    switch (mark, text[end - 1]) {
    case (0x306, UInt8(ascii: "a")): shaped = 0x83C4
    case (0x302, UInt8(ascii: "a")): shaped = 0xA2C3
    case (0x302, UInt8(ascii: "e")): shaped = 0xAAC3
    case (0x302, UInt8(ascii: "o")): shaped = 0xB4C3
    case (0x31B, UInt8(ascii: "o")): shaped = 0xA1C6
    case (0x31B, UInt8(ascii: "u")): shaped = 0xB0C6
    default: return false
    }
    if dropsMarks { return true }
    end -= 1
    put(UInt8(truncatingIfNeeded: shaped), &text)
    put(UInt8(truncatingIfNeeded: shaped >> 8), &text)
    return true
  }

  private mutating func add(tone: UInt8, _ text: inout MutableSpan<UInt8>) {
    if toneCount == 21 { finishSyllable(&text) }
    tones |= UInt64(tone) << UInt64(3 * toneCount)
    toneCount += 1
  }

  /// Writes the tones of the syllable that ends here.
  private mutating func finishSyllable(_ text: inout MutableSpan<UInt8>) {
    while toneCount > 0 {
      let mark = ComparisonLetters.tones[Int(tones & 7) - 1]
      put(0xCC, &text)
      put(0x80 | UInt8(truncatingIfNeeded: mark & 0x3F), &text)
      tones >>= 3
      toneCount -= 1
    }
  }

  private mutating func put(_ byte: UInt8, _ text: inout MutableSpan<UInt8>) {
    text[end] = byte
    end += 1
  }

  /// Behind the zeros that a number begins with, its last figure apart.
  private func firstFigure(_ text: borrowing MutableSpan<UInt8>, _ index: Int, _ limit: Int) -> Int
  {
    var index = index
    while text[index] == UInt8(ascii: "0") && index + 1 < limit && isDigit(text[index + 1]) {
      index += 1
    }
    return index
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The length of one of U+2010 to U+2015, or 0.
  private func dashLength(_ text: borrowing MutableSpan<UInt8>, _ index: Int, _ limit: Int) -> Int {
    guard text[index] == 0xE2 && index + 2 < limit && text[index + 1] == 0x80 else { return 0 }
    return text[index + 2] >= 0x90 && text[index + 2] <= 0x95 ? 3 : 0
  }

  /// The length of `'`, a grave or acute accent that stands alone, ʼ, ‘ or ’; or 0.
  private func apostropheLength(
    _ text: borrowing MutableSpan<UInt8>, _ index: Int, _ limit: Int
  ) -> Int {
    let byte = text[index]
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") { return 1 }
    guard byte >= 0xC2 && index + 1 < limit else { return 0 }
    let next = text[index + 1]
    if (byte == 0xC2 && next == 0xB4) || (byte == 0xCA && next == 0xBC) { return 2 }
    guard byte == 0xE2 && next == 0x80 && index + 2 < limit else { return 0 }
    return text[index + 2] == 0x98 || text[index + 2] == 0x99 ? 3 : 0
  }
}
