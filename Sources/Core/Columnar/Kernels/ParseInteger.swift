/// Reads every cell as a whole number and writes its canonical text: no plus sign, no leading zeros.
///
/// - Parameters:
///   - cells: one a row; nulls are left alone, failing cells too.
///   - values: gets one number a row; what stands at a null or failing row means nothing.
///   - bytes: what the cells point into; canonical text that is no part of a cell is appended.
///   - format: how the numbers are written.
///   - failures: the rows whose cell is no whole number of 64 bits are appended, ascending.
public func parseIntegers(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena,
  format: NumberFormat = NumberFormat(), failures: inout [UInt32]
) {
  resize(&values, to: cells.count)
  guard format.isPlain else {
    parseFormattedIntegers(
      &cells, values: &values, bytes: &bytes, format: format, failures: &failures)
    return
  }
  var zeroPadded: [Int] = []
  parsePlainIntegers(
    &cells, values: &values, bytes.storage.span, failures: &failures, rewrite: &zeroPadded)
  for row in zeroPadded { cells[row] = bytes.append(Array(String(values[row]).utf8)) }
}

/// Gives an array of slots exactly `count` elements.
func resize(_ values: inout [Int64], to count: Int) {
  if values.count > count { values.removeLast(values.count - count) }
  if values.count < count {
    values.append(contentsOf: repeatElement(0, count: count - values.count))
  }
}

private func parsePlainIntegers(
  _ cells: inout [Cell], values: inout [Int64], _ bytes: Span<UInt8>, failures: inout [UInt32],
  rewrite: inout [Int]
) {
  var cells = cells.mutableSpan
  var values = values.mutableSpan
  for row in cells.indices {
    let cell = cells[row]
    if cell.isNull { continue }
    let range = cell.range
    guard let value = parseInteger(range, bytes) else {
      failures.append(UInt32(truncatingIfNeeded: row))
      continue
    }
    values[row] = value
    let first = bytes[range.lowerBound]
    // Digits that begin with 1...9, or a lone 0, are canonical already.
    if first > 0x30 || (first == 0x30 && cell.length == 1) { continue }
    if first == 0x2D {
      let second = bytes[range.lowerBound &+ 1]
      if second != 0x30 { continue }
      rewrite.append(row)
      continue
    }
    var start = range.lowerBound
    if first == 0x2B { start &+= 1 }
    while start &+ 1 < range.upperBound && bytes[start] == 0x30 { start &+= 1 }
    cells[row] = Cell(start..<range.upperBound)
  }
}

/// The whole number a range spells with ASCII digits and an optional sign, or `nil`.
@inline(__always)
func parseInteger(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int64? {
  var index = range.lowerBound
  guard index < range.upperBound else { return nil }
  let isNegative = bytes[index] == 0x2D
  if isNegative || bytes[index] == 0x2B { index &+= 1 }
  guard index < range.upperBound else { return nil }
  if range.upperBound &- index <= 18 {
    var value: Int64 = 0
    while index < range.upperBound {
      let next = digit(bytes[index])
      if next > 9 { return nil }
      value = value &* 10 &+ Int64(next)
      index &+= 1
    }
    return isNegative ? -value : value
  }
  return parseLongInteger(index..<range.upperBound, bytes, isNegative)
}

private func parseLongInteger(
  _ range: Range<Int>, _ bytes: borrowing Span<UInt8>, _ isNegative: Bool
) -> Int64? {
  var value: Int64 = 0
  for index in range {
    let next = digit(bytes[index])
    if next > 9 { return nil }
    let (tens, hasOverflown) = value.multipliedReportingOverflow(by: 10)
    // Counting down for negative numbers reaches the smallest one.
    let (sum, isOver) =
      isNegative
      ? tens.subtractingReportingOverflow(Int64(next)) : tens.addingReportingOverflow(Int64(next))
    if hasOverflown || isOver { return nil }
    value = sum
  }
  return value
}

private func parseFormattedIntegers(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, format: NumberFormat,
  failures: inout [UInt32]
) {
  let rewriter = NumberRewriter(format)
  var scratch: [UInt8] = []
  for row in cells.indices where !cells[row].isNull {
    let range = cells[row].range
    guard rewriter.rewrite(range, bytes.storage.span, into: &scratch),
      let value = parseInteger(0..<scratch.count, scratch.span)
    else {
      failures.append(UInt32(truncatingIfNeeded: row))
      continue
    }
    values[row] = value
    let canonical = Array(String(value).utf8)
    if !canonical.elementsEqual(bytes.storage[range]) { cells[row] = bytes.append(canonical) }
  }
}
