internal import Dataflow

/// Which of a unit's columns carry the fields that are wanted.
struct HeaderMatch {
  /// The column of each field, from 0, or `nil` where an optional field has none.
  private(set) var columns: [Int?] = []
  /// The names that no field asks for, in order.
  private(set) var unused: [String] = []

  /// Matches fields with names; `isNamed` is false when the names are the columns' numbers.
  init(fields: [SourceField], headers: [String], isNamed: Bool) throws(Diagnostic) {
    var missing: [SourceField] = []
    for field in fields {
      let column = try Self.column(of: field, in: headers)
      columns.append(column)
      if column == nil && field.isRequired { missing.append(field) }
    }
    // A unit without rows has no columns either, which harms nobody.
    if !missing.isEmpty && (isNamed || !headers.isEmpty) {
      throw Self.diagnostic(missing: missing, headers: headers)
    }
    let used = Set(columns.compactMap(\.self))
    unused = headers.indices.filter { !used.contains($0) }.map { headers[$0] }
  }

  /// A name as it is compared and shown: up to its first line break, without surplus white space.
  static func cleaned(_ name: String) -> String {
    let line = name.drop(while: \.isWhitespace).prefix { !$0.isNewline }
    return line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func column(
    of field: SourceField, in headers: [String]
  ) throws(Diagnostic) -> Int? {
    for spelling in field.headers {
      let wanted = cleaned(spelling)
      var found = headers.indices.filter { headers[$0] == wanted }
      if found.isEmpty {
        found = headers.indices.filter { headers[$0].lowercased() == wanted.lowercased() }
      }
      guard found.count <= 1 else {
        throw Diagnostic(
          "SH3105",
          "the field '\(field.name)' has several columns: "
            + found.map { "'\(headers[$0])' in column \($0 + 1)" }.joined(separator: ", "),
          status: .input, remedy: "give the columns different names in the unit")
      }
      if let column = found.first { return column }
    }
    return nil
  }

  private static func diagnostic(missing: [SourceField], headers: [String]) -> Diagnostic {
    let names = missing.map { field -> String in
      let nearest = field.headers.compactMap { Self.nearest(to: cleaned($0), in: headers) }.first
      let hint = nearest.map { ", did you mean '\($0)'?" } ?? ""
      return "'\(field.name)' (\(field.headers.joined(separator: " or "))\(hint))"
    }
    return Diagnostic(
      "SH3104", "the unit has no column for " + names.joined(separator: ", "), status: .input,
      remedy: "its columns are: " + headers.joined(separator: ", "))
  }

  /// The name at most a third of its letters away, or `nil`.
  private static func nearest(to wanted: String, in headers: [String]) -> String? {
    let letters = Array(wanted.lowercased())
    var best: (name: String, distance: Int)?
    for header in headers where !header.isEmpty {
      let distance = distance(letters, Array(header.lowercased().prefix(200)))
      if distance <= max(1, letters.count / 3) && distance < best?.distance ?? .max {
        best = (header, distance)
      }
    }
    return best?.name
  }

  /// The number of letters to insert, remove or replace (Levenshtein).
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
