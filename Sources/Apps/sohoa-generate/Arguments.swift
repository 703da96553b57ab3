import Generation

/// The command line: a profile, a directory and options.
struct Arguments {
  /// What is wrong with a command line.
  struct Problem: Error {
    var message: String
  }

  static let help = """
    Makes deliveries of birth registers of invented people, with the truth about them beside.

    USAGE
      sohoa-generate sample DIRECTORY [--seed N]
          small deliveries in every form that arrives, one of each defect, and their READMEs
      sohoa-generate bulk DIRECTORY --rows N [options]
          one file of the 70-column sheet, any size
      sohoa-generate reference DIRECTORY --rows N [options]
          the 20-column load that speed is measured with
      sohoa-generate population DIRECTORY --persons N [options]
          every register of a population that lives from 1965 to 2026, a folder each

    OPTIONS
      --rows N             the number of records
      --persons N          population: the number of people, at least
      --variations N       population: names or birth dates in a thousand written otherwise (120)
      --seed N             another seed gives other people (same seed, same bytes)
      --format csv|xml|jsonl
                           what the records are written as (csv)
      --packing plain|gzip|zip
                           what the file is packed into (zip)
      --level 0...9        how hard a bulk file is packed (6)
      --defects N          spoiled records in a thousand (bulk, population 10, reference 0)
      --duplicates N       repeated records in a thousand (bulk, population 2)
      --shuffled           reference: registration numbers in no order
      --help

    Beside the delivery: truth.csv (unit,member,record,rule,field,outcome,defect; one line for
    each broken rule) and truth-units.csv (counts for each unit); of a population also
    truth-persons.csv (who stands in which role of which row, and what is written otherwise) and
    truth-clusters.csv (the people).
    """

  private(set) var wantsHelp = false
  private var profile = ""
  private var directory = ""
  private var options: [String: String] = [:]
  private var isShuffled = false

  init(_ words: [String]) throws(Problem) {
    var names: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--help", "-h": wantsHelp = true
      case "--shuffled": isShuffled = true
      case "--rows", "--seed", "--format", "--packing", "--level", "--defects", "--duplicates",
        "--persons", "--variations":
        guard let value = rest.popFirst() else { throw Problem(message: "\(word) needs a value") }
        options[word] = value
      case _ where word.hasPrefix("-"): throw Problem(message: "there is no option \(word)")
      default: names.append(word)
      }
    }
    if wantsHelp { return }
    guard names.count == 2 else { throw Problem(message: "name a profile and a directory") }
    (profile, directory) = (names[0], names[1])
  }

  /// Makes what was asked for.
  func write() throws -> Counts {
    switch profile {
    case "sample":
      let seed = try number("--seed", 0...Int.max).map(UInt64.init) ?? 2026
      var counts = try SampleDelivery(seed: seed).write(into: directory)
      counts.add(try PopulationSample(seed: seed).write(into: "\(directory)/dan-cu"))
      return counts
    case "bulk":
      var delivery = BulkDelivery(rows: try rows())
      delivery.format = try choice("--format") ?? delivery.format
      delivery.packing = try choice("--packing") ?? delivery.packing
      delivery.level = try number("--level", 0...9) ?? delivery.level
      delivery.defectsPerMille = try number("--defects", 0...1000) ?? delivery.defectsPerMille
      delivery.duplicatesPerMille =
        try number("--duplicates", 0...1000) ?? delivery.duplicatesPerMille
      delivery.seed = try number("--seed", 0...Int.max).map(UInt64.init) ?? delivery.seed
      return try delivery.write(into: directory)
    case "reference":
      var load = ReferenceLoad(rows: try rows())
      load.format = try choice("--format") ?? load.format
      load.packing = try choice("--packing") ?? load.packing
      load.defectsPerMille = try number("--defects", 0...1000) ?? load.defectsPerMille
      load.isShuffled = isShuffled
      load.seed = try number("--seed", 0...Int.max).map(UInt64.init) ?? load.seed
      return try load.write(into: directory)
    case "population":
      var delivery = PopulationDelivery(
        persons: try number("--persons", 1...100_000_000) ?? 2_000)
      delivery.defectsPerMille = try number("--defects", 0...1000) ?? delivery.defectsPerMille
      delivery.duplicatesPerMille =
        try number("--duplicates", 0...1000) ?? delivery.duplicatesPerMille
      delivery.variationsPerMille =
        try number("--variations", 0...1000) ?? delivery.variationsPerMille
      delivery.seed = try number("--seed", 0...Int.max).map(UInt64.init) ?? delivery.seed
      return try delivery.write(into: directory).rows
    default: throw Problem(message: "there is no profile '\(profile)'")
    }
  }

  private func rows() throws(Problem) -> Int {
    guard let rows = try number("--rows", 0...100_000_000) else {
      throw Problem(message: "\(profile) needs --rows")
    }
    return rows
  }

  private func number(_ option: String, _ bounds: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = options[option] else { return nil }
    guard let number = Int(text), bounds.contains(number) else {
      throw Problem(message: "\(option) takes a whole number, not '\(text)'")
    }
    return number
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String
  ) throws(Problem) -> Choice? where Choice.RawValue == String {
    guard let text = options[option] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(message: "\(option) is one of \(choices), not '\(text)'")
    }
    return choice
  }
}
