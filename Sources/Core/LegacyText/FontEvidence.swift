public import Columnar

/// Decodes the cells whose fonts tell how: in a workbook what is set in `.VnTime` is TCVN3, whatever its
/// words are.
///
/// A cell that cannot be such bytes is Unicode already and stays; so does one whose words are
/// Vietnamese as they stand and none in the font's encoding, because a font is easily left over.
public struct FontEvidence: Sendable {
  /// How a column is read, or `nil` where its words tell.
  private let reading: TextReading?

  /// What stands for a font where a person typed the value: it is Unicode as it stands.
  public static let typed: UInt8 = 255

  /// Prepares to decode columns that are read in a way, or as their words tell.
  public init(reading: TextReading?) { self.reading = reading }

  /// The encoding of a cell set in a font, where the font tells it.
  ///
  /// A reading that is given counts more, but cannot tell a font of capitals.
  public func encoding(ofFont number: UInt8) -> LegacyEncoding? {
    guard let family = FontFamily(rawValue: number) else { return nil }
    if reading == nil { return family.encoding }
    return reading == .legacy(.tcvn3) && family == .tcvn3Capital ? .tcvn3Capitals : nil
  }

  /// The number of cells that their fonts decode, by encoding.
  public func counts(_ fonts: [UInt8]) -> [(encoding: LegacyEncoding, cells: Int)] {
    var counts = [Int](repeating: 0, count: FontFamily.allCases.count)
    for font in fonts where counts.indices.contains(Int(font)) { counts[Int(font)] += 1 }
    return counts.indices.compactMap { number in
      guard counts[number] > 0, let encoding = encoding(ofFont: UInt8(number)) else { return nil }
      return (encoding, counts[number])
    }
  }

  /// Decodes the cells that a font tells.
  ///
  /// - Parameters:
  ///   - column: its cells lie within `bytes`, or are null.
  ///   - bytes: gets what is changed.
  ///   - failures: the rows with a byte that has no meaning are appended; their cells stay.
  /// - Returns: the rows that a font tells, whether they had to be changed or not.
  public func decode(
    _ column: inout Column, bytes: inout ByteArena, failures: inout [Int]
  ) -> [Int] {
    var told: [Int] = []
    for row in column.fonts.indices where column.fonts[row] != 0 {
      if column.fonts[row] == Self.typed {
        told.append(row)
        continue
      }
      guard !column.cells[row].isNull, let encoding = encoding(ofFont: column.fonts[row]) else {
        continue
      }
      told.append(row)
      let text = Array(bytes.storage[column.cells[row].range])
      guard encoding.usesASCII || text.contains(where: { $0 >= 0x80 || $0 < 0x20 }),
        let inner = TextReading.windowsBytes(of: text)
      else { continue }
      guard let decoded = LegacyDecoder(encoding).decode(inner) else {
        failures.append(row)
        continue
      }
      guard decoded != text, !isUnicode(text, encoding) else { continue }
      column.cells[row] = bytes.append(decoded)
    }
    return told
  }

  /// Whether a text's words are Vietnamese as they stand and not in an encoding.
  private func isUnicode(_ text: [UInt8], _ encoding: LegacyEncoding) -> Bool {
    var detector = EncodingDetector(.text)
    detector.add(text)
    return detector.agrees(with: .asWritten) && !detector.agrees(with: .legacy(encoding))
  }
}
