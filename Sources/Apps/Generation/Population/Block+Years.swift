/// The course of a year.
extension Block {
  /// Lets everybody live through a year: one change of state at most, and perhaps death.
  mutating func live(_ year: Int) {
    let ended = Day(year, 12, 31).number
    for index in people.indices where people[index].isHere {
      let age = year - people[index].born.year
      if age >= 16, people[index].eventYear < year { act(index, age, year) }
      if people[index].isHere { mayDie(index, age, year, ended) }
    }
    if year % 4 == 0 { bachelors.removeAll { !people[$0].isHere || people[$0].spouse >= 0 } }
  }

  private mutating func act(_ index: Int, _ age: Int, _ year: Int) {
    let person = people[index]
    if person.isFemale {
      if person.spouse < 0 {
        if (19...38).contains(age), random.chance(age < 30 ? 16 : 6, in: 100) {
          return marry(index, age, year)
        }
        if (19...36).contains(age), random.below(1000) < 5 { return bear(index, year, father: -1) }
      } else if (18...43).contains(age), year - person.lastBirthYear >= 2 {
        let chances = [34, 30, 14, 8, 5, 3]
        let chance = person.childCount < chances.count ? chances[person.childCount] : 1
        if random.below(100) < chance { return bear(index, year, father: person.spouse) }
        if person.childCount == 0, age > 30, random.below(100) < 3 { return adopt(index, year) }
      }
    } else if age == 20, person.spouse < 0 {
      bachelors.append(index)
    }
    let draw = random.below(1000)
    switch draw {
    case 0..<4 where age <= 30 && person.spouse < 0: emigrate(index, year)
    case 4..<8 where person.spouse >= 0 && age < 60: divorce(index, year)
    case 8..<14 where person.household >= 0 && households[person.household].head == index:
      relocate(person.household, year)
    case 14..<26 where age <= 45: stayElsewhere(index, year)
    case 26..<29: correct(index, year)
    case 29..<37 where age < 50: certifyStatus(index, day(in: year), purpose: 5)
    default: break
    }
  }

  private mutating func mayDie(_ index: Int, _ age: Int, _ year: Int, _ ended: Int) {
    let perMille =
      switch age {
      case 0: 12
      case 1..<50: 2
      case 50..<65: 9
      case 65..<75: 28
      case 75..<85: 70
      case 85..<95: 180
      default: 500
      }
    guard random.below(1000) < perMille else { return }
    let earliest =
      max(
        people[index].lastActive, people[index].bornNumber, Day(year, 1, 1).number) + 1
    guard earliest < ended, people[index].eventYear < year || age == 0 else { return }
    let day = earliest + random.below(ended - earliest)
    let spouse = people[index].spouse
    // Some couples die in one accident, which leaves orphans.
    let isAccident =
      age < 50 && spouse >= 0 && people[spouse].isHere && people[spouse].lastActive < day
      && random.chance(1, in: 5)
    if isAccident { people[spouse].died = day }
    die(index, on: day)
    if isAccident { die(spouse, on: day) }
  }

  private mutating func die(_ index: Int, on day: Int) {
    people[index].died = day
    let slot = slot(of: index)
    let household = people[index].household
    leave(index, on: day, reason: LifeEvent.Move.died)
    let members = household >= 0 ? households[household].members : []
    let spouse = people[index].spouse
    let witness =
      spouse >= 0 && people[spouse].isHere
      ? spouse
      : members.first {
        people[$0].isHere && Day(number: day).year - people[$0].born.year >= 18
      } ?? -1
    let isLate = random.chance(1, in: 20)
    let registered = day + (isLate ? 16 + random.below(400) : 1 + random.below(14))
    keepAlive(witness, until: registered)
    let inHospital = Day(number: day).year >= 2008 && random.chance(2, in: 5)
    if inHospital { note(.deathNotice, slot, day, index, second: witness) }
    note(
      .death, slot, registered, index, second: witness, code: isLate ? 4 : 1,
      other: inHospital ? 1 : 0)
    if household >= 0 {
      note(
        .move, slot, registered + 2 + random.below(20), index, code: LifeEvent.Move.died,
        household: household)
    }
    if spouse >= 0 { people[spouse].spouse = -1 }
    for child in members where people[child].bornNumber > day - 5500 {
      appointGuardian(of: child, after: registered)
    }
  }

  /// A child that has lost all its parents gets the oldest other grown relative of the house.
  private mutating func appointGuardian(of child: Int, after day: Int) {
    let (father, mother) = (people[child].father, people[child].mother)
    guard mother >= 0, !people[mother].isHere, father < 0 || !people[father].isHere
    else { return }
    let household = people[child].household
    let guardian =
      households[household].members.first {
        people[$0].isHere && people[$0].bornNumber < day - 8000
      }
      ?? people.indices.first {
        people[$0].isHere && people[$0].bornNumber < day - 9000
          && (people[$0].father >= 0 && people[$0].father == people[mother].father)
      } ?? -1
    guard guardian >= 0 else { return }
    let registered = day + 20 + random.below(120)
    keepAlive(child, until: registered)
    keepAlive(guardian, until: registered)
    note(.guardianship, slot(of: child), registered, child, second: guardian)
  }
}
