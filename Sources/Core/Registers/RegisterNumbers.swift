internal import Tables

/// The number of a health-insurance card: 15 characters, or the 10 digits that newer cards print.
///
/// Decision 1351/QĐ-BHXH: two letters for the group, a digit from 1 to 5 for the benefit, two digits
/// for the province, ten of social insurance. Decision 1666/QĐ-BHXH prints the last ten only.
public struct InsuranceNumberReader: Sendable {
  /// The groups' letters, known by both their places in the alphabet.
  private var isGroup = [Bool](repeating: false, count: 26 * 26)

  /// Creates a reader that knows the groups.
  public init() {
    for row in Table.insuranceGroups.rows {
      let letters = Array(row[0])
      isGroup[Int(letters[0] - 0x41) * 26 + Int(letters[1] - 0x41)] = true
    }
  }

  /// What a text is.
  public enum Reading: BitwiseCopyable, Sendable, Equatable {
    /// Ten digits of social insurance.
    case number
    /// A whole card number of a known group.
    case card
    /// A card number whose group is on no list; later decisions added some.
    case unknownGroup
    /// Something else.
    case misshapen
  }

  /// Reads a number; blanks and hyphens are passed over.
  ///
  /// - Parameters:
  ///   - range: where the text lies.
  ///   - bytes: what it lies in.
  ///   - canonical: gets the 10 or 15 characters, letters as capitals.
  /// - Returns: what the text is.
  public func read(
    _ range: Range<Int>, _ bytes: borrowing Span<UInt8>, canonical: inout [UInt8]
  ) -> Reading {
    canonical.removeAll(keepingCapacity: true)
    for index in range {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x2D { continue }
      guard canonical.count < 15 else { return .misshapen }
      canonical.append(byte &- 0x61 < 26 ? byte ^ 0x20 : byte)
    }
    let figures = canonical.count == 15 ? 2 : 0
    guard canonical.count == 15 || canonical.count == 10,
      canonical[figures...].allSatisfy({ digit($0) <= 9 })
    else { return .misshapen }
    if figures == 0 { return .number }
    let (first, second) = (canonical[0] &- 0x41, canonical[1] &- 0x41)
    guard first < 26, second < 26, (0x31...0x35).contains(canonical[2]) else { return .misshapen }
    return isGroup[Int(first) * 26 + Int(second)] ? .card : .unknownGroup
  }
}

/// The number of a household book: nine digits (Circular 36/2014/TT-BCA).
///
/// The volumes of a large household bear the same number, with "Quyển số 02" and so on.
public struct HouseholdBookNumber: BitwiseCopyable, Sendable, Equatable {
  /// The nine digits as a number.
  public var value: Int
  /// The volume, from 1.
  public var volume: Int

  /// Reads `310012345`, or with a volume `310012345 Quyển số 02`, `310012345/02`, `310012345-Q2`.
  public init?(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
    var index = range.lowerBound
    var number = 0
    var count = 0
    while index < range.upperBound && count < 9 && digit(bytes[index]) <= 9 {
      number = number * 10 + digit(bytes[index])
      count += 1
      index += 1
    }
    guard count == 9 else { return nil }
    value = number
    volume = 1
    if index == range.upperBound { return }
    // Letters and signs, then the volume in one or two figures at the end.
    guard digit(bytes[index]) > 9 else { return nil }
    var volume = 0
    var figures = 0
    while index < range.upperBound {
      let figure = digit(bytes[index])
      if figure <= 9 {
        volume = volume * 10 + figure
        figures += 1
      } else if figures > 0 {
        return nil
      }
      guard figures <= 2 else { return nil }
      index += 1
    }
    guard figures > 0, volume > 0 else { return nil }
    self.volume = volume
  }
}
