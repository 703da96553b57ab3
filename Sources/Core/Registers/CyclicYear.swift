/// The years of the cycle of sixty that can-chi names, such as Canh Tuất, tell apart.
public enum CyclicYear {
  /// The ten stems (can), the first of which is that of years ending in 4.
  public static let stems = [
    "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý",
  ]

  /// The twelve branches (chi), in order from that of the year 4.
  public static let branches = [
    "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
  ]

  /// The place in the cycle, from 1 (Giáp Tý) to 60, of a stem and a branch counted from 0; `nil`
  /// where they never meet.
  public static func index(stem: Int, branch: Int) -> Int? {
    guard (0..<10).contains(stem), (0..<12).contains(branch), stem % 2 == branch % 2 else {
      return nil
    }
    return (36 * stem + 25 * branch) % 60 + 1
  }

  /// The place of a year in the cycle, from 1 to 60.
  public static func index(ofYear year: Int) -> Int { ((year - 4) % 60 + 60) % 60 + 1 }

  /// The name of a year.
  public static func name(ofYear year: Int) -> String {
    let place = index(ofYear: year) - 1
    return "\(stems[place % 10]) \(branches[place % 12])"
  }

  /// The last year at a place in the cycle that does not lie after `year`.
  public static func latest(_ index: Int, notAfter year: Int) -> Int {
    year - ((year - 4 - (index - 1)) % 60 + 60) % 60
  }
}
