internal import Columnar
internal import Tables

/// The level of a unit.
enum PlaceLevel: UInt8, BitwiseCopyable { case province, district, commune }

/// One unit while it has the same name, kind and parent.
struct PlaceUnit: BitwiseCopyable {
  var code: Int32
  /// The parent's code, or -1.
  var parent: Int32
  var days: DayRange
  /// The number of its name without marks.
  var name: Int32
  /// The hash of its name with marks.
  var spelling: UInt64
  var level: PlaceLevel
  /// The letter of the table `units`.
  var kind: UInt8
  /// Whether a commune hangs under a province, as all do from July 2025 on.
  var isUnderProvince: Bool
}

/// All administrative units by name and by code, made of the shipped tables at the first use.
struct PlaceIndex: Sendable {
  /// The index; building it takes some milliseconds.
  static let shared = PlaceIndex()

  /// Provinces, districts, communes; by code within a level.
  private(set) var units: [PlaceUnit] = []
  private var provinces: CodeRanges
  private var districts: CodeRanges
  private var names = FoldedNames(capacity: 1 << 14)
  /// Behind the units of each name in ``unitsByName``.
  private var nameEnds: [Int32] = []
  private var unitsByName: [Int32] = []
  /// The province that a name stands for besides, or -1.
  private var aliases: [Int32] = []

  private init() {
    let rows = Table.units.rows
    var arena = ByteArena(capacity: 1 << 20)
    var keys: [Cell] = []
    var owners: [Int] = []
    for (number, row) in rows.enumerated() {
      for name in Self.spellings(row[5]) {
        keys.append(arena.append(name))
        owners.append(number)
      }
    }
    foldForComparison(&keys, bytes: &arena)
    units.reserveCapacity(keys.count)
    var bare: [UInt8] = []
    for (owner, key) in zip(owners, keys) {
      let row = rows[owner]
      let spelling = FoldedNames.hash(key.range, of: arena.storage.span)
      FoldedNames.dropMarks(key.range, of: arena.storage.span, into: &bare)
      units.append(
        PlaceUnit(
          code: Self.number(row[0]) ?? -1, parent: Self.number(row[2]) ?? -1,
          days: DayRange(first: Self.number(row[3]) ?? 0, end: Self.number(row[4]) ?? .max),
          name: names.insert(bare), spelling: spelling,
          level: row[0].count == 2 ? .province : row[0].count == 3 ? .district : .commune,
          kind: row[1].first ?? 0, isUnderProvince: row[2].count == 2))
    }
    provinces = CodeRanges(of: units, .province, limit: 100)
    districts = CodeRanges(of: units, .district, limit: 1000)
    addAliases()
    groupByName()
  }

  private mutating func addAliases() {
    var found: [(name: Int32, province: Int32)] = []
    for row in Table.placeAliases.rows {
      let key = foldedForComparison(Array(row[0]), keeping: .dropped)
      found.append((names.insert(key), Self.number(row[1]) ?? -1))
    }
    aliases = [Int32](repeating: -1, count: names.count)
    for (name, province) in found { aliases[Int(name)] = province }
  }

  private mutating func groupByName() {
    var counts = [Int32](repeating: 0, count: names.count)
    for unit in units { counts[Int(unit.name)] += 1 }
    var end: Int32 = 0
    nameEnds = counts.map {
      end += $0
      return end
    }
    unitsByName = [Int32](repeating: 0, count: units.count)
    for (number, unit) in units.enumerated().reversed() {
      counts[Int(unit.name)] -= 1
      let first = unit.name == 0 ? 0 : nameEnds[Int(unit.name) - 1]
      unitsByName[Int(first + counts[Int(unit.name)])] = Int32(number)
    }
  }

  /// The number of the name whose bytes without marks lie in a range, or -1.
  @inline(__always) func name(_ range: Range<Int>, of bytes: Span<UInt8>, hash: UInt64) -> Int32 {
    names.find(range, of: bytes, hash: hash)
  }

  /// Where the units of a name stand in ``unit(atNamePlace:)``.
  @inline(__always) func places(ofName name: Int32) -> Range<Int> {
    (name == 0 ? 0 : Int(nameEnds[Int(name) - 1]))..<Int(nameEnds[Int(name)])
  }

  /// The unit at a place of ``places(ofName:)``.
  @inline(__always) func unit(atNamePlace place: Int) -> PlaceUnit {
    units[Int(unitsByName[place])]
  }

  /// The province that a name stands for as a short or other name, or -1.
  @inline(__always) func alias(ofName name: Int32) -> Int32 { aliases[Int(name)] }

  /// The periods of a district or a province, as positions in ``units``.
  @inline(__always) func periods(of code: Int32, _ level: PlaceLevel) -> Range<Int> {
    level == .province ? provinces[code] : districts[code]
  }

  /// Whether a unit had a code at some time.
  func contains(_ code: Int32, _ level: PlaceLevel) -> Bool {
    let place = place(of: code, level)
    return place < units.count && units[place].code == code && units[place].level == level
  }

  /// The periods of a commune, the earliest first.
  func periods(ofCommune code: Int32) -> [PlaceUnit] {
    units[place(of: code, .commune)...].prefix { $0.code == code && $0.level == .commune }
      .sorted { $0.days.first < $1.days.first }
  }

  /// Where the units of a code stand, or would stand.
  private func place(of code: Int32, _ level: PlaceLevel) -> Int {
    var (low, high) = (0, units.count)
    while low < high {
      let middle = (low + high) / 2
      let unit = units[middle]
      if (unit.level.rawValue, unit.code) < (level.rawValue, code) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// The ways to write a name: `N.T Phong Hải` is Nông trường Phong Hải.
  private static func spellings(_ name: ArraySlice<UInt8>) -> [[UInt8]] {
    let plain = name.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: " ") : $0 }
    for short in ["N T ", "NT "] where plain.starts(with: short.utf8) {
      let rest = plain.dropFirst(short.utf8.count)
      return ["N T ", "NT ", "Nông trường "].map { Array($0.utf8) + rest }
    }
    return [plain]
  }

  /// The number that digits spell, or `nil` where there are none.
  static func number(_ digits: ArraySlice<UInt8>) -> Int32? {
    digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int32($1 &- 0x30) }
  }
}

/// Where the units of each code stand.
private struct CodeRanges: Sendable {
  private var firsts: [Int32]
  private var ends: [Int32]

  init(of units: [PlaceUnit], _ level: PlaceLevel, limit: Int) {
    firsts = [Int32](repeating: 0, count: limit)
    ends = firsts
    for (number, unit) in units.enumerated() where unit.level == level {
      if ends[Int(unit.code)] == 0 { firsts[Int(unit.code)] = Int32(number) }
      ends[Int(unit.code)] = Int32(number) + 1
    }
  }

  @inline(__always) subscript(code: Int32) -> Range<Int> {
    guard code >= 0, Int(code) < firsts.count else { return 0..<0 }
    return Int(firsts[Int(code)])..<Int(ends[Int(code)])
  }
}
