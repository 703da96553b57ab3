/// Holds the dump of a PostgreSQL database against that of an SQLite one.
public enum DumpComparison {
  /// The lines of a dump in order, with the changes of each row numbered by themselves.
  ///
  /// Rows that waited for a key are settled one by one on SQLite and many at a time on PostgreSQL, so
  /// that the order of changes is the same for each row, but not from row to row.
  public static func prepared(_ lines: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return lines.enumerated().sorted { first, second in
      (number(first.element), first.offset) < (number(second.element), second.offset)
    }.map { line in
      // The number of a finding is its own affair.
      if line.element.hasPrefix("sohoa_finding|") {
        return line.element.replacing(/^sohoa_finding\|\d+/, with: "sohoa_finding")
      }
      guard line.element.hasPrefix("sohoa_change|") else { return line.element }
      var parts = line.element.split(separator: "|", maxSplits: 8, omittingEmptySubsequences: false)
      if parts[6] == "'sohoa_finding'" { parts[7] = "finding" }
      let row = parts[6...7].joined(separator: "|")
      counts[row, default: 0] += 1
      return "sohoa_change|\(counts[row, default: 0])|" + parts[3...].joined(separator: "|")
    }.sorted()
  }

  /// The first lines that one of two prepared dumps has alone, or `nil` when they are the same.
  public static func difference(_ lines: [String], _ expected: [String]) -> String? {
    guard lines != expected else { return nil }
    let missing = Set(expected).subtracting(lines).sorted()
    let extra = Set(lines).subtracting(expected).sorted()
    return """
      \(lines.count) lines, \(expected.count) expected; \(missing.count) missing: \
      \(missing.prefix(3)), \(extra.count) extra: \(extra.prefix(3))
      """
  }

  /// The number of a change, 0 for any other line.
  private static func number(_ line: String) -> Int {
    guard line.hasPrefix("sohoa_change|") else { return 0 }
    return Int(line.split(separator: "|")[2]) ?? 0
  }
}
