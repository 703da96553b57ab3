import Dataflow
import Linking

/// Holds decisions against the records of a link and against one another.
struct DecisionCheck {
  let file: LinkDecisions
  /// The decisions that stand.
  let standing: [LinkDecision]

  /// Refuses what contradicts itself or what stands.
  ///
  /// - Throws: `Diagnostic` that names the pair and the records by which it is together and apart.
  func check() throws {
    var verdicts: [[String]: Bool] = [:]
    for decision in standing { verdicts[[decision.left, decision.right]] = decision.isTogether }
    var lines: [[String]: LinkDecisions.Entry] = [:]
    for entry in file.entries {
      if let former = lines[entry.pair], former.isTogether != entry.isTogether {
        throw Diagnostic(
          "SH5914",
          "\(file.path):\(entry.line) and line \(former.line) decide differently on \(entry.left) and \(entry.right)",
          status: .input, remedy: "keep one of the two lines")
      }
      lines[entry.pair] = entry
      verdicts[entry.pair] = entry.isTogether
    }
    var neighbours: [String: [String]] = [:]
    for pair in verdicts.keys.sorted(by: Self.precedes) where verdicts[pair] == true {
      neighbours[pair[0], default: []].append(pair[1])
      neighbours[pair[1], default: []].append(pair[0])
    }
    for pair in verdicts.keys.sorted(by: Self.precedes) where verdicts[pair] == false {
      guard let path = Self.path(from: pair[0], to: pair[1], neighbours) else { continue }
      let place = lines[pair].map { "\(file.path):\($0.line): " } ?? ""
      throw Diagnostic(
        "SH5915",
        "\(place)\(pair[0]) and \(pair[1]) are decided apart, but together by \(path.joined(separator: " ~ "))",
        status: .input,
        remedy: "withdraw one of these decisions with none, or decide it otherwise")
    }
  }

  private static func precedes(_ one: [String], _ other: [String]) -> Bool {
    one.lexicographicallyPrecedes(other)
  }

  /// The shortest way from one record to another.
  private static func path(
    from start: String, to end: String, _ neighbours: [String: [String]]
  ) -> [String]? {
    var before: [String: String] = [start: start]
    var (queue, next) = ([start], 0)
    while next < queue.count {
      let record = queue[next]
      next += 1
      for neighbour in neighbours[record] ?? [] where before[neighbour] == nil {
        before[neighbour] = record
        queue.append(neighbour)
      }
    }
    guard before[end] != nil else { return nil }
    var path = [end]
    while let last = path.last, last != start { path.append(before[last] ?? start) }
    return path.reversed()
  }
}
