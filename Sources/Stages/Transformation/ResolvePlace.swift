public import Columnar
public import Dataflow
internal import Registers

/// Adds columns with the administrative units that a written place names, as they were on a day.
public struct ResolvePlace: Transform {
  /// What a column to come holds.
  public enum Part: String, Sendable, CaseIterable {
    /// The codes of the units on the day.
    case province, district, commune
    /// From 0 to 100.
    case score
    /// How far the text proves the units.
    case evidence
    /// The number of units that fit equally well.
    case candidates
    /// The codes from July 2025 on.
    case province2025 = "province_2025"
    /// The commune from July 2025 on; of a commune that was split the one that holds most of it.
    case commune2025 = "commune_2025"
    /// The communes that a split commune went to, the inferred one first, parted by blanks.
    case split2025 = "split_2025"
  }

  private let column: Int
  private let dayColumn: Int
  private let outputs: [(part: Part, name: String)]
  private let threshold: Int
  private let uncertain: Finding
  private let split: Finding?
  private var resolver = PlaceResolver()

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - column: the index of the column with the place.
  ///   - dayColumn: the index of a column with days in ISO form, of which parts may be missing; a row
  ///     without one may be of any day.
  ///   - outputs: the columns to come; a column of that name is replaced.
  ///   - threshold: the score below which a place has no codes.
  ///   - uncertain: applied where the units are not certain; the text stays.
  ///   - split: applied where the commune of 2025 is inferred; `nil` where none is wanted.
  public init(
    column: Int, dayColumn: Int, outputs: [(part: Part, name: String)], threshold: Int,
    uncertain: Finding, split: Finding?
  ) {
    self.column = column
    self.dayColumn = dayColumn
    self.outputs = outputs
    self.threshold = threshold
    self.uncertain = uncertain
    self.split = split
  }

  /// Resolves the places of live rows; a null place gets nulls without a finding.
  public mutating func apply(to chunk: inout Chunk) throws {
    var keys = chunk.columns[column].cells
    for row in keys.indices where chunk.states[row] != .live { keys[row] = .null }
    let used = chunk.bytes.count
    foldForComparison(&keys, bytes: &chunk.bytes)
    let found = resolve(keys, chunk)
    // The keys were for now only.
    chunk.bytes.count = used
    var columns = outputs.map { output in
      var column = Column(name: output.name)
      column.cells = Array(repeating: .null, count: chunk.rowCount)
      return column
    }
    var text: [UInt8] = []
    for row in keys.indices where !keys[row].isNull {
      for (number, output) in outputs.enumerated() {
        text.removeAll(keepingCapacity: true)
        found[row].write(output.part, into: &text)
        if !text.isEmpty { columns[number].cells[row] = chunk.bytes.append(text) }
      }
    }
    note(keys, found, &chunk)
    for column in columns { chunk.setColumn(column) }
  }

  private mutating func resolve(_ keys: [Cell], _ chunk: Chunk) -> [Place] {
    let bytes = chunk.bytes.storage.span
    let days = chunk.columns[dayColumn].cells
    var found = [Place](repeating: Place(), count: keys.count)
    for row in keys.indices where !keys[row].isNull {
      // A day that cannot be read resolves nothing: codes mean different units on different days.
      guard let day = days[row].isNull ? .always : DayRange(days[row].range, of: bytes) else {
        continue
      }
      found[row] = resolver.resolve(keys[row].range, of: bytes, days: day)
      if found[row].score < threshold { found[row].units = PlaceUnits() }
    }
    return found
  }

  private func note(_ keys: [Cell], _ found: [Place], _ chunk: inout Chunk) {
    for row in keys.indices where !keys[row].isNull {
      let place = found[row]
      if !place.isCertain(threshold: threshold) {
        chunk.note(uncertain, row: row, column: column)
      } else if let split, place.communes2025.count > 1 {
        chunk.note(split, row: row, column: column)
      }
    }
  }
}

extension Place {
  /// Writes one part; nothing where it is not known.
  func write(_ part: ResolvePlace.Part, into text: inout [UInt8]) {
    switch part {
    case .province: appendCode(units.province, digits: 2, to: &text)
    case .district: appendCode(units.district, digits: 3, to: &text)
    case .commune: appendCode(units.commune, digits: 5, to: &text)
    case .score: text.append(contentsOf: String(score).utf8)
    case .evidence: text.append(contentsOf: evidence.rawValue.utf8)
    case .candidates: text.append(contentsOf: String(candidates).utf8)
    case .province2025:
      appendCode(province2025, digits: 2, to: &text)
    case .commune2025: appendCode(communes2025.first ?? -1, digits: 5, to: &text)
    case .split2025:
      guard communes2025.count > 1 else { return }
      for code in communes2025 {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        appendCode(code, digits: 5, to: &text)
      }
    }
  }
}

/// Writes a code with its zeros in front; nothing for -1.
func appendCode(_ code: Int32, digits: Int, to text: inout [UInt8]) {
  guard code >= 0 else { return }
  var divisor: Int32 = digits == 5 ? 10_000 : digits == 3 ? 100 : 10
  while divisor > 0 {
    text.append(UInt8(truncatingIfNeeded: code / divisor % 10) + 0x30)
    divisor /= 10
  }
}
