/// A set of Unicode scalars as sorted ranges that neither touch nor overlap.
struct ScalarSet: Sendable, Equatable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
        self.ranges[self.ranges.count - 1] =
          last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  var inverted: ScalarSet {
    var inverted: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { inverted.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { inverted.append(next...0x10FFFF) }
    return ScalarSet(inverted)
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  func subtracting(_ other: ScalarSet) -> ScalarSet { inverted.union(other).inverted }

  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }
}

extension ScalarSet {
  static let digits = category("Nd") ?? ScalarSet([0x30...0x39])
  static let blanks = ScalarSet([0x09...0x0A, 0x0D...0x0D, 0x20...0x20])
  static let anyButLineEnd = ScalarSet([0x0A...0x0A, 0x0D...0x0D]).inverted
  /// XML Schema's `\w`: all but punctuation, separators and others.
  static let word = ["P", "Z", "C"].compactMap(category).reduce(ScalarSet()) { $0.union($1) }
    .inverted
  /// The characters an XML name begins with.
  static let nameStart = (category("L") ?? ScalarSet()).union(
    ScalarSet([0x3A...0x3A, 0x5F...0x5F]))
  /// The characters of an XML name.
  static let name = nameStart.union(digits).union(category("M") ?? ScalarSet()).union(
    ScalarSet([0x2D...0x2E, 0xB7...0xB7]))

  /// The scalars of a general category such as `Lu`, or of a group of them such as `L`.
  static func category(_ name: String) -> ScalarSet? {
    guard name.unicodeScalars.count == 1 || name.unicodeScalars.count == 2 else { return nil }
    let ranges = runs.filter { $0.category.hasPrefix(name) }.map(\.range)
    return ranges.isEmpty ? nil : ScalarSet(ranges)
  }

  /// All scalars in runs of one category, from the standard library's tables.
  private static let runs: [(range: ClosedRange<UInt32>, category: String)] = {
    var runs: [(range: ClosedRange<UInt32>, category: String)] = []
    var start: UInt32 = 0
    var current: Unicode.GeneralCategory?
    for value in 0...UInt32(0x110000) {
      let category = Unicode.Scalar(value)?.properties.generalCategory
      if category == current { continue }
      if let current { runs.append((start...value - 1, abbreviation(current))) }
      start = value
      current = category
    }
    return runs
  }()

  private static func abbreviation(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
