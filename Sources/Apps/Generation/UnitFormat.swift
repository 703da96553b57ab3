/// How a unit's records are written.
enum UnitFormat: Sendable {
  case delimited(DelimitedText)
  case markup(Markup)
  case json(JSONText)

  /// Appends what comes before the first record.
  func begin(into output: inout [UInt8]) {
    switch self {
    case .delimited(let text): text.header(into: &output)
    case .markup(let markup): markup.begin(into: &output)
    case .json(let json): json.begin(into: &output)
    }
  }

  /// Appends a record, broken as `defect` demands.
  func append(
    _ record: Record, isFirst: Bool = false, defect: Defect?, to output: inout [UInt8]
  ) {
    switch self {
    case .delimited(let text): text.append(record, defect: defect, to: &output)
    case .markup(let markup): markup.append(record, to: &output)
    case .json(let json): json.append(record, isFirst: isFirst, defect: defect, to: &output)
    }
  }

  /// Appends what comes after the last record.
  func end(into output: inout [UInt8]) {
    switch self {
    case .delimited: break
    case .markup(let markup): markup.end(into: &output)
    case .json(let json): json.end(into: &output)
    }
  }
}
