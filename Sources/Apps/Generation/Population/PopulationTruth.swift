/// The truth about a population's delivery: what is planted, who stands where, and who everybody is.
///
/// `truth.csv` and `truth-units.csv` are those of every delivery. `truth-persons.csv` names the
/// person in each role of each row, `truth-clusters.csv` the people with their number of appearances,
/// `truth-gaps.csv` the numbers that are missing among a book's entries that have to be loaded.
struct PopulationTruth {
  var rows: Truth
  private let persons: OutputFile
  private let clusters: OutputFile
  private let scans: OutputFile
  private let gaps: OutputFile
  private var buffer: [UInt8] = []
  /// In how many rows each of the block's people stands.
  private(set) var appearances: [Int] = []

  init(directory: String) throws {
    rows = try Truth(directory: directory)
    persons = try OutputFile("\(directory)/truth-persons.csv")
    clusters = try OutputFile("\(directory)/truth-clusters.csv")
    scans = try OutputFile("\(directory)/truth-scans.csv")
    try scans.write(Array("unit,record,archive,member,scan\n".utf8))
    gaps = try OutputFile("\(directory)/truth-gaps.csv")
    try gaps.write(Array("register,book,missing,numbers,place\n".utf8))
    buffer += Array("unit,member,record,role,person,name_variation,date_variation\n".utf8)
    try clusters.write(
      Array("person,name,sex,born,precision,died,mother,father,rows\n".utf8))
  }

  /// Notes a record with its scan, a record without one, or a scan without a record.
  func note(unit: String, record: Int?, archive: String, member: String, scan: ScanArchive.Fate)
    throws
  {
    let number = record.map(String.init) ?? ""
    try scans.write(
      Array("\(unit),\(number),\(archive),\"\(member)\",\(scan.rawValue)\n".utf8))
  }

  /// Begins the people of a block.
  mutating func begin(_ block: Block) {
    appearances = Array(repeating: 0, count: block.people.count)
  }

  /// Notes who stands in a row.
  mutating func note(_ rows: PopulationRows, in unit: RegisterUnit, record: Int) throws {
    for entry in rows.roles {
      appearances[entry.person] += 1
      buffer.append(contentsOf: unit.register.folder.utf8)
      buffer.append(UInt8(ascii: "/"))
      buffer.append(contentsOf: unit.file.utf8)
      buffer.append(UInt8(ascii: ","))
      buffer.append(contentsOf: unit.member.utf8)
      buffer.append(UInt8(ascii: ","))
      append(record)
      buffer.append(UInt8(ascii: ","))
      buffer.append(contentsOf: entry.role.rawValue.utf8)
      buffer.append(UInt8(ascii: ","))
      append(rows.block.number * Block.stride + entry.person + 1)
      buffer.append(UInt8(ascii: ","))
      if entry.name != .none { buffer.append(contentsOf: entry.name.rawValue.utf8) }
      buffer.append(UInt8(ascii: ","))
      if entry.date != .none { buffer.append(contentsOf: entry.date.rawValue.utf8) }
      buffer.append(10)
    }
    guard buffer.count > 1 << 16 else { return }
    try persons.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Notes the missing numbers of a book.
  mutating func note(gaps line: String, in register: Register) throws {
    try gaps.write(Array("\(register.folder),\(line)".utf8))
  }

  /// Writes down the block's people.
  mutating func end(_ rows: PopulationRows) throws {
    var text: [UInt8] = []
    let block = rows.block
    for (index, person) in block.people.enumerated() where appearances[index] > 0 {
      func id(_ index: Int) -> String {
        index < 0 ? "" : String(block.number * Block.stride + index + 1)
      }
      let died = person.died == .max ? "" : Self.iso(Day(number: person.died))
      text.append(
        contentsOf: (id(index) + "," + rows.name(index, on: Block.lastDay) + ","
          + (person.isFemale ? "2," : "1,") + Self.iso(person.born) + "," + "\(person.precision)"
          + "," + died + "," + id(person.mother) + "," + id(person.father) + ","
          + "\(appearances[index])\n").utf8)
    }
    try clusters.write(text)
  }

  mutating func finish() throws {
    try persons.write(buffer)
    try persons.close()
    try clusters.close()
    try scans.close()
    try gaps.close()
    try rows.finish()
  }

  private mutating func append(_ number: Int) {
    var digits: [UInt8] = []
    var rest = number
    repeat {
      digits.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    buffer.append(contentsOf: digits.reversed())
  }

  private static func iso(_ day: Day) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.year)-\(two(day.month))-\(two(day.day))"
  }
}
