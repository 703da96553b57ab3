import Planning

/// A column of a guessed definition with what was seen of its values.
struct GuessedColumn {
  /// The column's name.
  var name: String
  /// The headers or paths that carry it.
  var headers: [String]
  /// Whether some unit lacks it.
  var isOptional: Bool
  /// What its values look like, before any step.
  var profile: ProfileSummary.Column?

  private static let separators: [Character] = ["/", ".", "-"]

  /// The date formats that its values have, or none where they are anything but whole dates.
  var dateFormats: [String] {
    guard let profile, profile.detailed > 0 else { return [] }
    var formats: [String] = []
    var fitting = 0
    for shape in profile.shapes {
      guard let format = Self.format(of: shape.value) else { continue }
      fitting += shape.count
      if !formats.contains(format) { formats.append(format) }
    }
    return fitting * 100 >= profile.represented * 97 ? formats.sorted() : []
  }

  /// The format that a shape such as `99/9/9999` shows; day first, as everywhere in Vietnam.
  private static func format(of shape: String) -> String? {
    if shape == "9999-99-99" { return "yyyy-MM-dd" }
    for separator in separators {
      let parts = shape.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[2] == "9999",
        parts[..<2].allSatisfy({ $0 == "99" || $0 == "9" })
      else { continue }
      return ["dd", "MM", "yyyy"].joined(separator: String(separator))
    }
    return nil
  }

  /// Whether it may be part of what tells records apart.
  var isIdentifier: Bool {
    guard let profile, !isOptional, profile.rows > 0, profile.filled == profile.rows,
      profile.distinct > 1
    else { return false }
    let words = Set(name.split(separator: "_").map(String.init))
    return !words.isDisjoint(with: ["so", "ma", "id", "quyen", "noi"])
      && words.isDisjoint(with: ["stt", "ten", "sinh"]) && dateFormats.isEmpty
  }

  /// What was seen, as a comment.
  func evidence(_ say: Wording) -> String {
    guard let profile, profile.rows > 0 else { return say("no rows seen") }
    let share = profile.filled * 100 / profile.rows
    guard profile.filled > 0 else { return say("\(share) % filled: kept as text") }
    var parts = [say("\(share) % filled"), say("\(profile.distinct) different")]
    if let shortest = profile.shortest, let longest = profile.longest {
      let lengths = shortest == longest ? "\(shortest)" : "\(shortest)–\(longest)"
      parts.append(say("\(lengths) characters"))
    }
    if !dateFormats.isEmpty {
      parts.append(say("dates"))
    } else if profile.distinct <= 12, !profile.top.isEmpty {
      let codes = profile.top.map { Self.visible($0.value) }.joined(separator: " | ")
      parts.append(say("code table? \(codes)"))
    } else {
      let shapes = profile.shapes.prefix(3).map { Self.visible($0.value) }.joined(separator: " | ")
      parts.append(say("text like \(shapes)"))
    }
    return parts.joined(separator: ", ")
  }

  /// A text that stays on its line and in its comment.
  private static func visible(_ text: String) -> String {
    String(
      text.map { $0.isNewline || $0 == "\t" || $0.asciiValue.map { $0 < 32 } ?? false ? "·" : $0 })
  }
}
