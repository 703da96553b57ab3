/// Writes the events of a block as rows of the registers, and says who stands in each.
///
/// A row shows what was true on its day: the place's name, the papers people had, the name they bore.
struct PopulationRows {
  let block: Block
  var record = Record()
  /// Who stands in the row written last.
  var roles: [RowRole.Entry] = []
  var random: RandomSource
  /// Apart from ``random``, so that the rate does not change what else is drawn.
  private var variation: RandomSource
  private let variationsPerMille: Int
  /// Whether the unit's encoding has capitals with tones.
  var allowsCapitals = true

  let places = District.places
  let styles = NameStyle.all
  let words = DateWords()
  let remarks = Names.remarks
  let offices = Names.offices

  init(block: Block, seed: UInt64, variationsPerMille: Int) {
    self.block = block
    self.variationsPerMille = variationsPerMille
    let own = seed &+ UInt64(block.number) &* 0xD1B5_4A32_D192_ED03
    random = RandomSource(seed: own &+ 1)
    variation = RandomSource(seed: own &+ 2)
  }

  /// Writes a row into ``record``.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - line: the row's number in the unit.
  ///   - entry: its number in the book of that commune and year.
  mutating func write(_ event: LifeEvent, line: Int, entry: Int) {
    record.removeAll()
    roles.removeAll(keepingCapacity: true)
    switch event.register {
    case .birth: birth(event, line, entry)
    case .marriage: marriage(event, line, entry)
    case .death: death(event, line, entry)
    case .recognition: recognition(event, line, entry)
    case .maritalStatus: maritalStatus(event, line, entry)
    case .guardianship: guardianship(event, line, entry)
    case .adoption: adoption(event, line, entry)
    case .correction: correction(event, line, entry)
    case .household: household(event)
    case .member: member(event)
    case .move: move(event, line, entry)
    case .stay: stay(event, line, entry)
    case .birthNotice: birthNotice(event, entry)
    case .deathNotice: deathNotice(event, entry)
    }
  }

  /// What a row shows of a person's birth, and what is said otherwise on purpose.
  mutating func mayVary(adult: Bool) -> (name: NameVariation, date: DateVariation) {
    guard variation.below(1000) < variationsPerMille else { return (.none, .none) }
    let names = NameVariation.allCases
    let dates = DateVariation.allCases
    if adult, variation.chance(1, in: 3) {
      return (.none, dates[1 + variation.below(dates.count - 1)])
    }
    let kind = names[1 + variation.below(names.count - 1)]
    return (kind == .capitals && !allowsCapitals ? .bare : kind, .none)
  }
}

/// Cells.
extension PopulationRows {
  mutating func text(_ text: String) {
    record.append(text)
    record.close()
  }

  mutating func number(_ number: Int, width: Int = 1) {
    record.append(number, width: width)
    record.close()
  }

  mutating func empty(_ count: Int = 1) { record.closeEmpty(count) }

  /// Points mostly, slashes now and then, also within one record.
  mutating func date(_ number: Int) {
    record.append(
      Day(number: number), separator: UInt8(ascii: random.chance(1, in: 5) ? "/" : "."))
    record.close()
  }

  /// `yyyymmdd`, as the health service writes it; a part that is not known is zeros.
  mutating func compactDate(_ day: Day, _ precision: Person.Precision = .day, time: Int = -1) {
    record.append(day.year, width: 4)
    record.append(precision == .year ? 0 : day.month, width: 2)
    record.append(precision == .day ? day.day : 0, width: 2)
    if time >= 0 {
      record.append(time / 60, width: 2)
      record.append(time % 60, width: 2)
    }
    record.close()
  }

  mutating func place(_ commune: Int, on day: Int) {
    record.append(places, District.place(commune, on: day))
    record.close()
  }

  /// A hamlet's name before the commune's, now and then.
  mutating func address(_ commune: Int, hamlet: Int, on day: Int) {
    if hamlet > 4 {
      record.append("thôn ")
      record.append(hamlet - 4, width: 1)
      record.append(", ")
    }
    place(commune, on: day)
  }

  mutating func ethnicGroup(_ person: Person) {
    let names = styles[Int(person.name.style)].ethnicGroup
    text(names[random.below(names.count)])
  }

