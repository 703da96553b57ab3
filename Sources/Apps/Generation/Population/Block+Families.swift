/// Marriages, children and their papers.
extension Block {
  mutating func marry(_ bride: Int, _ age: Int, _ year: Int) {
    var groom = -1
    for _ in 0..<8 where !bachelors.isEmpty && groom < 0 {
      let candidate = bachelors[random.below(bachelors.count)]
      let older = people[bride].born.year - people[candidate].born.year
      let isKin =
        people[candidate].father >= 0 && people[candidate].father == people[bride].father
        || people[candidate].mother >= 0 && people[candidate].mother == people[bride].mother
      if people[candidate].isHere, people[candidate].spouse < 0,
        people[candidate].eventYear < year, (-3...10).contains(older),
        year - people[candidate].born.year >= 20, !isKin
      {
        groom = candidate
      }
    }
    let fromOutside = groom < 0
    if fromOutside {
      guard random.chance(1, in: 3) else { return }
      groom = newcomer(isFemale: false, born: people[bride].bornNumber - random.below(2500))
      guard year - people[groom].born.year >= 20 else {
        people[groom].isGone = true
        return
      }
    }
    let wedding = day(in: year)
    let brideSlot = slot(of: bride)
    let groomSlot = fromOutside ? brideSlot : slot(of: groom)
    if !fromOutside, random.chance(3, in: 5) {
      certifyStatus(groom, wedding - 5 - random.below(60), purpose: 1)
    }
    if random.chance(3, in: 5) { certifyStatus(bride, wedding - 5 - random.below(60), purpose: 1) }
    for person in [bride, groom] {
      people[person].eventYear = year
      keepAlive(person, until: wedding)
    }
    people[bride].spouse = groom
    people[groom].spouse = bride
    note(
      .marriage, random.chance(2, in: 3) ? groomSlot : brideSlot, wedding, groom, second: bride,
      code: groomSlot, other: brideSlot)
    moveIn(bride, groom, on: wedding, fromOutside: fromOutside)
  }

  /// The couple lives in his house, or in a new one.
  private mutating func moveIn(_ bride: Int, _ groom: Int, on wedding: Int, fromOutside: Bool) {
    let moved = wedding + 5 + random.below(60)
    let oldSlot = slot(of: bride)
    if fromOutside {
      let household = people[bride].household
      guard household >= 0 else { return }
      join(groom, household, on: moved)
      note(
        .move, oldSlot, moved, groom, code: LifeEvent.Move.arrived, household: household,
        place: people[groom].cameFrom)
      return keepAlive(groom, until: moved)
    }
    let slot = slot(of: groom)
    if people[groom].household < 0 || random.chance(2, in: 5) {
      if people[groom].household >= 0 { leave(groom, on: moved, reason: LifeEvent.Move.split) }
      let household = form(in: slot, head: groom, on: moved)
      note(.move, slot, moved, groom, code: LifeEvent.Move.split, household: household)
    }
    let household = people[groom].household
    let isNear = oldSlot == slot
    if people[bride].household >= 0 {
      leave(bride, on: moved, reason: LifeEvent.Move.left)
      if !isNear {
        note(
          .move, oldSlot, moved, bride, code: LifeEvent.Move.left, household: household,
          place: commune(slot))
      }
    }
    people[bride].cameFrom = isNear ? -1 : commune(oldSlot)
    join(bride, household, on: moved)
    note(
      .move, slot, moved, bride, code: isNear ? LifeEvent.Move.joined : LifeEvent.Move.arrived,
      household: household, place: isNear ? -1 : commune(oldSlot))
    keepAlive(bride, until: moved)
    keepAlive(groom, until: moved)
  }

  /// Somebody from another district.
  mutating func newcomer(isFemale: Bool, born: Int) -> Int {
    let person = add(isFemale: isFemale, born: born, name: name(style: style(), isFemale: isFemale))
    let communes = District.all.count * District.communesPerDistrict
    people[person].origin = random.below(communes)
    people[person].cameFrom = people[person].origin
    return person
  }

