/// What an extract of the national population database says of the people, with its own mistakes.
struct NationalExtract {
  private let file: OutputFile

  init(directory: String) throws {
    file = try OutputFile("\(directory)/csdl-dan-cu/csdl-dan-cu.csv")
    try file.write(Array("soDinhDanh;soCMND;hoTen;ngaySinh;gioiTinh\n".utf8))
  }

  /// Writes down who stands in a row and lives in a block's communes: but for every tenth, and some of
  /// them twice.
  func write(_ rows: PopulationRows, appearances: [Int]) throws {
    var text = ""
    for (index, person) in rows.block.people.enumerated()
    where person.isHere && appearances[index] > 0 && index % 10 != 3 {
      let line = line(index, person, rows)
      text += line
      if index % 17 == 7 { text += line }
    }
    try file.write(Array(text.utf8))
  }

  func finish() throws { try file.close() }

  private func line(_ index: Int, _ person: Person, _ rows: PopulationRows) -> String {
    let century = (person.born.year >= 2000 ? 2 : 0) + (person.isFemale ? 1 : 0)
    let number =
      Self.padded(rows.block.district.numberPrefix, 3) + "\(century)"
      + Self.padded(person.born.year % 100, 2) + Self.padded(rows.personalSerial(index), 6)
    let old = person.born.year < 2002 ? "\(rows.oldNumber(index))" : ""
    var name = rows.name(index, on: Block.lastDay)
    // Every ninth lacks what stands between the family's and the given name, some are a year older.
    if index % 9 == 1 {
      let words = name.split(separator: " ")
      name = [words.first, words.last].compactMap(\.self).joined(separator: " ")
    }
    let year = person.born.year - (index % 11 == 5 ? 1 : 0)
    let born = "\(Self.padded(person.born.day, 2))/\(Self.padded(person.born.month, 2))/\(year)"
    return "\(number);\(old);\(name.uppercased());\(born);\(person.isFemale ? "2" : "1")\n"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
