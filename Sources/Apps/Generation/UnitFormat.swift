/// How a unit's records are written.
enum UnitFormat: Sendable {
  case delimited(DelimitedText)
  case markup(Markup)

  /// Appends what comes before the first record.
  func begin(into output: inout [UInt8]) {
    switch self {
    case .delimited(let text): text.header(into: &output)
    case .markup(let markup): markup.begin(into: &output)
    }
  }

  /// Appends a record, broken as `defect` demands.
  func append(_ record: Record, defect: Defect?, to output: inout [UInt8]) {
    switch self {
    case .delimited(let text): text.append(record, defect: defect, to: &output)
    case .markup(let markup): markup.append(record, to: &output)
    }
  }

  /// Appends what comes after the last record.
  func end(into output: inout [UInt8]) {
    if case .markup(let markup) = self { markup.end(into: &output) }
  }
}
