/// The points that an imperfect text takes off a score of 100.
enum PlaceCost {
  /// A name without any mark, where the unit's has some.
  static let unmarked = 3
  /// A short or other name.
  static let alias = 3
  /// Another kind of unit than the text says, such as `xã` for a ward.
  static let otherKind = 8
  /// A name with other marks than the unit's.
  static let otherMarks = 12
  /// A commune and a district without their province; a district alone.
  static let noProvince = 10
  /// A commune and a province without the district.
  static let noDistrict = 15
  /// A commune alone.
  static let communeAlone = 30
  /// A commune alone, where there are no districts.
  static let newCommuneAlone = 20
  /// A word among the units that is part of no name, up to five.
  static let unknownWord = 4
  /// No commune.
  static let noCommune = 15
  /// A name that says its kind and is below the units found, but unknown there.
  static let unknownBelow = 15
  /// Units of before July 2025 named for a later day.
  static let outdated = 20
  /// A name that says its kind and contradicts the units found.
  static let contradiction = 30
}

/// Looks for the units that fit the names of one text best.
struct PlaceSearch {
  let index: PlaceIndex
  let days: DayRange
  let hintCount: Int
  let wordCount: Int
  private var place = Place()
  /// The mention of the best candidate's lowest unit, or -1.
  private var chosen = -1
  private var chosenLevel = PlaceLevel.province
  private var points = -1

  init(index: PlaceIndex, days: DayRange, hintCount: Int, wordCount: Int) {
    (self.index, self.days, self.hintCount) = (index, days, hintCount)
    self.wordCount = wordCount
  }

  /// The best place of all that the mentions allow.
  mutating func best(of found: PlaceMentions) -> Place {
    let mentions = found.mentions.span
    for number in mentions.indices { seekProvinces(number, found) }
    for number in mentions.indices { seekDistricts(number, found) }
    for number in mentions.indices where mentions[number].isAnchored {
      seekCommunes(number, found)
    }
    finish()
    return place
  }

  private mutating func finish() {
    guard place.candidates > 0 else { return }
    if place.candidates > 1 {
      place.evidence = .ambiguous
    } else if chosenLevel != .commune || place.evidence == .partial {
      place.evidence = .partial
    } else {
      place.evidence = place.score == 100 ? .exact : .folded
    }
  }

  // MARK: Candidates

  private mutating func seekProvinces(_ number: Int, _ found: PlaceMentions) {
    let mention = found.mentions[number]
    guard allows(mention, .province, found) else { return }
    for place in index.places(ofName: mention.name) {
      let unit = index.unit(atNamePlace: place)
      if unit.level == .province { seekProvince(unit, mention, number, found) }
    }
    if mention.alias >= 0 {
      for period in index.periods(of: mention.alias, .province) {
        seekProvince(index.units[period], mention, number, found)
      }
    }
  }

  private mutating func seekProvince(
    _ unit: PlaceUnit, _ mention: PlaceMention, _ number: Int, _ found: PlaceMentions
  ) {
    if days.intersection(unit.days).isEmpty { return }
    var path = PlacePath(cost: PlaceCost.noCommune + PlaceCost.noProvince)
    path.units.province = unit.code
    path.add(mention, cost(of: mention, for: unit, found))
    offer(path, .province, number, found)
  }

  private mutating func seekDistricts(_ number: Int, _ found: PlaceMentions) {
    let mention = found.mentions[number]
    guard allows(mention, .district, found) else { return }
    for place in index.places(ofName: mention.name) {
      let unit = index.unit(atNamePlace: place)
      let common = days.intersection(unit.days)
      guard unit.level == .district, !common.isEmpty else { continue }
      var path = PlacePath(cost: PlaceCost.noCommune)
      path.units.district = unit.code
      path.add(mention, cost(of: mention, for: unit, found))
      addProvince(unit.parent, common, behind: mention.end, to: &path, PlaceCost.noProvince, found)
      offer(path, .district, number, found)
    }
  }

  private mutating func seekCommunes(_ number: Int, _ found: PlaceMentions) {
    let mention = found.mentions[number]
    guard allows(mention, .commune, found) else { return }
    for place in index.places(ofName: mention.name) {
      let unit = index.unit(atNamePlace: place)
      let common = days.intersection(unit.days)
      guard unit.level == .commune, !common.isEmpty else { continue }
      var path = PlacePath(cost: 0)
      path.units.commune = unit.code
      path.add(mention, cost(of: mention, for: unit, found))
      if unit.isUnderProvince {
        addProvince(
          unit.parent, common, behind: mention.end, to: &path, PlaceCost.newCommuneAlone, found)
      } else {
        addDistrict(unit.parent, common, behind: mention.end, to: &path, found)
      }
      offer(path, .commune, number, found)
    }
  }

