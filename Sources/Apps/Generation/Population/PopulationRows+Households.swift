/// The rows of household books, and of the notices that hospitals send.
extension PopulationRows {
  /// Nine digits, the first two the province's, unique to the household.
  mutating func bookNumber(_ household: Int) {
    record.append(block.district.numberPrefix, width: 2)
    record.append((block.number &* 1024 &+ household) % 10_000_000, width: 7)
    record.close()
  }

  mutating func household(_ event: LifeEvent) {
    let household = block.households[event.household]
    bookNumber(event.household)
    number(event.household + 1)
    number(1 + event.household / 200)
    number(1 + event.household % 200)
    text("01")
    name(event.person, as: .head, on: event.day)
    address(block.commune(household.commune), hamlet: household.hamlet, on: event.day)
    date(event.other)
    record.append("Công an ")
    text(block.district.name)
  }

  mutating func member(_ event: LifeEvent) {
    let person = block.people[event.person]
    bookNumber(event.household)
    number(event.third)
    name(event.person, as: .subject, on: event.day)
    empty()
    record.append(event.code, width: 2)
    record.close()
    birthDate()
    sex(person)
    place(person.origin, on: event.day)
    ethnicGroup(person)
    text(styles[Int(person.name.style)].religion)
    text("Việt Nam")
    let lastDay = event.other > 0 ? event.other / 8 : event.day
    if paperKind(event.person, on: lastDay) == 1 { appendOldNumber(event.person) }
    record.close()
    empty()
    if Day(number: lastDay).year >= 2016, paperKind(event.person, on: lastDay) != 1 {
      appendPersonalNumber(event.person)
    }
    record.close()
    text(lastDay - person.bornNumber > 6600 ? Self.jobs[event.person % Self.jobs.count] : "")
    if person.cameFrom >= 0 {
      place(person.cameFrom, on: person.joined)
      date(person.joined)
    } else {
      empty(2)
    }
    if event.other > 0 {
      date(lastDay)
      text(event.other % 8 == LifeEvent.Move.died ? "Chết" : "Chuyển đi")
    } else {
      empty(2)
    }
    empty(2)
    official()
  }

  static let jobs = [
    "Làm ruộng", "Buôn bán", "Công nhân", "Giáo viên", "Nội trợ", "Lái xe", "Nghỉ hưu",
  ]

  /// Name, birth date, sex, ethnic group and the number of a paper.
  private mutating func subject(_ event: LifeEvent) {
    let person = block.people[event.person]
    name(event.person, as: .subject, on: min(event.day, person.died))
    birthDate()
    sex(person)
    ethnicGroup(person)
    paperNumber(event.person, paperKind(event.person, on: event.day))
  }

  mutating func move(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    numbers(event, line, entry)
    date(event.day)
    record.append("Công an ")
    place(block.commune(event.commune), on: event.day)
    number(event.code)
    bookNumber(event.household)
    subject(event)
    let home = block.commune(event.commune)
    switch event.code {
    case LifeEvent.Move.arrived:
      place(event.place, on: event.day)
      place(home, on: event.day)
    case LifeEvent.Move.left:
      place(home, on: event.day)
      place(event.place, on: event.day)
    default: empty(2)
    }
    text(Self.moveReasons[event.code])
    official()
  }

  static let moveReasons = [
    "", "Nhập hộ khẩu", "Chuyển hộ khẩu", "Tách hộ", "Về chung sống", "Chủ hộ cũ không còn",
    "Chết", "Mới sinh",
  ]

  mutating func stay(_ event: LifeEvent, _ line: Int, _ entry: Int) {
    let isResidence = event.code == 1
    let here = block.commune(event.commune)
    numbers(event, line, entry)
    date(event.day)
    record.append("Công an ")
    place(here, on: event.day)
    number(event.code)
    bookNumber(event.household)
    subject(event)
    place(isResidence ? event.place : here, on: event.day)
    place(isResidence ? here : event.place, on: event.day)
    date(event.day)
    date(event.other)
    text(random.chance(1, in: 2) ? "Đi làm" : "Đi học")
    official()
  }

  private mutating func facility() {
    record.append(block.district.numberPrefix * 1000 + block.districtIndex, width: 5);
    record.close()
  }

  private mutating func ethnicCode(_ person: Person) {
    let codes = [1, 2, 3, 8, 12, 5]
    number(codes[Int(person.name.style)], width: 2)
  }

  private mutating func noticeNumber(_ event: LifeEvent, _ entry: Int) {
    let year = Day(number: event.day).year
    record.append(entry, width: 5)
    record.append(UInt8(ascii: "."))
    record.append(event.commune + 1 + block.round * 4, width: 2)
    record.append(".GT.")
    number(year % 100, width: 2)
    number(1 + entry / 100)
    facility()
    compactDate(Day(number: event.day))
  }

  private mutating func noticePerson(_ index: Int, as role: RowRole, on day: Int, sex hasSex: Bool)
  {
    let person = block.people[index]
    name(index, as: role, on: day)
    roles[roles.count - 1].date = .none
    compactDate(person.born, person.precision)
    if hasSex { number(person.isFemale ? 2 : 1) }
    ethnicCode(person)
    paperNumber(index, paperKind(index, on: day))
  }

  mutating func birthNotice(_ event: LifeEvent, _ entry: Int) {
    let child = block.people[event.person]
    noticeNumber(event, entry)
    noticePerson(event.second, as: .me, on: event.day, sex: false)
    address(block.commune(event.commune), hamlet: event.second % 12, on: event.day)
    if event.third >= 0 { name(event.third, as: .cha, on: event.day) } else { empty() }
    // Most children have a name only when the birth is registered.
    roles.append(RowRole.Entry(role: .con, person: event.person))
    text(random.chance(1, in: 3) ? name(event.person, on: event.day) : "")
    number(child.isFemale ? 2 : 1)
    number(event.code)
    number(max(1, block.people[event.second].childCount))
    number(2300 + random.below(1800))
    compactDate(child.born, time: random.below(1440))
    text("Bệnh viện đa khoa \(block.district.name)")
    text("Khỏe mạnh")
    official()
    empty()
  }

  mutating func deathNotice(_ event: LifeEvent, _ entry: Int) {
    noticeNumber(event, entry)
    noticePerson(event.person, as: .subject, on: event.day, sex: true)
    address(block.commune(event.commune), hamlet: event.person % 12, on: event.day)
    compactDate(Day(number: event.day), time: random.below(1440))
    text("Bệnh viện đa khoa \(block.district.name)")
    text(Self.causes[random.below(Self.causes.count)])
    if event.second >= 0 { name(event.second, as: .relative, on: event.day) } else { empty() }
    empty()
  }
}
