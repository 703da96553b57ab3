import Foundation

/// How a name is written otherwise than it is, without being wrong by any rule.
enum NameVariation: String, CaseIterable, Sendable {
  case none
  case bare, otherTone = "other-tone", lostTone = "lost-tone", droppedThi = "dropped-thi"
  case iForY = "i-y", tonePlacement = "tone-placement", lookAlike = "look-alike", capitals

  /// The name so written, or `nil` where it stays as it is.
  func apply(to name: String) -> String? {
    let changed =
      switch self {
      case .none: name
      case .bare: Self.bare(name)
      case .lostTone: Self.lastWord(of: name) { Self.withTone(nil, in: $0) }
      case .otherTone: Self.lastWord(of: name, Self.swapTone)
      case .droppedThi: Self.replaceFirst(in: name, [(" Thị ", " ")])
      case .iForY: Self.swapIY(name)
      case .tonePlacement: Self.moveTone(name)
      case .lookAlike: Self.replaceFirst(in: name, Self.lookAlikes)
      case .capitals: name.uppercased()
      }
    return changed == name ? nil : changed
  }

  private static let tones: Set<Unicode.Scalar> = [
    "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}",
  ]

  static func bare(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "đ": scalars.append("d")
      case "Đ": scalars.append("D")
      case _ where scalar.properties.generalCategory == .nonspacingMark: continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func lastWord(of name: String, _ change: (String) -> String) -> String {
    var words = name.split(separator: " ").map(String.init)
    guard let last = words.popLast() else { return name }
    return (words + [change(last)]).joined(separator: " ")
  }

  private static func withTone(_ change: ((Unicode.Scalar) -> Unicode.Scalar)?, in word: String)
    -> String
  {
    var scalars = String.UnicodeScalarView()
    for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars {
      guard tones.contains(scalar) else {
        scalars.append(scalar)
        continue
      }
      if let change { scalars.append(change(scalar)) }
    }
    return String(scalars).precomposedStringWithCanonicalMapping
  }

  /// Hỏi and ngã, sắc and huyền are taken for each other.
  private static func swapTone(_ word: String) -> String {
    withTone(
      { tone in
        switch tone {
        case "\u{309}": "\u{303}"
        case "\u{303}": "\u{309}"
        case "\u{300}": "\u{301}"
        case "\u{301}": "\u{300}"
        default: tone
        }
      }, in: word)
  }

  private static func swapIY(_ name: String) -> String {
    replaceFirst(
      in: name,
      [
        ("Mỹ", "Mĩ"), ("Lý", "Lí"), ("Sỹ", "Sĩ"), ("Kỳ", "Kì"), ("Quý", "Quí"), ("Vy", "Vi"),
        ("My", "Mi"),
      ])
  }

  private static func moveTone(_ name: String) -> String {
    replaceFirst(
      in: name,
      [
        ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"), ("òe", "oè"), ("óe", "oé"),
      ])
  }

  /// What is misread on worn paper.
  private static let lookAlikes = [
    ("ư", "u"), ("ơ", "o"), ("ă", "â"), ("ú", "ứ"), ("rn", "m"), ("nh", "ch"), ("u", "n"),
  ]

  /// Replaces the first pair's text that occurs, once; over bytes, which is what makes it quick.
  private static func replaceFirst(in name: String, _ pairs: [(String, String)]) -> String {
    let bytes = Array(name.utf8)
    for (old, new) in pairs {
      let old = Array(old.utf8)
      for start in bytes.indices.dropLast(old.count - 1)
      where bytes[start] == old[0] && bytes[start..<start + old.count].elementsEqual(old) {
        return String(
          decoding: bytes[..<start] + new.utf8 + bytes[(start + old.count)...], as: UTF8.self)
      }
    }
    return name
  }
}

/// How a birth date is written otherwise than it is.
enum DateVariation: String, CaseIterable, Sendable {
  case none
  case yearOnly = "year-only", monthOnly = "month-only", swapped, yearSlip = "year-slip"
  case firstOfYear = "first-of-year"
}