  mutating func bear(_ mother: Int, _ year: Int, father: Int) {
    let born = max(day(in: year), people[mother].lastActive + 1)
    guard Day(number: born).year == year, people[mother].household >= 0 else { return }
    people[mother].eventYear = year
    people[mother].lastBirthYear = year
    if father >= 0 { people[father].eventYear = year }
    let count = random.chance(1, in: 80) ? 2 : 1
    // Who recognizes the child later, where no father is entered.
    let recognizer = father < 0 && random.chance(1, in: 2) ? someBachelor(of: people[mother]) : -1
    let slot = slot(of: mother)
    for order in 1...count {
      let isFemale = random.below(206) < 100
      let child = add(
        isFemale: isFemale, born: born, name: childName(isFemale, father: father, mother: mother),
        father: father, mother: mother)
      people[child].origin = father >= 0 ? people[father].origin : people[mother].origin
      people[mother].childCount += 1
      if year >= 2008, random.chance(9, in: 10) {
        note(.birthNotice, slot, born, child, second: mother, third: father, code: order)
      }
      registerBirth(of: child, slot: slot, mother: mother, father: father)
      if recognizer >= 0 { recognize(child, by: recognizer, slot: slot) }
      join(child, people[mother].household, on: born)
    }
  }

  private mutating func registerBirth(of child: Int, slot: Int, mother: Int, father: Int) {
    let born = people[child].bornNumber
    let isLate = random.chance(1, in: 12)
    let registered = born + (isLate ? 61 + random.below(1500) : 2 + random.below(50))
    keepAlive(child, until: registered)
    keepAlive(mother, until: registered)
    let applicant = father >= 0 && random.chance(3, in: 5) ? father : mother
    keepAlive(applicant, until: registered)
    note(
      .birth, slot, registered, child, second: mother, third: father, code: isLate ? 4 : 1,
      other: applicant)
    if Day(number: registered).year < 2023 {
      note(
        .move, slot, registered + 3 + random.below(30), child, code: LifeEvent.Move.born,
        household: people[mother].household)
    }
  }

  private mutating func someBachelor(of mother: Person) -> Int {
    for _ in 0..<4 where !bachelors.isEmpty {
      let candidate = bachelors[random.below(bachelors.count)]
      if people[candidate].isHere, people[candidate].spouse < 0,
        people[candidate].father < 0 || people[candidate].father != mother.father
      {
        return candidate
      }
    }
    return -1
  }

  private mutating func recognize(_ child: Int, by father: Int, slot: Int) {
    let day = people[child].lastActive + 30 + random.below(1200)
    people[child].father = father
    keepAlive(child, until: day)
    keepAlive(father, until: day)
    note(.recognition, slot, day, father, second: child, third: people[child].mother, code: 1)
  }

  /// The family name is the father's; a brother or sister never has the same name.
  private mutating func childName(_ isFemale: Bool, father: Int, mother: Int) -> PersonName {
    let parent = people[father >= 0 ? father : mother].name
    var name = name(style: Int(parent.style), isFemale: isFemale, family: parent.family)
    if random.chance(1, in: 40), let namesake = namesake(isFemale, of: parent) { name = namesake }
    while let twin = people.last, twin.mother == mother, twin.name == name {
      name = self.name(style: Int(parent.style), isFemale: isFemale, family: parent.family)
    }
    return name
  }

  /// The name of another child of these years: neighbours do share names.
  private mutating func namesake(_ isFemale: Bool, of parent: PersonName) -> PersonName? {
    for _ in 0..<20 {
      let other = people[people.count - 1 - random.below(min(people.count, 120))]
      if other.isFemale == isFemale, other.name.style == parent.style,
        other.name.family == parent.family
      {
        return other.name
      }
    }
    return nil
  }

  mutating func adopt(_ mother: Int, _ year: Int) {
    guard people[mother].household >= 0 else { return }
    let father = people[mother].spouse
    let day = max(day(in: year), people[mother].lastActive, people[father].lastActive) + 1
    let isFemale = random.chance(1, in: 2)
    let born = day - 200 - random.below(2500)
    let child = add(
      isFemale: isFemale, born: born, name: name(style: style(), isFemale: isFemale))
    people[child].isAdopted = true
    people[child].childCount = 0
    for person in [mother, father] {
      people[person].eventYear = year
      keepAlive(person, until: day + 40)
    }
    people[mother].childCount += 1
    let slot = slot(of: mother)
    // A foundling: the birth was registered without parents.
    note(.birth, slot, born + 20 + random.below(40), child, code: 1, other: mother)
    note(.adoption, slot, day, child, second: mother, third: father)
    join(child, people[mother].household, on: day + 10)
    keepAlive(child, until: day + 10)
    note(
      .move, slot, day + 10, child, code: LifeEvent.Move.joined, household: people[mother].household
    )
  }
}
