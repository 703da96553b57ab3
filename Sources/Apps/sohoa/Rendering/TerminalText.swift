extension String {
  /// The columns that a terminal uses: one a character, for the scripts that SoHoa shows.
  var terminalWidth: Int { count }

  /// The text, its middle left out where it is longer than a column may be.
  func shortened(to width: Int) -> String {
    guard count > width, width > 0 else { return self }
    let half = (width - 1) / 2
    return prefix(width - 1 - half) + "…" + suffix(half)
  }

  /// The text on one line with control characters shown, so that a record cannot steer the terminal.
  var onOneLine: String { escaped { _ in false } }

  /// The text with control characters other than line feeds and tabs shown.
  var visible: String { escaped { $0 == "\n" || $0 == "\t" } }

  private func escaped(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
    var text = ""
    for scalar in unicodeScalars {
      let isControl =
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
      if !isControl || isKept(scalar) {
        text.unicodeScalars.append(scalar)
      } else if scalar == "\n" {
        text += "⏎"
      } else {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return text
  }
}

extension Int {
  /// The number with a mark between groups of three digits: dots as in Vietnam, or commas in English.
  var grouped: String { grouped(by: Speech.current == .english ? "," : ".") }

  /// The number with a mark between groups of three digits.
  func grouped(by mark: Character) -> String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(mark) }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }
}
