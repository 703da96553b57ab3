/// Four communes and everybody in them from 1965 on: a part of the population that needs no other.
///
/// What is drawn depends only on the seed and the block's number, so any block can be made alone.
struct Block {
  static let firstYear = 1965
  /// The last day that is told about.
  static let lastDay = Day(2026, 3, 31).number
  static let lastYear = 2025
  /// When household books ended and are copied out.
  static let booksClosed = Day(2022, 12, 31).number
  /// More people than any block has, so that ids of blocks do not meet.
  static let stride = 100_000

  let number: Int
  let district: District
  let districtIndex: Int
  /// How many blocks before this one had the same district; their books have other numbers.
  let round: Int
  var random: RandomSource
  var people: [Person] = []
  var households: [Household] = []
  var events: [LifeEvent] = []
  var bachelors: [Int] = []
  private let share: (style: Int, tenths: Int)
  private var serials: [Int]

  /// Lives through all years.
  ///
  /// - Parameters:
  ///   - number: the block's number, from 0.
  ///   - couples: how many couples each commune begins with.
  ///   - seed: decides everything.
  init(number: Int, couples: Int, seed: UInt64) {
    let count = District.all.count
    self.number = number
    districtIndex = (number * 47) % count
    round = number / count
    district = District.all[districtIndex]
    random = RandomSource(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    share = NameStyle.shares[district.numberPrefix] ?? (0, 0)
    serials = Array(repeating: 0, count: 400)
    for commune in 0..<District.communesPerDistrict {
      for _ in 0..<couples { settle(in: commune) }
    }
    for year in Self.firstYear...Self.lastYear {
      live(year)
      if year == 2022 { copyHouseholdBooks() }
    }
  }

  /// A commune's number among all.
  func commune(_ slot: Int) -> Int { districtIndex * District.communesPerDistrict + slot }

  mutating func day(in year: Int) -> Int { Day(year, 1, 1).number + random.below(365) }

  // MARK: People

  /// Adds a person whose parents are known or nobody.
  mutating func add(
    isFemale: Bool, born: Int, name: PersonName, father: Int = -1, mother: Int = -1
  ) -> Int {
    var person = Person()
    person.isFemale = isFemale
    person.bornNumber = born
    person.born = Day(number: born)
    person.name = name
    person.father = father
    person.mother = mother
    let year = person.born.year
    if year < 1960 {
      let draw = random.below(20)
      person.precision = draw < 9 ? .year : draw < 11 ? .month : .day
    } else if year < 1975, random.chance(3, in: 20) {
      person.precision = .year
    }
    // Of one sex, century and year there are few in a block.
    let slot = (year - 1850) * 2 + (isFemale ? 1 : 0)
    person.serial = serials[slot]
    serials[slot] += 1
    person.origin = commune(random.below(District.communesPerDistrict))
    people.append(person)
    return people.count - 1
  }

  mutating func style() -> Int { random.below(10) < share.tenths ? share.style : 0 }

  /// Draws a name, with a family name given or drawn.
  mutating func name(style: Int, isFemale: Bool, family: UInt16? = nil) -> PersonName {
    let words = NameStyle.all[style]
    return PersonName(
      style: UInt8(style), family: family ?? UInt16(words.family.draw(&random)),
      middle: UInt16((isFemale ? words.femaleMiddle : words.maleMiddle).draw(&random)),
      given: UInt16((isFemale ? words.femaleGiven : words.maleGiven).draw(&random)))
  }

  // MARK: Households

  /// A couple of before the registers, some with a parent in the house.
  private mutating func settle(in slot: Int) {
    let style = style()
    let born = Day(1920 + random.below(28), 1, 1).number + random.below(365)
    let husband = add(
      isFemale: false, born: born, name: name(style: style, isFemale: false))
    let wife = add(
      isFemale: true, born: born + random.below(2000) - 500,
      name: name(style: style, isFemale: true))
    marryUnrecorded(husband, wife)
    let formed = Day(1962 + random.below(3), 1, 1).number + random.below(365)
    let household = form(in: slot, head: husband, on: formed)
    join(wife, household, on: formed)
    if random.chance(1, in: 5) {
      let mother = add(
        // The digits of a number cannot tell 18xx from 19xx.
        isFemale: true, born: max(Day(1900, 1, 1).number, born - 7000 - random.below(5000)),
        name: name(style: style, isFemale: true))
      people[husband].mother = mother
      join(mother, household, on: formed)
    }
  }

  private mutating func marryUnrecorded(_ husband: Int, _ wife: Int) {
    people[husband].spouse = wife
    people[wife].spouse = husband
  }

  mutating func form(in slot: Int, head: Int, on day: Int) -> Int {
    households.append(
      Household(
        commune: slot, head: head, members: [head], formed: day, hamlet: 1 + random.below(12)))
    people[head].household = households.count - 1
    people[head].joined = day
    return households.count - 1
  }

  mutating func join(_ person: Int, _ household: Int, on day: Int) {
    people[person].household = household
    people[person].joined = day
    households[household].members.append(person)
  }

  /// Strikes a person out; the next grown member becomes the head.
  mutating func leave(_ person: Int, on day: Int, reason: Int) {
    let household = people[person].household
    guard household >= 0 else { return }
    households[household].members.removeAll { $0 == person }
    households[household].struckOut.append((person, day, reason))
    people[person].household = -1
    guard households[household].head == person else { return }
    let members = households[household].members
    guard
      let heir = members.first(where: {
        people[$0].isHere && people[$0].born.year <= Day(number: day).year - 18
      })
    else { return }
    households[household].head = heir
    note(
      .move, households[household].commune, day + 3 + random.below(20), heir, second: person,
      code: LifeEvent.Move.newHead, household: household)
  }

  func slot(of person: Int) -> Int {
    let household = people[person].household
    return household >= 0 ? households[household].commune : 0
  }

  /// Notes an entry, and that those it names live that day.
  mutating func note(
    _ register: Register, _ slot: Int, _ day: Int, _ person: Int, second: Int = -1,
    third: Int = -1, code: Int = 0, other: Int = 0,
    household: Int = -1, place: Int = -1
  ) {
    guard day <= Self.lastDay else { return }
    events.append(
      LifeEvent(
        register: register, commune: slot, day: day, person: person, second: second, third: third,
        code: code, other: other, household: household, place: place))
  }

  mutating func keepAlive(_ person: Int, until day: Int) {
    if person >= 0 { people[person].lastActive = max(people[person].lastActive, day) }
  }
}
