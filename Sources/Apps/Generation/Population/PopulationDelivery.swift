/// The registers of an invented population, consistent with one another, and the truth about them.
///
/// The people are made block by block, so memory does not grow with their number.
public struct PopulationDelivery {
  /// How many people appear at least.
  public var persons: Int
  /// Decides everything.
  public var seed: UInt64 = 2026
  /// How many rows in a thousand are spoiled.
  public var defectsPerMille = 10
  /// How many in a thousand come twice, half of them changed.
  public var duplicatesPerMille = 2
  /// How many names in a thousand are written otherwise, or the birth date is.
  public var variationsPerMille = 120
  /// How many couples each commune begins with.
  public var couples = 60
  /// How many blocks' books make up a file.
  public var blocksPerUnit = 8
  /// At most so many rows of a register's file, for samples; the blocks' events beyond are left out.
  public var rowsPerUnit = Int.max

  /// Creates a delivery of at least so many people.
  public init(persons: Int) { self.persons = persons }

  /// Writes a folder for each register and the truth beside them.
  ///
  /// - Parameter directory: is created if it is not there.
  /// - Returns: what has to become of all rows, and how many people there are.
  /// - Throws: what the file system refuses.
  public func write(into directory: String) throws -> (rows: Counts, persons: Int) {
    var truth = try PopulationTruth(directory: directory)
    var units: [RegisterUnit?] = Array(
      repeating: nil, count: Register.allCases.count * District.communesPerDistrict)
    var number = 0
    var count = 0
    while count < persons {
      let block = Block(number: number, couples: couples, seed: seed)
      truth.begin(block)
      count += block.people.count
      var rows = PopulationRows(
        block: block, seed: seed, variationsPerMille: variationsPerMille)
      try write(&rows, to: &units, truth: &truth, directory: directory)
      try truth.end(rows)
      number += 1
      if number % blocksPerUnit == 0 { try finish(&units, &truth) }
    }
    try finish(&units, &truth)
    try truth.finish()
    return (truth.rows.total, count)
  }

  private func finish(_ units: inout [RegisterUnit?], _ truth: inout PopulationTruth) throws {
    for index in units.indices {
      try units[index]?.finish(&truth)
      units[index] = nil
    }
  }

  /// Writes a block's events, register after register and book after book, in the order of the days.
  private func write(
    _ rows: inout PopulationRows, to units: inout [RegisterUnit?], truth: inout PopulationTruth,
    directory: String
  ) throws {
    let events = rows.block.events
    func rank(_ event: LifeEvent) -> Int {
      (event.register.rawValue * District.communesPerDistrict + event.commune) << 24 | event.day
    }
    let order = events.indices.sorted {
      (rank(events[$0]), $0) < (rank(events[$1]), $1)
    }
    var book = -1
    var entry = 0
    for index in order {
      let event = events[index]
      let slot = event.register.rawValue * District.communesPerDistrict + event.commune
      // A year's numbers begin anew, and so do those of the commune that the reform makes.
      let isNew = event.day >= District.reform
      let next = (slot * 2 + (isNew ? 1 : 0)) << 12 | Day(number: event.day).year
      entry = next == book ? entry + 1 : 1
      book = next
      let unit = try units[slot] ?? open(event, of: rows.block, directory: directory)
      units[slot] = unit
      if unit.counts.records >= rowsPerUnit { continue }
      rows.allowsCapitals = !unit.isLegacy
      rows.write(event, line: unit.counts.records + 1, entry: entry)
      try unit.write(&rows, truth: &truth)
    }
  }

  private func open(
    _ event: LifeEvent, of block: Block, directory: String
  ) throws -> RegisterUnit {
    let slot = event.commune
    let commune = block.district.communes[slot].old.prefix { $0 != "," }
    let slug = NameVariation.bare(String(commune)).lowercased().replacing(" ", with: "-")
    let digits = String(block.number)
    let name = String(repeating: "0", count: max(0, 5 - digits.count)) + digits + "-" + slug
    return try RegisterUnit(
      event.register, RegisterFormat.of(event.register)[slot],
      path: "\(directory)/\(event.register.folder)", name: name,
      seed: seed &+ UInt64(block.number * 1000 + event.register.rawValue * 10 + slot),
      defectsPerMille: defectsPerMille, duplicatesPerMille: duplicatesPerMille)
  }
}
