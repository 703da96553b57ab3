/// The blocks of cells that registers share.
extension PopulationRows {
  /// The papers a person has on a day: 0 none, 1 the nine digits, 4 the twelve.
  func paperKind(_ index: Int, on day: Int) -> Int {
    let person = block.people[index]
    guard day - person.bornNumber > 5300 else { return 0 }
    let year = Day(number: day).year
    if person.born.year >= 2002 || year >= 2021 { return 4 }
    return year >= 2016 && person.serial % 2 == 0 ? 4 : 1
  }

  /// Nine digits that nobody else has.
  func oldNumber(_ index: Int) -> Int {
    let serial = (block.number &* 8192 &+ index) & 0x7FF_FFFF
    return 100_000_000 + (serial &* 0x5DE_ECE5) & 0x7FF_FFFF
  }

  mutating func appendOldNumber(_ index: Int) { record.append(oldNumber(index), width: 9) }

  /// Six digits that nobody else of the same century, sex, year and province has.
  func personalSerial(_ index: Int) -> Int {
    (block.number &* 50 &+ block.people[index].serial) % 1_000_000 &* 777_773 % 1_000_000
  }

  /// Province, century and sex, year, and six digits that no other such person has.
  mutating func appendPersonalNumber(_ index: Int) {
    let person = block.people[index]
    record.append(block.district.numberPrefix, width: 3)
    record.append((person.born.year >= 2000 ? 2 : 0) + (person.isFemale ? 1 : 0), width: 1)
    record.append(person.born.year % 100, width: 2)
    record.append(personalSerial(index), width: 6)
  }

  mutating func paperNumber(_ index: Int, _ kind: Int) {
    if kind == 1 { appendOldNumber(index) }
    if kind == 4 { appendPersonalNumber(index) }
    record.close()
  }

  /// Kind, other papers, number, day and place of issue.
  mutating func papers(_ index: Int, on day: Int) {
    let kind = paperKind(index, on: day)
    number(kind)
    empty()
    paperNumber(index, kind)
    guard kind > 0 else { return empty(2) }
    date(max(block.people[index].bornNumber + 5150, day - 20 - random.below(2000)))
    if kind == 4 {
      text("Cục Cảnh sát quản lý hành chính về trật tự xã hội")
    } else {
      text("Công an \(block.district.province)")
    }
  }

  /// A person with everything that ``RegisterSheet/party(_:sex:origin:)`` has columns for.
  mutating func party(
    _ index: Int, as role: RowRole, on day: Int, slot: Int, sex hasSex: Bool = true,
    origin hasOrigin: Bool = false
  ) {
    let person = block.people[index]
    name(index, as: role, on: day)
    if hasSex { sex(person) }
    birthDate()
    ethnicGroup(person)
    text("Việt Nam")
    empty()
    if hasOrigin { place(person.origin, on: day) }
    number(random.chance(1, in: 15) ? 2 : 1)
    address(block.commune(slot), hamlet: index % 12, on: day)
    papers(index, on: day)
  }

  /// Who asks for the entry, or nobody.
  mutating func applicant(_ index: Int, relation: String, on day: Int) {
    guard index >= 0 else { return empty(7) }
    name(index, as: .nyc, on: day)
    text(relation)
    papers(index, on: day)
  }

  /// The number of an entry, of its book and page.
  mutating func numbers(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    let year = Day(number: event.day).year
    number(line)
    record.append(entry, width: 2)
    record.append(UInt8(ascii: "/"))
    number(year, width: 4)
    record.append(1 + block.round, width: 2)
    record.append(UInt8(ascii: "/"))
    number(year, width: 4)
    number(1 + (entry - 1) / 2)
  }

  mutating func decision(_ event: LifeEvent, _ entry: Int) {
    record.append(entry, width: 2)
    text("/QĐ-UBND")
  }

  mutating func office(_ event: LifeEvent) {
    record.append("UBND ")
    place(block.commune(event.commune), on: event.day)
  }

  mutating func signed(_ event: LifeEvent) {
    office(event)
    official()
    record.append(offices, random.below(offices.count))
    record.close()
  }

  mutating func remark() {
    official()
    record.append(remarks, random.below(remarks.count))
    record.close()
  }

  /// What somebody is to somebody else, as an applicant says it.
  func relation(of index: Int, to other: Int) -> String {
    let (person, subject) = (block.people[index], block.people[other])
    if index == other { return "Bản thân" }
    if subject.father == index { return "Cha" }
    if subject.mother == index { return "Mẹ" }
    if person.father == other || person.mother == other { return "Con" }
    if person.isAdopted || subject.isAdopted { return "Người thân" }
    let years = abs(person.bornNumber - subject.bornNumber) / 365
    if person.isFemale != subject.isFemale, years < 12, person.father != subject.father {
      return person.isFemale ? "Vợ" : "Chồng"
    }
    return "Người thân"
  }
}
