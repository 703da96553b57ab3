/// Writes invented birth entries, book after book, the columns those of ``BirthSheet``.
///
/// No two entries share place, book and number, so only what is planted is a duplicate.
struct BirthRecords {
  /// Entries in a book before the next book begins.
  static let entriesPerBook = 200

  private var random: RandomSource
  private let firstCommune: Int
  private let communeCount: Int
  private let firstYear: Int
  private var index = 0
  private let dayWords: WordList
  private let monthWords: WordList
  private let yearWords: WordList

  private let family = Names.family
  private let maleMiddle = Names.maleMiddle
  private let maleGiven = Names.maleGiven
  private let femaleMiddle = Names.femaleMiddle
  private let femaleGiven = Names.femaleGiven
  private let places = BirthPlaces()
  private let ethnicGroups = Names.ethnicGroups
  private let remarks = Names.remarks
  private let offices = Names.offices
  private let maleRelations = Names.maleRelations
  private let femaleRelations = Names.femaleRelations

  /// Where all communes together end.
  static var allCommunes: Int { BirthPlaces.count }

  /// - Parameters:
  ///   - seed: decides everything.
  ///   - communes: the communes whose books follow each other.
  ///   - firstYear: the year of the first books.
  init(seed: UInt64, communes: Range<Int>, firstYear: Int) {
    random = RandomSource(seed: seed)
    firstCommune = communes.lowerBound
    communeCount = communes.count
    self.firstYear = firstYear
    let words = DateWords()
    (dayWords, monthWords, yearWords) = (words.days, words.months, words.years)
  }

  /// Replaces the contents of `record` by the next entry.
  mutating func next(into record: inout Record) {
    record.removeAll()
    let entry = index % Self.entriesPerBook
    let book = index / Self.entriesPerBook
    let commune = firstCommune + book % communeCount
    let round = book / communeCount
    let year = firstYear + round % 35
    index += 1

    let registered = Day(number: Day(year, 1, 2).number + entry * 360 / Self.entriesPerBook)
    let isLate = random.chance(1, in: 12)
    let delay = isLate ? 61 + random.below(2000) : 2 + random.below(50)
    let born = Day(number: registered.number - delay)
    let isFemale = random.chance(1, in: 2)
    let hasFather = !random.chance(1, in: 20)

    record.append(index, width: 1)
    record.close()
    record.append(entry + 1, width: 2)
    record.append(UInt8(ascii: "/"))
    record.append(year, width: 4)
    record.close()
    record.append(1 + round / 35, width: 2)
    record.append(UInt8(ascii: "/"))
    record.append(year, width: 4)
    record.close()
    record.append(1 + entry / 2, width: 1)
    record.close()
    date(registered, into: &record)
    record.append(isLate ? UInt8(ascii: "4") : UInt8(ascii: "1"))
    record.close()
    record.append("UBND ")
    place(commune, into: &record)
    record.close()
    name(isFemale: false, into: &record)
    record.append(offices, random.below(offices.count))
    record.close()
    name(isFemale: random.chance(1, in: 2), into: &record)
    record.append(remarks, random.below(remarks.count))
    record.close()

    child(born, isFemale: isFemale, hasFather: hasFather, commune: commune, into: &record)
    let motherBorn = parent(isFemale: true, childBorn: born, commune: commune, into: &record)
    if hasFather {
      _ = parent(isFemale: false, childBorn: born, commune: commune, into: &record)
    } else {
      record.closeEmpty(12)
    }
    applicant(registered, commune: commune, since: motherBorn, into: &record)
    record.closeEmpty(4)
  }

  private mutating func child(
    _ born: Day, isFemale: Bool, hasFather: Bool, commune: Int, into record: inout Record
  ) {
    if born.year >= 2016 {
      // Nobody else of a million has it.
      let serial = index * 777_773 % 1_000_000
      personalNumber(
        isFemale: isFemale, year: born.year, commune: commune, serial: serial, into: &record)
    }
    record.close()
    name(isFemale: isFemale, into: &record)
    if random.chance(1, in: 10) {
      record.append(isFemale ? "Nữ" : "Nam")
    } else {
      record.append(isFemale ? UInt8(ascii: "2") : UInt8(ascii: "1"))
    }
    record.close()
    date(born, into: &record)
    record.append(dayWords, born.day - 1)
    record.append(monthWords, born.month - 1)
    record.append(yearWords, born.year - DateWords.firstYear)
    record.close()
    record.append("Trạm y tế ")
    place(commune, into: &record)
    record.close()
    place(commune, into: &record)
    record.close()
    place(random.chance(3, in: 4) ? commune : random.below(Self.allCommunes), into: &record)
    record.close()
    record.append(ethnicGroups, random.below(ethnicGroups.count))
    record.close()
    record.append("Việt Nam")
    record.close()
    record.closeEmpty(3)
    record.append(hasFather ? UInt8(ascii: "1") : UInt8(ascii: "3"))
    record.close()
    record.closeEmpty(10)
  }

