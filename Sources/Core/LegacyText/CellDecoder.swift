public import Columnar

/// Decodes a column whose cells may be in different encodings, each by its own words.
///
/// A cell whose words are all Vietnamese in the column's reading is read so. Any other is read as its own
/// words tell; where they do not tell enough, the column decides, which is a guess and noted.
public struct CellDecoder: Sendable {
  /// What happened to a cell that was not plain.
  private enum Outcome {
    case stays
    case read([UInt8], isGuess: Bool)
    case fails
  }

  private let material: EncodingDetector.Material
  /// The reading of the column, where its words tell one.
  private let columnReading: TextReading?

  /// Creates a decoder.
  ///
  /// - Parameters:
  ///   - material: what the cells hold.
  ///   - columnReading: what the column's words together tell, or `nil`.
  public init(_ material: EncodingDetector.Material, columnReading: TextReading?) {
    self.material = material
    self.columnReading = columnReading
  }

  /// Decodes the cells.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: gets the decoded text.
  ///   - failures: the rows that no reading fits are appended; their cells stay.
  ///   - guesses: the rows that their column decided are appended.
  public func decode(
    _ cells: inout [Cell], bytes: inout ByteArena, failures: inout [Int], guesses: inout [Int]
  ) {
    let isVIQR = columnReading == .legacy(.viqr)
    for row in EncodedCells.rows(cells, in: bytes.storage, of: isVIQR ? .any : .odd) {
      let row = Int(row)
      let text = Array(bytes.storage[cells[row].range])
      switch outcome(of: text) {
      case .stays: break
      case .fails: failures.append(row)
      case .read(let decoded, let isGuess):
        if decoded != text { cells[row] = bytes.append(decoded) }
        if isGuess { guesses.append(row) }
      }
    }
  }

  private func outcome(of text: [UInt8]) -> Outcome {
    let isUTF8 = String(validating: text, as: UTF8.self) != nil
    // Valid UTF-8 with more than ASCII is hardly ever anything else.
    if material == .bytes && isUTF8 && text.contains(where: { $0 >= 0x80 }) { return .stays }
    var detector = EncodingDetector(material)
    detector.add(text)
    if let columnReading, detector.agrees(with: columnReading),
      let decoded = EncodingDetector.read(text, as: columnReading, material)
    {
      return .read(decoded, isGuess: false)
    }
    let verdict = detector.verdict
    if let reading = verdict.decision,
      let decoded = EncodingDetector.read(text, as: reading, material)
    {
      return .read(decoded, isGuess: false)
    }
    if let columnReading, let decoded = EncodingDetector.read(text, as: columnReading, material) {
      return .read(decoded, isGuess: !detector.isEmpty)
    }
    return isUTF8 ? .stays : .fails
  }
}
