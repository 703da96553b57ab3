private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
private func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

/// Nine digits (CMND) or twelve (CCCD).
@inline(__always)
func isIDNumber(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  guard range.count == 9 || range.count == 12 else { return false }
  var other: UInt8 = 0
  for index in range { other |= bytes[index] &- 0x30 > 9 ? 1 : 0 }
  return other == 0
}

/// Ten digits, or two capital letters, a digit from 1 to 5 and twelve digits.
func isInsuranceNumber(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  guard range.count == 10 || range.count == 15 else { return false }
  var start = range.lowerBound
  if range.count == 15 {
    guard bytes[start] &- 0x41 < 26, bytes[start + 1] &- 0x41 < 26, bytes[start + 2] &- 0x31 < 5
    else { return false }
    start += 3
  }
  for index in start..<range.upperBound where bytes[index] &- 0x30 > 9 { return false }
  return true
}

/// A dot-atom, `@`, and a domain of at least two labels; letters beyond ASCII are allowed.
func isEmail(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  guard range.count <= 254 else { return false }
  var at = range.lowerBound
  while at < range.upperBound && bytes[at] != 0x40 { at += 1 }
  let localCount = at - range.lowerBound
  guard at < range.upperBound, localCount >= 1, localCount <= 64 else { return false }
  var previous: UInt8 = 0x2E
  for index in range.lowerBound..<at {
    let byte = bytes[index]
    if byte == 0x2E && previous == 0x2E { return false }
    let isAtom =
      isLetter(byte) || isDigit(byte) || byte >= 0x80
      || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    if !isAtom { return false }
    previous = byte
  }
  if previous == 0x2E { return false }
  var labels = 1
  previous = 0x2E
  for index in at + 1..<range.upperBound {
    let byte = bytes[index]
    if byte == 0x2E {
      if previous == 0x2E || previous == 0x2D { return false }
      labels += 1
    } else if byte == 0x2D {
      if previous == 0x2E { return false }
    } else if !(isLetter(byte) || isDigit(byte) || byte >= 0x80) {
      return false
    }
    previous = byte
  }
  return labels >= 2 && previous != 0x2E && previous != 0x2D
}

/// A scheme, a colon and at least one of the characters RFC 3986 allows.
func isURI(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  var index = range.lowerBound
  guard index < range.upperBound, isLetter(bytes[index]) else { return false }
  while index < range.upperBound, bytes[index] != 0x3A {
    let byte = bytes[index]
    guard isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E else {
      return false
    }
    index += 1
  }
  index += 1
  guard index < range.upperBound else { return false }
  while index < range.upperBound {
    let byte = bytes[index]
    if byte == 0x25 {
      guard range.upperBound - index > 2, isHexDigit(bytes[index + 1]),
        isHexDigit(bytes[index + 2])
      else { return false }
    } else if byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte) {
      return false
    }
    index += 1
  }
  return true
}

/// Base64 of RFC 4648 with its padding.
func isBase64(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  guard range.count % 4 == 0 else { return false }
  var end = range.upperBound
  while end > range.lowerBound && range.upperBound - end < 2 && bytes[end - 1] == 0x3D { end -= 1 }
  for index in range.lowerBound..<end {
    let byte = bytes[index]
    guard isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2F else { return false }
  }
  return true
}

/// Hexadecimal digits in groups of 8, 4, 4, 4 and 12.
func isUUID(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  guard range.count == 36 else { return false }
  for offset in 0..<36 {
    let byte = bytes[range.lowerBound + offset]
    let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
    guard isDash ? byte == 0x2D : isHexDigit(byte) else { return false }
  }
  return true
}

/// XML Schema's `gYear` without time zone: four digits or more, no year 0, perhaps a minus sign.
func isYear(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
  var start = range.lowerBound
  if start < range.upperBound && bytes[start] == 0x2D { start += 1 }
  let count = range.upperBound - start
  guard count >= 4 && count <= 9, count == 4 || bytes[start] != 0x30 else { return false }
  var sum = 0
  for index in start..<range.upperBound {
    guard isDigit(bytes[index]) else { return false }
    sum += Int(bytes[index] - 0x30)
  }
  return sum > 0
}

/// The month of `YYYY-MM`, counted from year 0, or `nil`.
func monthNumber(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int64? {
  let end = range.upperBound
  guard range.count >= 7, bytes[end - 3] == 0x2D, isYear(range.lowerBound..<end - 3, bytes),
    isDigit(bytes[end - 2]), isDigit(bytes[end - 1])
  else { return nil }
  var year: Int64 = 0
  let isNegative = bytes[range.lowerBound] == 0x2D
  for index in range.lowerBound + (isNegative ? 1 : 0)..<end - 3 {
    year = year * 10 + Int64(bytes[index] - 0x30)
  }
  let month = Int64(bytes[end - 2] - 0x30) * 10 + Int64(bytes[end - 1] - 0x30)
  guard month >= 1, month <= 12 else { return nil }
  return (isNegative ? -year : year) * 12 + month - 1
}

/// The length of an XML Schema duration in seconds, a month being 30.436875 days, or `nil`.
func durationSeconds(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Double? {
  var index = range.lowerBound
  let end = range.upperBound
  let isNegative = index < end && bytes[index] == 0x2D
  if isNegative { index += 1 }
  guard index < end, bytes[index] == 0x50 else { return nil }
  index += 1
  var seconds = 0.0
  var isTime = false
  var last = -1
  // Designators come in this order; those after T are hours, minutes and seconds.
  let designators: [(letter: UInt8, isTime: Bool, seconds: Double)] = [
    (0x59, false, 31_556_952), (0x4D, false, 2_629_746), (0x44, false, 86_400),
    (0x48, true, 3600), (0x4D, true, 60), (0x53, true, 1),
  ]
  var hasPartAfterT = true
  while index < end {
    if bytes[index] == 0x54 {
      guard !isTime else { return nil }
      isTime = true
      hasPartAfterT = false
      index += 1
      continue
    }
    var value = 0.0
    var scale = 1.0
    let start = index
    var point = -1
    while index < end, isDigit(bytes[index]) || (bytes[index] == 0x2E && point < 0) {
      if bytes[index] == 0x2E {
        point = index
      } else {
        value = value * 10 + Double(bytes[index] - 0x30)
        if point >= 0 { scale *= 10 }
      }
      index += 1
    }
    guard index > start, index < end, point != start, point != index - 1 else { return nil }
    let letter = bytes[index]
    guard
      let part = designators.indices.first(where: {
        $0 > last && designators[$0].letter == letter && designators[$0].isTime == isTime
      }), point < 0 || part == 5
    else { return nil }
    last = part
    hasPartAfterT = true
    seconds += value / scale * designators[part].seconds
    index += 1
  }
  guard last >= 0, hasPartAfterT, seconds.isFinite else { return nil }
  return isNegative ? -seconds : seconds
}
