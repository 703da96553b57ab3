/// Whether bytes are the code that a province (2 digits), district (3) or commune (5) had at some time.
public func isAdministrativeUnit(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
  var code: Int32 = 0
  guard range.count <= 5 else { return false }
  for index in range {
    guard bytes[index] &- 0x30 < 10 else { return false }
    code = code * 10 + Int32(bytes[index] &- 0x30)
  }
  switch range.count {
  case 2: return PlaceIndex.shared.contains(code, .province)
  case 3: return PlaceIndex.shared.contains(code, .district)
  case 5: return PlaceIndex.shared.contains(code, .commune)
  default: return false
  }
}
