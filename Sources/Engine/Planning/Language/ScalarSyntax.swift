/// How single values are written.
enum ScalarSyntax {
  /// A whole number in decimal digits.
  static func integer(_ text: String) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  /// A row's number from 1, or rows such as `3-4`; at most ten.
  static func rows(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      integer(String($0))
    }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first >= 1,
      last >= first, last <= 1_048_576, last - first < 10
    else { return nil }
    return first...last
  }

  /// A place `6-25` (from, to), `6+20` (from, width) or `6`, counted from 1: its start from 0, and its
  /// width.
  static func extent(_ text: String) -> (start: Int, width: Int)? {
    let sign: Character = text.contains("+") ? "+" : "-"
    let parts = text.split(separator: sign, omittingEmptySubsequences: false).map {
      $0.utf8.count <= 7 ? integer(String($0)) : nil
    }
    guard let first = parts[0], first >= 1, parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return (first - 1, 1) }
    guard let second = parts[1] else { return nil }
    let width = sign == "+" ? second : second - first + 1
    return width >= 1 && second >= 1 ? (first - 1, width) : nil
  }

  /// `true` or `false`, as YAML 1.2 has it.
  static func boolean(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// A number of bytes: `512`, `64KB`, `8MB`, `10GB`, `1TB`, in powers of 1024.
  static func size(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = integer(String(digits)), number > 0 else { return nil }
    let shift: Int
    switch text.dropFirst(digits.count).uppercased() {
    case "", "B": shift = 0
    case "KB": shift = 10
    case "MB": shift = 20
    case "GB": shift = 30
    case "TB": shift = 40
    default: return nil
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : product
  }

  /// A share from 0 % to 100 %, such as `5%` or `0.5%`.
  static func percent(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return nil }
    return share(String(text.dropLast()))
  }

  /// A number from 0 to 100.
  static func share(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    guard isPlain, !text.hasPrefix("."), !text.hasSuffix("."), let number = Double(text),
      (0...100).contains(number)
    else { return nil }
    return number
  }

  /// A calendar day as `yyyy-mm-dd`.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ integer($0) != nil }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), day >= 1
    else { return false }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1]
  }
}
