/// Moves, divorces, corrections, certificates, and the household books.
extension Block {
  mutating func emigrate(_ index: Int, _ year: Int) {
    guard people[index].household >= 0 else { return }
    let day = max(day(in: year), people[index].lastActive + 1)
    let household = people[index].household
    let communes = District.all.count * District.communesPerDistrict
    note(
      .move, slot(of: index), day, index, code: LifeEvent.Move.left, household: household,
      place: random.below(communes))
    leave(index, on: day, reason: LifeEvent.Move.left)
    people[index].isGone = true
  }

  mutating func divorce(_ index: Int, _ year: Int) {
    let spouse = people[index].spouse
    guard people[spouse].eventYear < year else { return }
    for person in [index, spouse] {
      people[person].spouse = -1
      people[person].isDivorced = true
      people[person].eventYear = year
    }
  }

  /// A family moves to another of the block's communes.
  mutating func relocate(_ household: Int, _ year: Int) {
    let members = households[household].members
    guard members.allSatisfy({ people[$0].eventYear < year }) else { return }
    let old = households[household].commune
    let new = (old + 1 + random.below(District.communesPerDistrict - 1)) % 4
    let day = max(day(in: year), members.map { people[$0].lastActive }.max() ?? 0) + 1
    for member in members {
      people[member].eventYear = year
      people[member].cameFrom = commune(old)
      people[member].joined = day
      keepAlive(member, until: day)
      note(
        .move, old, day, member, code: LifeEvent.Move.left, household: household,
        place: commune(new))
      note(
        .move, new, day + 3, member, code: LifeEvent.Move.arrived, household: household,
        place: commune(old))
      keepAlive(member, until: day + 3)
    }
    households[household].commune = new
  }

  /// Temporary residence in one commune is temporary absence from another.
  mutating func stayElsewhere(_ index: Int, _ year: Int) {
    let household = people[index].household
    guard household >= 0 else { return }
    let home = households[household].commune
    let away = (home + 1 + random.below(District.communesPerDistrict - 1)) % 4
    let from = max(day(in: year), people[index].lastActive + 1)
    let until = from + 30 + random.below(600)
    note(
      .stay, home, from - 1, index, code: 2, other: until, household: household,
      place: commune(away))
    note(
      .stay, away, from + 1, index, code: 1, other: until, household: household,
      place: commune(home))
    keepAlive(index, until: from + 1)
  }

  mutating func correct(_ index: Int, _ year: Int) {
    guard people[index].renamedOn == 0, people[index].household >= 0,
      people[index].born.year >= Self.firstYear
    else { return }
    let day = max(day(in: year), people[index].lastActive + 1)
    let old = people[index].name
    var new = name(style: Int(old.style), isFemale: people[index].isFemale, family: old.family)
    if random.chance(2, in: 3) { new.given = old.given }
    guard new != old else { return }
    people[index].nameBefore = old
    people[index].name = new
    people[index].renamedOn = day
    people[index].eventYear = year
    keepAlive(index, until: day)
    note(.correction, slot(of: index), day, index, code: random.chance(2, in: 3) ? 2 : 1)
  }

  mutating func certifyStatus(_ index: Int, _ day: Int, purpose: Int) {
    let person = people[index]
    let status = person.spouse >= 0 ? 2 : person.isDivorced ? 3 : 1
    guard day > person.lastActive else { return }
    keepAlive(index, until: day)
    note(
      .maritalStatus, slot(of: index), day, index, second: person.spouse, code: status,
      other: purpose)
  }

  /// Copies every book out as it stands: the household, then its people page by page.
  mutating func copyHouseholdBooks() {
    for (index, household) in households.enumerated() where !household.members.isEmpty {
      // Where only children are left, the oldest stands for the head.
      let head =
        household.members.contains(household.head)
        ? household.head
        : household.members.min { people[$0].bornNumber < people[$1].bornNumber } ?? -1
      note(
        .household, household.commune, Self.booksClosed, head, other: household.formed,
        household: index)
      var page = 0
      let ordered = [head] + household.members.filter { $0 != head }
      for member in ordered {
        page += 1
        note(
          .member, household.commune, Self.booksClosed, member, second: head,
          third: page, code: relation(of: member, to: head), household: index)
      }
      for former in household.struckOut {
        page += 1
        note(
          .member, household.commune, Self.booksClosed, former.person, second: head,
          third: page, code: relation(of: former.person, to: head),
          other: former.day * 8 + former.reason,
          household: index)
      }
    }
  }

  /// The code of a member's relation to the head (`quan_he_voi_chu_ho`).
  private func relation(of index: Int, to head: Int) -> Int {
    if index == head { return 1 }
    let (person, chief) = (people[index], people[head])
    if person.spouse == head || chief.spouse == index { return person.isFemale ? 2 : 3 }
    if person.father == head || person.mother == head { return person.isAdopted ? 5 : 4 }
    if person.isAdopted { return 5 }
    if chief.father == index { return 8 }
    if chief.mother == index { return 9 }
    if person.spouse >= 0 {
      let spouse = people[person.spouse]
      if spouse.father == head || spouse.mother == head { return person.isFemale ? 6 : 7 }
    }
    for (parent, code) in [(person.father, 21), (person.mother, 22)] where parent >= 0 {
      if people[parent].father == head || people[parent].mother == head { return code }
    }
    if person.mother >= 0, person.mother == chief.mother {
      return person.bornNumber > chief.bornNumber ? 20 : person.isFemale ? 19 : 18
    }
    return 99
  }
}
