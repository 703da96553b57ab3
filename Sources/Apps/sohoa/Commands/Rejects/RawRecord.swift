import Dataflow

/// A refused record as text, with a caret under the field concerned where the record allows that.
///
/// The ledger keeps the field's name, not its place. In a record of XML the name leads to the element;
/// a CSV record does not say which of its fields bears which name.
struct RawRecord {
  private let record: String
  private let fields: [String]

  init(_ entry: RejectEntry) {
    record = String(decoding: entry.raw, as: UTF8.self)
    fields = entry.violations.compactMap { violation in
      violation.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init)
    }
  }

  /// The lines of the record, marked where a field was found in them.
  var text: String {
    let wanted = Set(fields.map(Self.folded))
    return record.visible.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let range = Self.element(in: line, among: wanted) else { return String(line) }
      let start = line.distance(from: line.startIndex, to: range.lowerBound)
      let length = max(1, line.distance(from: range.lowerBound, to: range.upperBound))
      let lead = line.prefix(start).map { $0 == "\t" ? "\t" : " " }.joined()
      return line + "\n" + lead + String(repeating: "^", count: length)
    }.joined(separator: "\n")
  }

  /// The first element of a line whose name is that of a field.
  private static func element(
    in line: Substring, among wanted: Set<String>
  ) -> Range<Substring.Index>? {
    var rest = line[...]
    while let open = rest.firstIndex(of: "<") {
      let name = rest[rest.index(after: open)...].prefix { !" />\t".contains($0) }
      if !name.isEmpty, wanted.contains(folded(String(name))) {
        let close = "</\(name)>"
        var end = name.endIndex
        while end < line.endIndex, !line[end...].hasPrefix(close) { end = line.index(after: end) }
        return end < line.endIndex
          ? open..<line.index(end, offsetBy: close.count) : open..<name.endIndex
      }
      rest = rest[rest.index(after: open)...]
    }
    return nil
  }

  /// A name without what sets a column's name apart from an element's: letter case and underscores.
  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" }
  }
}
