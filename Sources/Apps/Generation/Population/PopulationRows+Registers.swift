/// The rows of the civil-status registers, cell by cell in the order of their sheets.
extension PopulationRows {
  mutating func birth(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    let day = event.day
    let child = block.people[event.person]
    numbers(event, line, entry)
    date(day)
    number(event.code)
    signed(event)
    remark()
    if Day(number: day).year >= 2016 { appendPersonalNumber(event.person) }
    record.close()
    name(event.person, as: .nks, on: day)
    sex(child)
    birthDate(ofLastNamed: false)
    record.append(words.days, child.born.day - 1)
    record.append(words.months, child.born.month - 1)
    record.append(words.years, child.born.year - DateWords.firstYear)
    record.close()
    record.append("Trạm y tế ")
    place(block.commune(event.commune), on: child.bornNumber)
    place(block.commune(event.commune), on: child.bornNumber)
    place(child.origin, on: day)
    ethnicGroup(child)
    text("Việt Nam")
    empty(3)
    number(event.second < 0 ? 5 : event.third < 0 ? 3 : 1)
    empty(10)
    parent(event.second, as: .me, event)
    parent(event.third, as: .cha, event)
    let applicant =
      event.second < 0 ? "Người nhận nuôi" : relation(of: event.other, to: event.person)
    self.applicant(event.other, relation: applicant, on: day)
    empty(4)
  }

  private mutating func parent(_ index: Int, as role: RowRole, _ event: LifeEvent) {
    guard index >= 0 else { return empty(12) }
    let kind = paperKind(index, on: event.day)
    if kind == 4 { appendPersonalNumber(index) }
    record.close()
    name(index, as: role, on: event.day)
    birthDate()
    ethnicGroup(block.people[index])
    text("Việt Nam")
    empty(3)
    number(random.chance(1, in: 15) ? 2 : 1)
    address(block.commune(event.commune), hamlet: index % 12, on: event.day)
    number(kind)
    paperNumber(index, kind)
  }

  mutating func marriage(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    numbers(event, line, entry)
    date(event.day)
    number(random.chance(1, in: 60) ? 2 : 1)
    signed(event)
    date(event.day)
    remark()
    number(0)
    empty(4)
    party(event.person, as: .chong, on: event.day, slot: event.code, sex: false)
    party(event.second, as: .vo, on: event.day, slot: event.other, sex: false)
    empty(4)
  }

  mutating func death(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    let person = block.people[event.person]
    numbers(event, line, entry)
    date(event.day)
    number(event.code)
    signed(event)
    remark()
    party(event.person, as: .nkt, on: person.died, slot: event.commune)
    date(person.died)
    if random.chance(2, in: 3) {
      record.append(random.below(24), width: 2)
      record.append(UInt8(ascii: ":"))
      record.append(random.below(60), width: 2)
    }
    record.close()
    place(block.commune(event.commune), on: person.died)
    text(Self.causes[random.below(Self.causes.count)])
    empty(5)
    if event.other == 1 {
      number(1)
      number(entry)
      date(person.died)
      text("Bệnh viện đa khoa \(block.district.name)")
    } else {
      number(6)
      empty(3)
    }
    let relation = event.second >= 0 ? relation(of: event.second, to: event.person) : ""
    applicant(event.second, relation: relation, on: event.day)
    empty(4)
  }

  static let causes = [
    "Già yếu", "Bệnh", "Tai nạn giao thông", "Bệnh tim", "Ung thư", "Không rõ nguyên nhân",
  ]

  mutating func recognition(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    numbers(event, line, entry)
    decision(event, entry)
    date(event.day)
    number(1)
    number(event.code)
    signed(event)
    remark()
    party(event.person, as: .cm, on: event.day, slot: event.commune, origin: true)
    party(event.second, as: .nc, on: event.day, slot: event.commune, origin: true)
    name(event.person, as: .nyc, on: event.day)
    text("Cha")
    text("Bản thân")
    papers(event.person, on: event.day)
    empty(4)
  }

  mutating func maritalStatus(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    numbers(event, line, entry)
    date(event.day)
    signed(event)
    remark()
    party(event.person, as: .nxn, on: event.day, slot: event.commune)
    place(block.commune(event.commune), on: event.day)
    date(max(block.people[event.person].bornNumber + 5900, event.day - 2000 - random.below(2000)))
    date(event.day)
    number(event.code)
    number(event.other)
    text(event.other == 1 ? "Kết hôn" : "Vay vốn ngân hàng")
    applicant(event.person, relation: "Bản thân", on: event.day)
  }

  mutating func guardianship(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    numbers(event, line, entry)
    decision(event, entry)
    date(event.day)
    number(1)
    signed(event)
    remark()
    party(event.second, as: .ngh, on: event.day, slot: event.commune, origin: true)
    party(event.person, as: .ndgh, on: event.day, slot: event.commune, origin: true)
    text("Cha, mẹ đã chết")
    date(event.day)
    empty()
    applicant(event.second, relation: "Người giám hộ", on: event.day)
  }

  mutating func adoption(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    let child = block.people[event.person]
    numbers(event, line, entry)
    decision(event, entry)
    date(event.day)
    number(1)
    signed(event)
    remark()
    party(event.third, as: .ccn, on: event.day, slot: event.commune, sex: false)
    party(event.second, as: .mcn, on: event.day, slot: event.commune, sex: false)
    name(event.person, as: .cn, on: event.day)
    empty()
    sex(child)
    birthDate(ofLastNamed: false)
    ethnicGroup(child)
    text("Việt Nam")
    place(block.commune(event.commune), on: child.bornNumber)
    address(block.commune(event.commune), hamlet: event.second % 12, on: event.day)
    if child.born.year >= 2016 { appendPersonalNumber(event.person) }
    record.close()
    text("Trung tâm bảo trợ xã hội \(block.district.province)")
  }

  mutating func correction(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    let person = block.people[event.person]
    numbers(event, line, entry)
    decision(event, entry)
    date(event.day)
    number(event.code)
    signed(event)
    remark()
    // The entry is about the person as named before.
    party(event.person, as: .ntd, on: event.day - 1, slot: event.commune, origin: true)
    text("Giấy khai sinh")
    record.append(1 + random.below(90), width: 2)
    record.append(UInt8(ascii: "/"))
    number(person.born.year, width: 4)
    record.append(1 + block.round, width: 2)
    record.append(UInt8(ascii: "/"))
    number(person.born.year, width: 4)
    date(person.bornNumber + 20)
    text("Họ, chữ đệm, tên")
    text(name(event.person, on: event.day - 1))
    text(name(event.person, on: event.day))
    text("Tờ khai và giấy tờ kèm theo")
    applicant(event.person, relation: "Bản thân", on: event.day)
  }
}
