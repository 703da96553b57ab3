extension DateFormat {
  /// Turns a format's text into steps.
  static func compile(_ text: [UInt8]) throws(Problem) -> [Step] {
    guard !text.isEmpty else { throw Problem(message: "the date format is empty") }
    return text.contains(0x25) ? try directives(text) : try letters(text)
  }

  /// `strptime` directives.
  private static func directives(_ text: [UInt8]) throws(Problem) -> [Step] {
    var steps: [Step] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == 0x25 else {
        append(literal: byte, to: &steps)
        continue
      }
      guard index < text.count else { throw Problem(message: "the date format ends with a lone %") }
      let letter = text[index]
      index += 1
      if letter == 0x25 {
        steps.append(.literal(0x25))
      } else if let more = directive(letter) {
        steps += more
      } else {
        let name = "%" + String(decoding: [letter], as: UTF8.self)
        throw Problem(message: "the date directive \(name) is not supported")
      }
    }
    return steps
  }

  private static func directive(_ letter: UInt8) -> [Step]? {
    switch UnicodeScalar(letter) {
    case "Y": [.year]
    case "y": [.shortYear]
    case "m": [.month]
    case "d", "e": [.day]
    case "j": [.dayOfYear]
    case "H": [.hour]
    case "I": [.hour12]
    case "M": [.minute]
    case "S": [.second]
    case "f": [.fraction]
    case "z": [.zone]
    case "p": [.halfOfDay]
    case "n", "t": [.blanks]
    case "F": [.year, .literal(0x2D), .month, .literal(0x2D), .day]
    case "D": [.month, .literal(0x2F), .day, .literal(0x2F), .shortYear]
    case "T": [.hour, .literal(0x3A), .minute, .literal(0x3A), .second]
    case "R": [.hour, .literal(0x3A), .minute]
    default: nil
    }
  }

  /// Runs of letters: `dd/MM/yyyy HH:mm:ss`; `mm` is the month until an hour has been read.
  private static func letters(_ text: [UInt8]) throws(Problem) -> [Step] {
    var steps: [Step] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      var length = 1
      while index + length < text.count && text[index + length] == byte { length += 1 }
      index += length
      guard (byte >= 0x41 && byte <= 0x5A && byte != 0x54) || (byte >= 0x61 && byte <= 0x7A) else {
        for _ in 0..<length { append(literal: byte, to: &steps) }
        continue
      }
      let hasHour = steps.contains(.hour) || steps.contains(.hour12)
      switch (UnicodeScalar(byte), length) {
      case ("d", 1...2), ("D", 1...2): steps.append(.day)
      case ("M", 1...2): steps.append(.month)
      case ("m", 1...2): steps.append(hasHour ? .minute : .month)
      case ("y", 4), ("Y", 4): steps.append(.year)
      case ("y", 2), ("Y", 2): steps.append(.shortYear)
      case ("H", 1...2): steps.append(.hour)
      case ("h", 1...2): steps.append(.hour12)
      case ("s", 1...2): steps.append(.second)
      case ("S", 1...6): steps.append(.fraction)
      case ("a", 1): steps.append(.halfOfDay)
      default:
        let run = String(decoding: [UInt8](repeating: byte, count: length), as: UTF8.self)
        throw Problem(message: "'\(run)' in the date format is not supported")
      }
    }
    return steps
  }

  private static func append(literal byte: UInt8, to steps: inout [Step]) {
    guard byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) else {
      steps.append(.literal(byte))
      return
    }
    if steps.last != .blanks { steps.append(.blanks) }
  }
}
