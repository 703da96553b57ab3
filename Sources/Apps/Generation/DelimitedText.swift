/// A dialect of CSV, and which of a record's fields go where in it.
struct DelimitedText: Sendable {
  enum Encoding: Sendable { case utf8, utf16, tcvn3, vni }

  /// The header's cells.
  var header: [String]
  /// For each cell of the header the field of the record that stands under it.
  var fields: [Int]
  var delimiter = UInt8(ascii: ",")
  var lineEnd: [UInt8] = [10]
  var hasByteOrderMark = false
  var encoding = Encoding.utf8
  /// The field that a stray quote stands in, and the last one, whose quote may stay open.
  var strayQuoteField = BirthSheet.index("nguoi_ky")
  var unclosedQuoteField = BirthSheet.index("nyc_noi_cap_giay_to")

  func header(into output: inout [UInt8]) {
    let start = output.count
    if hasByteOrderMark { output += [0xEF, 0xBB, 0xBF] }
    for (index, cell) in header.enumerated() {
      if index > 0 { output.append(delimiter) }
      let bytes = Array(cell.utf8)
      append(bytes, bytes.indices, to: &output)
    }
    output += lineEnd
    encode(&output, from: start)
  }

  func append(_ record: Record, defect: Defect?, to output: inout [UInt8]) {
    let start = output.count
    if let defect, Defect.ofStructure.contains(defect) {
      appendBroken(record, defect, to: &output)
    } else {
      appendSound(record, to: &output)
    }
    output.append(contentsOf: lineEnd)
    encode(&output, from: start)
  }

  private func encode(_ output: inout [UInt8], from start: Int) {
    switch encoding {
    case .utf8: return
    case .utf16:
      output.replaceSubrange(start..., with: LegacyEncoding.utf16(Array(output[start...])))
    case .tcvn3:
      output.replaceSubrange(start..., with: LegacyEncoding.tcvn3(Array(output[start...])))
    case .vni:
      output.replaceSubrange(start..., with: VNIEncoding.encode(Array(output[start...])))
    }
  }

  /// Writes all fields into room made at once, which is what makes large deliveries quick.
  private func appendSound(_ record: Record, to output: inout [UInt8]) {
    var end = output.count
    let room = 2 * record.count + 3 * fields.count
    output.append(contentsOf: repeatElement(0, count: room))
    var target = output.mutableSpan
    let source = record.bytes.span
    let ranges = record.fields.span
    let fields = fields.span
    for index in fields.indices {
      if index > 0 {
        target[end] = delimiter
        end &+= 1
      }
      let range = ranges[fields[index]]
      guard !range.isEmpty else { continue }
      end = copy(source, range, to: &target, at: end)
    }
    output.removeLast(output.count - end)
  }

  /// Copies a field, in quotes if it needs them, and returns where it ends.
  @inline(__always)
  private func copy(
    _ source: Span<UInt8>, _ range: Range<Int>, to target: inout MutableSpan<UInt8>, at start: Int
  ) -> Int {
    var end = start
    for position in range {
      let byte = source[position]
      if byte == delimiter || byte == 34 || byte == 10 || byte == 13 {
        return copyQuoted(source, range, to: &target, at: start)
      }
      target[end] = byte
      end &+= 1
    }
    return end
  }

  private func copyQuoted(
    _ source: Span<UInt8>, _ range: Range<Int>, to target: inout MutableSpan<UInt8>, at start: Int
  ) -> Int {
    var end = start
    target[end] = 34
    end += 1
    for position in range {
      let byte = source[position]
      if byte == 34 {
        target[end] = 34
        end += 1
      }
      target[end] = byte
      end += 1
    }
    target[end] = 34
    return end + 1
  }

  private func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
    let needsQuotes = bytes[range].contains { [delimiter, 34, 10, 13].contains($0) }
    if needsQuotes { output.append(34) }
    for byte in bytes[range] {
      if byte == 34 { output.append(34) }
      output.append(byte)
    }
    if needsQuotes { output.append(34) }
  }

  private func appendBroken(_ record: Record, _ defect: Defect, to output: inout [UInt8]) {
    for index in fields.indices {
      if index > 0 { output.append(delimiter) }
      let value = record.fields[fields[index]]
      switch defect {
      case .tooFewFields where index == fields.count / 2: return
      case .strayQuote where fields[index] == strayQuoteField:
        output.append(34)
        output += record.bytes[value]
        output += Array("\" ghi thêm".utf8)
      case .unclosedQuote where fields[index] == unclosedQuoteField:
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
