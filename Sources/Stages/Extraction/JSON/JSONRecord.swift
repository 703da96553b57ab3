import Columnar

/// Reads one JSON text after the other and keeps what the wanted paths lead to.
///
/// Values stay where they are: a run is a place in the bytes, as the text of a number or the inside of a
/// string. RFC 8259 to the letter; a reading that fails leaves the findings.
struct JSONRecord {
  /// What a path leads to in the record at hand.
  struct Run {
    var start = -1
    var length = 0
    var hasEscapes = false
    /// Whether the path was met, with null perhaps.
    var isMet = false
  }

  /// A row of a child table, kept until its record turns out to be good.
  struct PendingChild {
    var table: Int
    var range: Range<Int>
    var firstCell: Int
  }

  /// What is wrong with a record.
  enum Fault: Equatable {
    case structure, encoding, length
  }

  let paths: JSONPaths
  private let limits: JSONLimits
  private(set) var runs: [Run]
  private(set) var children: [PendingChild] = []
  private(set) var childCells: [Run] = []
  /// The first things wrong with the record, each with the run it is about or -1.
  private(set) var findings: [(fault: Fault, run: Int)] = []

  private var at = 0
  private var end = 0
  /// The object in which each node was met last, to find names that occur twice.
  private var metIn: [Int]
  private var objectCount = 0
  private var name: [UInt8] = []

  init(_ paths: JSONPaths, _ limits: JSONLimits) {
    self.paths = paths
    self.limits = limits
    runs = [Run](repeating: Run(), count: paths.runTables.count)
    metIn = [Int](repeating: 0, count: paths.nodes.count)
  }

