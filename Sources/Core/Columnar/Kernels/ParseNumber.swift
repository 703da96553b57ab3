/// Reads every cell as a decimal number and writes its exact canonical text: `-0.25`, `1200`, `0`.
///
/// - Parameters:
///   - cells: one a row; nulls and failing cells are left alone.
///   - bytes: what the cells point into; canonical text is appended where it differs.
///   - format: how the numbers are written.
///   - failures: the rows whose cell is no decimal number are appended, ascending; an exponent
///     beyond 400 fails too.
public func parseDecimals(
  _ cells: inout [Cell], bytes: inout ByteArena, format: NumberFormat = NumberFormat(),
  failures: inout [UInt32]
) {
  var none: [Int64] = []
  parseNumbers(
    &cells, values: &none, bytes: &bytes, format: format, isExact: true, failures: &failures)
}

/// Reads every cell as the nearest `Double` and writes the exact canonical decimal text.
///
/// `NaN`, `INF` and `-INF` are numbers in any letter case. The parameters are those of
/// ``parseDecimals(_:bytes:format:failures:)``; `values` gets one bit pattern a row.
public func parseNumbers(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena,
  format: NumberFormat = NumberFormat(), failures: inout [UInt32]
) {
  resize(&values, to: cells.count)
  parseNumbers(
    &cells, values: &values, bytes: &bytes, format: format, isExact: false, failures: &failures)
}

private func parseNumbers(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, format: NumberFormat,
  isExact: Bool, failures: inout [UInt32]
) {
  let rewriter = NumberRewriter(format)
  var plain: [UInt8] = []
  var text: [UInt8] = []
  for row in cells.indices where !cells[row].isNull {
    var range = cells[row].range
    if format.isPlain, let parts = DecimalParts(range, bytes.storage.span), parts.isCanonical {
      if isExact { continue }
      if let value = parts.exactDouble(bytes.storage.span) {
        values[row] = Int64(bitPattern: value.bitPattern)
        continue
      }
    }
    guard rewriter.rewrite(range, bytes.storage.span, into: &plain) else {
      failures.append(UInt32(truncatingIfNeeded: row))
      continue
    }
    range = 0..<plain.count
    if let parts = DecimalParts(range, plain.span) {
      parts.write(plain.span, into: &text)
      if !isExact {
        let value = parts.exactDouble(plain.span) ?? Double(String(decoding: plain, as: UTF8.self))
        guard let value, value.isFinite else {
          failures.append(UInt32(truncatingIfNeeded: row))
          continue
        }
        values[row] = Int64(bitPattern: value.bitPattern)
      }
    } else if !isExact, let (name, value) = special(plain) {
      text = Array(name.utf8)
      values[row] = Int64(bitPattern: value.bitPattern)
    } else {
      failures.append(UInt32(truncatingIfNeeded: row))
      continue
    }
    if !text.elementsEqual(bytes.storage[cells[row].range]) { cells[row] = bytes.append(text) }
  }
}

/// XML Schema's names for what is not finite.
private func special(_ text: [UInt8]) -> (name: String, value: Double)? {
  guard text.count <= 4 else { return nil }
  switch String(decoding: text, as: UTF8.self).uppercased() {
  case "NAN": return ("NaN", .nan)
  case "INF": return ("INF", .infinity)
  case "-INF": return ("-INF", -.infinity)
  default: return nil
  }
}