  private mutating func parent(
    isFemale: Bool, childBorn: Day, commune: Int, into record: inout Record
  ) -> Int {
    let year = childBorn.year - 19 - random.below(24)
    let hasNumber = childBorn.year >= 2016
    if hasNumber {
      personalNumber(isFemale: isFemale, year: year, commune: commune, into: &record)
    }
    record.close()
    name(isFemale: isFemale, into: &record)
    switch random.below(10) {
    case 0..<7: record.append(year, width: 4)
    case 7:
      record.append(1 + random.below(12), width: 2)
      record.append(UInt8(ascii: "."))
      record.append(year, width: 4)
    default:
      record.append(
        Day(year, 1 + random.below(12), 1 + random.below(28)),
        separator: UInt8(ascii: random.chance(1, in: 5) ? "/" : "."))
    }
    record.close()
    record.append(ethnicGroups, random.below(ethnicGroups.count))
    record.close()
    record.append("Việt Nam")
    record.close()
    record.closeEmpty(3)
    record.append(random.chance(1, in: 15) ? UInt8(ascii: "2") : UInt8(ascii: "1"))
    record.close()
    place(commune, into: &record)
    record.close()
    identity(hasNumber, isFemale: isFemale, year: year, commune: commune, into: &record)
    return year
  }

  private mutating func applicant(
    _ registered: Day, commune: Int, since year: Int, into record: inout Record
  ) {
    let isFemale = random.chance(1, in: 2)
    name(isFemale: isFemale, into: &record)
    let relations = isFemale ? femaleRelations : maleRelations
    record.append(relations, random.below(relations.count))
    record.close()
    let isNew = registered.year >= 2016
    record.append(isNew ? UInt8(ascii: "4") : UInt8(ascii: "1"))
    record.close()
    record.closeEmpty(1)
    if isNew {
      personalNumber(isFemale: isFemale, year: year, commune: commune, into: &record)
    } else {
      record.append(100_000_000 + random.below(250_000_000), width: 9)
    }
    record.close()
    date(Day(number: registered.number - 100 - random.below(2000)), into: &record)
    record.append("Công an ")
    record.append(places.districts, commune)
    record.close()
  }

  private mutating func identity(
    _ isNew: Bool, isFemale: Bool, year: Int, commune: Int, into record: inout Record
  ) {
    record.append(isNew ? UInt8(ascii: "4") : UInt8(ascii: "1"))
    record.close()
    if isNew {
      personalNumber(isFemale: isFemale, year: year, commune: commune, into: &record)
    } else {
      record.append(100_000_000 + random.below(250_000_000), width: 9)
    }
    record.close()
  }

  private mutating func personalNumber(
    isFemale: Bool, year: Int, commune: Int, serial: Int? = nil, into record: inout Record
  ) {
    record.append(places.prefixes[commune], width: 3)
    record.append((year >= 2000 ? 2 : 0) + (isFemale ? 1 : 0), width: 1)
    record.append(year % 100, width: 2)
    record.append(serial ?? random.below(1_000_000), width: 6)
  }

  private mutating func name(isFemale: Bool, into record: inout Record) {
    record.append(family, random.below(family.count))
    record.append(UInt8(ascii: " "))
    if isFemale {
      record.append(femaleMiddle, random.below(femaleMiddle.count))
      record.append(UInt8(ascii: " "))
      record.append(femaleGiven, random.below(femaleGiven.count))
    } else {
      record.append(maleMiddle, random.below(maleMiddle.count))
      record.append(UInt8(ascii: " "))
      record.append(maleGiven, random.below(maleGiven.count))
    }
    record.close()
  }

  private mutating func place(_ commune: Int, into record: inout Record) {
    record.append(places.communes, commune)
  }

  /// Points mostly, slashes now and then, also within one record.
  private mutating func date(_ day: Day, into record: inout Record) {
    record.append(day, separator: UInt8(ascii: random.chance(1, in: 5) ? "/" : "."))
    record.close()
  }
}
