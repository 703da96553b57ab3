internal import Columnar

/// The text of a value that is not stored as one.
struct DBFValue {
  /// The text; nothing for null.
  var text: [UInt8]

  /// Takes the value at a place; `false` for what no program stores there.
  mutating func take(_ kind: DBFField.Kind, _ bytes: Span<UInt8>, _ place: Int) -> Bool {
    switch kind {
    case .day: return takeDay(bytes, place)
    case .logical: return takeLogical(bytes[place])
    case .integer: put(Int64(Int32(truncatingIfNeeded: bytes.littleEndian(place, 4))))
    case .double:
      let number = Double(bitPattern: bytes.littleEndian(place, 8))
      guard number.isFinite else { return false }
      text += NumberText.shortest(number)
    case .currency: putCurrency(Int64(bitPattern: bytes.littleEndian(place, 8)))
    case .moment:
      return takeMoment(
        day: Int(Int32(truncatingIfNeeded: bytes.littleEndian(place, 4))),
        milliseconds: Int(Int32(truncatingIfNeeded: bytes.littleEndian(place + 4, 4))))
    default: return false
    }
    return true
  }

  /// A day as ISO 8601 writes it; parts that are no digits are left for the rules to refuse.
  private mutating func takeDay(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
    var (isBlank, isZero) = (true, true)
    for index in place..<place + 8 {
      let byte = bytes[index]
      guard byte < 0x7F else { return false }
      isBlank = isBlank && (byte == 0x20 || byte == 0)
      isZero = isZero && byte == 0x30
      if byte != 0 && byte < 0x20 { return false }
    }
    if isBlank || isZero { return true }
    for index in 0..<8 {
      if index == 4 || index == 6 { text.append(UInt8(ascii: "-")) }
      let byte = bytes[place + index]
      text.append(byte == 0 ? 0x20 : byte)
    }
    return true
  }

  private mutating func takeLogical(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "t"), UInt8(ascii: "y"): text += "true".utf8
    case UInt8(ascii: "f"), UInt8(ascii: "n"): text += "false".utf8
    case UInt8(ascii: "?"), 0x20: break
    default: return false
    }
    return true
  }

  /// A day counted as astronomers do, and the milliseconds since midnight.
  private mutating func takeMoment(day: Int, milliseconds: Int) -> Bool {
    if day == 0 && milliseconds == 0 || day == 0x2020_2020 { return true }
    guard 0..<86_400_000 ~= milliseconds else { return false }
    let date = civilDay(epochDays: day - 2_440_588)
    guard isDay(year: date.year, month: date.month, day: date.day) else { return false }
    // Programs store a second as 999 milliseconds too, or a little less than it is.
    let seconds = (milliseconds + 1) / 1000
    let rest = milliseconds % 1000 == 999 ? 0 : milliseconds % 1000
    put(date.year, 4, "-")
    put(date.month, 2, "-")
    put(date.day, 2, "T")
    put(seconds / 3600, 2, ":")
    put(seconds / 60 % 60, 2, ":")
    text.append(number: seconds % 60, digits: 2)
    if rest != 0 {
      text.append(UInt8(ascii: "."))
      text.append(number: rest, digits: 3)
    }
    return true
  }

  private mutating func put(_ number: Int, _ digits: Int, _ separator: Unicode.Scalar) {
    text.append(number: number, digits: digits)
    text.append(UInt8(ascii: separator))
  }

  private mutating func put(_ number: Int64) {
    if number < 0 { text.append(UInt8(ascii: "-")) }
    text.append(contentsOf: String(number.magnitude).utf8)
  }

  /// Ten-thousandths, with as many decimals as there are.
  private mutating func putCurrency(_ number: Int64) {
    if number < 0 { text.append(UInt8(ascii: "-")) }
    text.append(contentsOf: String(number.magnitude / 10_000).utf8)
    let rest = Int(number.magnitude % 10_000)
    guard rest > 0 else { return }
    text.append(UInt8(ascii: "."))
    text.append(number: rest, digits: 4)
    while text.last == 0x30 { text.removeLast() }
  }
}