  /// Reads the text in a range; it is good if there are no findings then.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for run in runs.indices { runs[run] = Run() }
    children.removeAll(keepingCapacity: true)
    childCells.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
    (at, end) = (range.lowerBound, range.upperBound)
    let isGood = readValue(bytes, 0, depth: 1)
    if isGood { skipSpace(bytes) }
    if (!isGood || at != end) && findings.isEmpty { find(.structure) }
  }

  private mutating func find(_ fault: Fault, _ run: Int = -1) {
    guard findings.count < 16, !findings.contains(where: { $0 == (fault, run) }) else { return }
    findings.append((fault, run))
  }

  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while at < end {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      at &+= 1
    }
  }

  /// Reads a value at a node, or below none (-1); `false` where it is no JSON.
  private mutating func readValue(_ bytes: Span<UInt8>, _ node: Int, depth: Int) -> Bool {
    skipSpace(bytes)
    guard at < end else { return false }
    let isRow = node > 0 && paths.nodes[node].table >= 0
    switch bytes[at] {
    case UInt8(ascii: "{"):
      return isRow
        ? readChild(bytes, node, depth) : readObject(bytes, node, depth, isDue: node != 0)
    case UInt8(ascii: "["): return readList(bytes, node, depth)
    default:
      guard isRow else { return readScalar(bytes, node, isRow: false) }
      // A null among the items of a child table is no row of it.
      return bytes[at] == UInt8(ascii: "n")
        ? readText(bytes) != nil : readChild(bytes, node, depth)
    }
  }

  /// Reads a value that is a row of a child table.
  private mutating func readChild(_ bytes: Span<UInt8>, _ node: Int, _ depth: Int) -> Bool {
    let table = paths.nodes[node].table + 1
    for run in runs.indices where paths.runTables[run] == table { runs[run] = Run() }
    let start = at
    let isGood =
      bytes[at] == UInt8(ascii: "{")
      ? readObject(bytes, node, depth, isDue: false) : readScalar(bytes, node, isRow: true)
    guard isGood else { return false }
    children.append(
      PendingChild(table: table - 1, range: start..<at, firstCell: childCells.count))
    for choices in paths.columns[table] { childCells.append(first(of: choices)) }
    return true
  }

  /// The first run of some that is there.
  func first(of choices: [Int]) -> Run {
    for run in choices where runs[run].start >= 0 { return runs[run] }
    return Run()
  }

  /// Reads an object; where a text is due instead, that is found.
  private mutating func readObject(
    _ bytes: Span<UInt8>, _ node: Int, _ depth: Int, isDue: Bool
  ) -> Bool {
    guard depth <= limits.depth else {
      find(.length)
      return false
    }
    if isDue, node >= 0, paths.nodes[node].run >= 0 { find(.structure, paths.nodes[node].run) }
    objectCount &+= 1
    let object = objectCount
    at &+= 1
    skipSpace(bytes)
    if at < end, bytes[at] == UInt8(ascii: "}") {
      at &+= 1
      return true
    }
    var expected = 0
    while true {
      skipSpace(bytes)
      guard at < end, bytes[at] == UInt8(ascii: "\""), let key = readString(bytes) else {
        return false
      }
      var next = -1
      if node >= 0 {
        next = self.next(bytes, node, key, &expected)
        if next >= 0 {
          if metIn[next] == object { find(.structure, paths.nodes[next].run) }
          metIn[next] = object
        }
      }
      skipSpace(bytes)
      guard at < end, bytes[at] == UInt8(ascii: ":") else { return false }
      at &+= 1
      guard readValue(bytes, next, depth: depth + 1) else { return false }
      skipSpace(bytes)
      guard at < end else { return false }
      let byte = bytes[at]
      at &+= 1
      if byte == UInt8(ascii: "}") { return true }
      guard byte == UInt8(ascii: ",") else { return false }
    }
  }

  /// The node that a member leads to, or -1; members mostly come in the order of the columns.
  private mutating func next(
    _ bytes: Span<UInt8>, _ node: Int, _ key: Run, _ expected: inout Int
  ) -> Int {
    let members = paths.nodes[node].members
    guard !members.isEmpty else { return -1 }
    if key.hasEscapes {
      name.removeAll(keepingCapacity: true)
      JSONText.unescape(bytes, key.start..<key.start + key.length, into: &name)
      return members.first { name[...] == paths.names[paths.members[$0].name] }
        .map { paths.members[$0].node } ?? -1
    }
    for step in 0..<members.count {
      var index = expected &+ step
      if index >= members.count { index &-= members.count }
      let member = paths.members[members.lowerBound &+ index]
      guard matches(bytes, key, member.name) else { continue }
      expected = index &+ 1 == members.count ? 0 : index &+ 1
      return member.node
    }
    return -1
  }

  private func matches(_ bytes: Span<UInt8>, _ key: Run, _ name: Range<Int>) -> Bool {
    guard name.count == key.length else { return false }
    var place = key.start
    for index in name {
      guard paths.names[index] == bytes[place] else { return false }
      place &+= 1
    }
    return true
  }

  /// Reads a list; its items stand where it stands.
  private mutating func readList(_ bytes: Span<UInt8>, _ node: Int, _ depth: Int) -> Bool {
    guard depth <= limits.depth else {
      find(.length)
      return false
    }
    if node == 0 {
      find(.structure)
    } else if node > 0, paths.nodes[node].table < 0, paths.nodes[node].run >= 0 {
      find(.structure, paths.nodes[node].run)
    }
    at &+= 1
    skipSpace(bytes)
    if at < end, bytes[at] == UInt8(ascii: "]") {
      at &+= 1
      return true
    }
    while true {
      guard readValue(bytes, node, depth: depth + 1) else { return false }
      skipSpace(bytes)
      guard at < end else { return false }
      let byte = bytes[at]
      at &+= 1
      if byte == UInt8(ascii: "]") { return true }
      guard byte == UInt8(ascii: ",") else { return false }
    }
  }

  /// Reads a string, a number or a literal, and keeps it where it is wanted.
  private mutating func readScalar(_ bytes: Span<UInt8>, _ node: Int, isRow: Bool) -> Bool {
    let run = node >= 0 ? paths.nodes[node].run : -1
    if run < 0 && (node == 0 || isRow) { find(.structure) }
    guard var value = readText(bytes) else { return false }
    guard run >= 0 else { return true }
    if runs[run].isMet { find(.structure, run) }
    if value.length > limits.textBytes { find(.length, run) }
    value.isMet = true
    runs[run] = value
    return true
  }

  /// Reads a string, number or literal; null has no place.
  private mutating func readText(_ bytes: Span<UInt8>) -> Run? {
    switch bytes[at] {
    case UInt8(ascii: "\""): return readString(bytes)
    case UInt8(ascii: "t"): return readLiteral(bytes, 4, ending: 0x7472_7565)
    case UInt8(ascii: "f"): return readLiteral(bytes, 5, ending: 0x616C_7365)
    case UInt8(ascii: "n"):
      return readLiteral(bytes, 4, ending: 0x6E75_6C6C) == nil ? nil : Run()
    default:
      let start = at
      guard JSONText.passNumber(bytes, &at, end) else { return nil }
      return Run(start: start, length: at - start)
    }
  }

  /// Reads a literal by its last four bytes; the first has been looked at.
  private mutating func readLiteral(
    _ bytes: Span<UInt8>, _ length: Int, ending: UInt32
  ) -> Run? {
    let start = at
    guard at &+ length <= end else { return nil }
    at &+= length
    var word: UInt32 = 0
    for place in at &- 4..<at { word = word << 8 | UInt32(bytes[place]) }
    return word == ending ? Run(start: start, length: length) : nil
  }

  /// Reads a string; the run is what lies between the quotes.
  private mutating func readString(_ bytes: Span<UInt8>) -> Run? {
    let start = at &+ 1
    var place = start
    while place < end {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        at = place &+ 1
        return Run(start: start, length: place &- start)
      }
      if byte == UInt8(ascii: "\\") { break }
      guard byte >= 0x20 else { return nil }
      place &+= 1
    }
    at = place
    guard let outcome = JSONText.passEscapes(bytes, &at, end) else { return nil }
    if outcome == .loneSurrogate { find(.encoding) }
    return Run(start: start, length: at &- 1 &- start, hasEscapes: true)
  }
}