  /// Adds a commune's district, by the name it had when the text names it.
  private func addDistrict(
    _ code: Int32, _ days: DayRange, behind word: Int, to path: inout PlacePath,
    _ found: PlaceMentions
  ) {
    path.units.district = code
    var best: PlacePath?
    for period in index.periods(of: code, .district) {
      let unit = index.units[period]
      let common = days.intersection(unit.days)
      if common.isEmpty { continue }
      var whole = path
      if let mention = self.mention(of: unit, behind: word, found) {
        whole.add(mention, cost(of: mention, for: unit, found))
        addProvince(
          unit.parent, common, behind: mention.end, to: &whole, PlaceCost.noProvince, found)
      } else {
        whole.isComplete = false
        addProvince(unit.parent, common, behind: word, to: &whole, -1, found)
        whole.cost += whole.hasProvince ? PlaceCost.noDistrict : PlaceCost.communeAlone
      }
      if whole.cost < best?.cost ?? .max { best = whole }
    }
    if let best { path = best }
  }

  /// Adds the province above, at a cost where the text does not name it.
  private func addProvince(
    _ code: Int32, _ days: DayRange, behind word: Int, to path: inout PlacePath, _ cost: Int,
    _ found: PlaceMentions
  ) {
    path.units.province = code
    for period in index.periods(of: code, .province) {
      let unit = index.units[period]
      guard !days.intersection(unit.days).isEmpty,
        let mention = self.mention(of: unit, behind: word, found)
      else { continue }
      path.add(mention, self.cost(of: mention, for: unit, found))
      path.hasProvince = true
      return
    }
    path.isComplete = false
    path.cost += max(0, cost)
  }

  /// The first mention behind a word that names a unit.
  private func mention(
    of unit: PlaceUnit, behind word: Int, _ found: PlaceMentions
  ) -> PlaceMention? {
    let mentions = found.mentions.span
    for number in mentions.indices.reversed() {
      let mention = mentions[number]
      guard mention.start >= word else { continue }
      let isNamed =
        mention.name == unit.name || unit.level == .province && mention.alias == unit.code
      if isNamed && allows(mention, unit.level, found) { return mention }
    }
    return nil
  }

  // MARK: Scores

  private func allows(_ mention: PlaceMention, _ level: PlaceLevel, _ found: PlaceMentions) -> Bool
  {
    mention.hint < 0 || found.hints[mention.hint].hint.allows(level)
  }

  private func cost(
    of mention: PlaceMention, for unit: PlaceUnit, _ found: PlaceMentions
  ) -> Int {
    var cost = 0
    if mention.name != unit.name {
      cost = PlaceCost.alias
    } else if mention.spelling != unit.spelling {
      cost = mention.isBare ? PlaceCost.unmarked : PlaceCost.otherMarks
    }
    if mention.hint >= 0 && found.hints[mention.hint].hint.kind != unit.kind {
      cost += PlaceCost.otherKind
    }
    return cost
  }

  /// Takes a candidate if it is better than the best so far, or counts it if it is as good.
  private mutating func offer(
    _ path: PlacePath, _ level: PlaceLevel, _ number: Int, _ found: PlaceMentions
  ) {
    let mention = found.mentions[number]
    var cost = path.cost
    cost += PlaceCost.unknownWord * min(5, path.gapCount(from: mention.start, to: wordCount))
    var hasUnknownName = false
    if path.hintCount < hintCount {
      for hint in found.hints where !path.explains(hint) {
        hasUnknownName = true
        let isBelow = level != .commune && hint.end <= mention.start
        cost += isBelow ? PlaceCost.unknownBelow : PlaceCost.contradiction
      }
    }
    let score = max(0, 100 - cost)
    // Of two readings as good, the one that leaves the text right of it to wider units.
    let points = score * 2 + (mention.hint >= 0 ? 1 : 0)
    if points == self.points && chosen >= 0 {
      if chosen != number { return }
      if chosenLevel != level || path.units == place.units { return }
      place.candidates += 1
      place.units = place.units.shared(with: path.units)
      return
    }
    guard points > self.points else { return }
    if level == .commune && mention.hint < 0 && !path.isComplete && chosen == number
      && chosenLevel == .district && place.units.province == path.units.province
    {
      return
    }
    (self.points, chosen, chosenLevel) = (points, number, level)
    place.units = path.units
    place.score = score
    place.candidates = 1
    place.hasUnknownName = hasUnknownName
    place.evidence = path.isComplete ? .folded : .partial
  }
}

/// Units under one another, with the mentions that name them.
struct PlacePath {
  var units = PlaceUnits()
  var cost: Int
  /// Whether the text names every level.
  var isComplete = true
  var hasProvince = false
  /// The words of the mentions, and of what says their kind, as bits.
  private var words: UInt64 = 0
  private(set) var hintCount = 0

  init(cost: Int) { self.cost = cost }

  mutating func add(_ mention: PlaceMention, _ cost: Int) {
    self.cost += cost
    words |= (1 << UInt64(mention.end)) &- (1 << UInt64(mention.start))
    if mention.hint >= 0 {
      words |= mention.hintBits
      hintCount += 1
    }
  }

  /// The number of words behind the first unit that belong to no mention.
  func gapCount(from first: Int, to end: Int) -> Int {
    let all = (UInt64(1) << UInt64(end)) &- (UInt64(1) << UInt64(first))
    return (all & ~words).nonzeroBitCount
  }

  /// Whether a hint belongs to a mention, or is part of its name.
  func explains(_ hint: PlaceMentions.Hint) -> Bool {
    words & (1 << UInt64(hint.end - 1)) != 0
  }
}