  mutating func sex(_ person: Person) {
    if random.chance(1, in: 10) {
      text(person.isFemale ? "Nữ" : "Nam")
    } else {
      number(person.isFemale ? 2 : 1)
    }
  }

  /// A name of somebody who stands in no register.
  mutating func official() {
    let style = styles[0]
    let isFemale = random.chance(1, in: 3)
    record.append(style.family.words, style.family.draw(&random))
    record.append(UInt8(ascii: " "))
    let middle = isFemale ? style.femaleMiddle : style.maleMiddle
    record.append(middle.words, middle.draw(&random))
    record.append(UInt8(ascii: " "))
    let given = isFemale ? style.femaleGiven : style.maleGiven
    record.append(given.words, given.draw(&random))
    record.close()
  }

  // MARK: People

  func name(_ index: Int, on day: Int) -> String {
    let person = block.people[index]
    let name = day < person.renamedOn ? person.nameBefore : person.name
    let style = styles[Int(name.style)]
    let middle = (person.isFemale ? style.femaleMiddle : style.maleMiddle).words.text(
      Int(name.middle))
    let given = (person.isFemale ? style.femaleGiven : style.maleGiven).words.text(Int(name.given))
    let family = style.family.words.text(Int(name.family))
    if style.familyIsLast {
      return middle.hasSuffix("'") ? "\(middle)\(given) \(family)" : "\(middle) \(given) \(family)"
    }
    return middle.isEmpty ? "\(family) \(given)" : "\(family) \(middle) \(given)"
  }

  /// Writes a name, and notes who stands there.
  mutating func name(_ index: Int, as role: RowRole, on day: Int) {
    let age = day - block.people[index].bornNumber
    let (kind, date) = mayVary(adult: age > 6000 && role != .nks && role != .cn && role != .nc)
    var entry = RowRole.Entry(role: role, person: index, name: .none, date: date)
    if kind != .none, let varied = kind.apply(to: name(index, on: day)) {
      entry.name = kind
      record.append(varied)
    } else {
      appendName(index, on: day)
    }
    record.close()
    roles.append(entry)
  }

  private mutating func appendName(_ index: Int, on day: Int) {
    let person = block.people[index]
    let name = day < person.renamedOn ? person.nameBefore : person.name
    let style = styles[Int(name.style)]
    let middle = (person.isFemale ? style.femaleMiddle : style.maleMiddle).words
    let given = (person.isFemale ? style.femaleGiven : style.maleGiven).words
    guard !style.familyIsLast, !middle.range(Int(name.middle)).isEmpty else {
      return record.append(self.name(index, on: day))
    }
    record.append(style.family.words, Int(name.family))
    record.append(UInt8(ascii: " "))
    record.append(middle, Int(name.middle))
    record.append(UInt8(ascii: " "))
    record.append(given, Int(name.given))
  }

  /// Writes the birth date of the person named last, as far as it is known.
  mutating func birthDate(ofLastNamed isPartial: Bool = true) {
    guard let entry = roles.last else { preconditionFailure("nobody was named") }
    let person = block.people[entry.person]
    guard isPartial else { return date(person.bornNumber) }
    var precision = person.precision
    var day = person.born
    switch entry.date {
    case .none: break
    case .yearOnly: precision = .year
    case .monthOnly: precision = precision == .year ? .year : .month
    case .swapped: if day.day <= 12 { (day.day, day.month) = (day.month, day.day) }
    case .yearSlip: day = Day(day.year - 1, day.month, min(day.day, 28))
    case .firstOfYear: (day, precision) = (Day(day.year, 1, 1), .day)
    }
    if precision == .year {
      record.append(day.year, width: 4)
    } else if precision == .month {
      record.append(day.month, width: 2)
      record.append(UInt8(ascii: "."))
      record.append(day.year, width: 4)
    } else {
      record.append(day, separator: UInt8(ascii: random.chance(1, in: 5) ? "/" : "."))
    }
    record.close()
    // Nothing was said otherwise where the date could not show it.
    if precision == person.precision && day == person.born
      || precision == .year && day.year == person.born.year && person.precision == .year
    {
      roles[roles.count - 1].date = .none
    }
  }
}
