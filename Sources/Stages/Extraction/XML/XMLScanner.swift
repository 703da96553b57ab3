import Columnar

/// Reads runs of plain records without the parser, and knows when it is worth trying.
///
/// What it accepts is a strict part of what libxml2 accepts, and gives the same rows; it stops before
/// anything else, and the parser goes on from there.
struct XMLScanner {
  var elements: ElementScanner
  /// For each column, the slots that may fill it.
  let choices: [[Int]]
  /// The number of records scanned in all, and since the last start.
  private(set) var total = 0
  private var run = 0
  /// How many records the parser reads before the next try.
  private var patience = 1
  private var left = 1

  /// Creates a scanner, unless the paths ask for more than plain elements.
  init?(_ pattern: XMLPattern, _ shape: XMLShape) {
    let depth = shape.record.split(separator: "/").count + 1
    guard let plain = pattern.plainElements, depth <= shape.limits.depth else { return nil }
    elements = ElementScanner(
      record: plain.record, width: pattern.runTables.count, capacity: 1024,
      textBytes: min(shape.limits.textBytes, 1 << 20),
      recordBytes: min(shape.limits.recordBytes, 1 << 22), elements: shape.limits.elements)
    for element in plain.elements { elements.addName(element.name, slot: element.run) }
    choices = pattern.columns[0]
  }

  /// Counts a record that the parser read, and says whether to try scanning behind it.
  mutating func shouldStart() -> Bool {
    left -= 1
    guard left <= 0 else { return false }
    run = 0
    return true
  }

  /// Counts records scanned.
  mutating func add(_ count: Int) {
    total += count
    run += count
  }

  /// Gives way to the parser, the longer the less there was to scan.
  mutating func stop() {
    patience = run >= 64 ? 1 : min(patience * 2, 1024)
    left = patience
  }

  /// Passes over elements of a name from now on; a document may have a hundred such names.
  mutating func skip(_ name: ArraySlice<UInt8>) -> Bool {
    guard elements.nameCount < choices.count + 100 else { return false }
    elements.addName(Array(name), slot: -1)
    return true
  }
}
