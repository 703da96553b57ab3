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
  /// How many numbers in a thousand are left out of books.
  public var gapsPerMille = 3
  /// How many names in a thousand are written otherwise, or the birth date is.
  public var variationsPerMille = 120
  /// How many couples each commune begins with.
  public var couples = 60
  /// How hard files are packed, 0...9.
  public var level = 1
  /// How many blocks' books make up a file.
  public var blocksPerUnit = 8
  /// About so many rows of a block in a file, taken evenly over the years; all but for samples.
  public var rowsPerBook = Int.max

  /// Whether an extract of the national database comes with it, which a reference match compares.
  public var hasNationalExtract = false

  /// Creates a delivery of at least so many people.
  public init(persons: Int) { self.persons = persons }

  /// Writes a folder for each register and the truth beside them.
  ///
  /// - Parameter directory: is created if it is not there.
  /// - Returns: what has to become of all rows, and how many people there are.
  /// - Throws: what the file system refuses.
  public func write(into directory: String) throws -> (rows: Counts, persons: Int) {
    var truth = try PopulationTruth(directory: directory)
    let extract = hasNationalExtract ? try NationalExtract(directory: directory) : nil
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
      try extract?.write(rows, appearances: truth.appearances)
      number += 1
      if number % blocksPerUnit == 0 { try finish(&units, &truth) }
    }
    try finish(&units, &truth)
    try truth.finish()
    try extract?.finish()
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
    // A book without entries is delivered too.
    for register in Register.allCases {
      for commune in 0..<District.communesPerDistrict {
        let slot = register.rawValue * District.communesPerDistrict + commune
        if units[slot] == nil {
          units[slot] = try open(register, commune, of: rows.block, directory: directory)
        }
      }
    }
    // Deaths come first, because what the dead do afterwards is to be found.
    func rank(_ event: LifeEvent) -> Int {
      (event.register == .death ? event.commune : event.slot + 4) << 24 | event.day
    }
    var ranks = events.indices.map { rank(events[$0]) << 20 | $0 }
    ranks.sort()
    let order = ranks.map { $0 & 0xF_FFFF }
    let counts = order.reduce(into: Array(repeating: 0, count: units.count)) { counts, index in
      counts[events[index].slot] += 1
    }
    var seen = Array(repeating: 0, count: units.count)
    var book = -1
    var entry = 0
    var around = RegisterDefect.Surroundings(lastNumber: [], dead: [], day: 0)
    for index in order {
      let event = events[index]
      let slot = event.slot
      seen[slot] += 1
      guard let unit = units[slot],
        event.isWanted(seen[slot], of: counts[slot], rows: rowsPerBook)
      else { continue }
      // A year's numbers begin anew, and so do those of the commune that the reform makes.
      let isNew = event.day >= District.reform && !event.register.isNotice
      let next = (slot * 2 + (isNew ? 1 : 0)) << 12 | Day(number: event.day).year
      entry = next == book ? entry + (unit.leavesGap() ? 2 : 1) : 1
      book = next
      around.day = event.day
      rows.allowsCapitals = !unit.isLegacy
      rows.write(event, line: unit.counts.records + 1, entry: entry)
      let isLoaded = try unit.write(&rows, entry: &entry, in: around, truth: &truth)
      if isLoaded, event.register == .death { rows.bury(event, in: &around) }
    }
  }

  private func open(
    _ register: Register, _ slot: Int, of block: Block, directory: String
  ) throws -> RegisterUnit {
    let commune = block.district.communes[slot].old.prefix { $0 != "," }
    let slug = NameVariation.bare(String(commune)).lowercased().replacing(" ", with: "-")
    let digits = String(block.number)
    let name = String(repeating: "0", count: max(0, 5 - digits.count)) + digits + "-" + slug
    return try RegisterUnit(
      register, RegisterFormat.of(register)[slot],
      path: "\(directory)/\(register.folder)", name: name,
      seed: seed &+ UInt64(block.number * 1000 + register.rawValue * 10 + slot),
      level: level, defectsPerMille: defectsPerMille, duplicatesPerMille: duplicatesPerMille,
      gapsPerMille: gapsPerMille)
  }
}

extension PopulationRows {
  /// Notes a death in the register under the nine digits, in the order of the days.
  fileprivate func bury(_ event: LifeEvent, in around: inout RegisterDefect.Surroundings) {
    let died = block.people[event.person].died
    guard paperKind(event.person, on: died) == 1 else { return }
    let sheet = RegisterSheet.all[Register.death.rawValue]
    let number = record.value(sheet.index("nkt_so_giay_to"))
    let place = around.dead.firstIndex { $0.died > died } ?? around.dead.count
    around.dead.insert((died, number), at: place)
  }
}

extension LifeEvent {
  /// The position of its book among those of all registers and communes.
  fileprivate var slot: Int { register.rawValue * District.communesPerDistrict + commune }

  /// Whether a sample of so many rows has this one; household books are taken from their beginning.
  fileprivate func isWanted(_ position: Int, of count: Int, rows: Int) -> Bool {
    guard count > rows else { return true }
    if register == .household || register == .member { return position <= rows }
    return position * rows / count != (position - 1) * rows / count
  }
}
