/// A real district of before July 2025 and four of its communes, whose books one block fills.
struct District: Sendable {
  /// Where the day falls that the communes were merged and districts ended.
  static let reform = Day(2025, 7, 1).number
  static let communesPerDistrict = 4

  /// The first three digits of personal numbers given here.
  let numberPrefix: Int
  let name: String
  let province: String
  /// For each commune its place before and after the reform, written out in full.
  let communes: [(old: String, new: String)]

  /// Reads two lines: prefix, district, old and new province; then four times `old>new`, bars between.
  private init(_ lines: [Substring]) {
    let head = lines[0].split(separator: "|")
    numberPrefix = Int(head[0]) ?? 0
    name = String(head[1])
    province = String(head[2])
    let (old, new) = (head[2], head[3])
    communes = lines[1].split(separator: "|").map { pair in
      let names = pair.split(separator: ">")
      return ("\(names[0]), \(head[1]), \(old)", "\(names[1]), \(new)")
    }
  }

  /// All of them; no two communes have the same name before or after the reform.
  static let all: [District] = [north, south].flatMap { text -> [District] in
    let lines = text.split(separator: "\n")
    return stride(from: 0, to: lines.count, by: 2).map { District(Array(lines[$0...$0 + 1])) }
  }

  /// Every commune's place, the one before the reform and the one after by turns.
  static let places = WordList(all.flatMap { $0.communes.flatMap { [$0.old, $0.new] } })

  /// The position in ``places`` of a commune's name on a day.
  static func place(_ commune: Int, on day: Int) -> Int { commune * 2 + (day >= reform ? 1 : 0) }
}
