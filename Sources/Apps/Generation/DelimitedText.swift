/// A dialect of CSV, and which of a record's fields go where in it.
struct DelimitedText: Sendable {
  enum Encoding: Sendable { case utf8, tcvn3 }

  /// The header's cells.
  var header: [String]
  /// For each cell of the header the field of the record that stands under it.
  var fields: [Int]
  var delimiter = UInt8(ascii: ",")
  var lineEnd: [UInt8] = [10]
  var hasByteOrderMark = false
  var encoding = Encoding.utf8

  func header(into output: inout [UInt8]) {
    if hasByteOrderMark { output += [0xEF, 0xBB, 0xBF] }
    for (index, cell) in header.enumerated() {
      if index > 0 { output.append(delimiter) }
      let bytes = Array(cell.utf8)
      append(bytes, bytes.indices, to: &output)
    }
    output += lineEnd
  }

  func append(_ record: Record, defect: Defect?, to output: inout [UInt8]) {
    let start = output.count
    if let defect, Defect.ofStructure.contains(defect) {
      appendBroken(record, defect, to: &output)
    } else {
      let bytes = record.bytes
      for index in fields.indices {
        if index > 0 { output.append(delimiter) }
        append(bytes, record.fields[fields[index]], to: &output)
      }
    }
    output.append(contentsOf: lineEnd)
    guard encoding == .tcvn3 else { return }
    let encoded = LegacyEncoding.tcvn3(Array(output[start...]))
    output.replaceSubrange(start..., with: encoded)
  }

  private func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
    guard !range.isEmpty else { return }
    if needsQuotes(bytes.span, range) {
      output.append(34)
      for index in range {
        if bytes[index] == 34 { output.append(34) }
        output.append(bytes[index])
      }
      output.append(34)
    } else {
      output.append(contentsOf: bytes[range])
    }
  }

  private func needsQuotes(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range {
      let byte = bytes[index]
      if byte == delimiter || byte == 34 || byte == 10 || byte == 13 { return true }
    }
    return false
  }

  private func appendBroken(_ record: Record, _ defect: Defect, to output: inout [UInt8]) {
    let target = BirthSheet.index("nguoi_ky")
    for index in fields.indices {
      if index > 0 { output.append(delimiter) }
      let value = record.fields[fields[index]]
      switch defect {
      case .tooFewFields where index == fields.count / 2: return
      case .strayQuote where fields[index] == target:
        output.append(34)
        output += record.bytes[value]
        output += Array("\" ghi thêm".utf8)
      case .unclosedQuote where fields[index] == BirthSheet.index("nyc_noi_cap_giay_to"):
        output.append(34)
        output += record.bytes[value]
      default: append(record.bytes, value, to: &output)
      }
    }
    if defect == .tooManyFields { output += [delimiter, 120, delimiter, 121] }
  }
}

extension Defect {
  /// Defects that lie in how the record is written, not in its values.
  static let ofStructure: [Defect] = [.tooFewFields, .tooManyFields, .strayQuote, .unclosedQuote]
}
