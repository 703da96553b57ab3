/// Real communes of before July 2025 that invented births are registered in, by number.
struct BirthPlaces: Sendable {
  /// Those of the sample, which its files are named after.
  private static let sample: [(prefix: Int, commune: String)] = [
    (1, "xã Tản Lĩnh, huyện Ba Vì, thành phố Hà Nội"),
    (92, "phường An Khánh, quận Ninh Kiều, thành phố Cần Thơ"),
    (40, "xã Châu Quang, huyện Quỳ Hợp, tỉnh Nghệ An"),
    (6, "thị trấn Đồng Tâm, huyện Chợ Mới, tỉnh Bắc Kạn"),
    (15, "xã Tân Lập, huyện Lục Yên, tỉnh Yên Bái"),
    (40, "xã Yên Sơn, huyện Đô Lương, tỉnh Nghệ An"),
  ]
  private static let all: [(prefix: Int, commune: String)] =
    sample
    + District.all.flatMap { district in
      district.communes.map { (district.numberPrefix, $0.old) }
    }

  static let count = all.count

  /// The communes, with district and province.
  let communes = WordList(Self.all.map(\.commune))
  /// The district and province of each.
  let districts = WordList(
    Self.all.map { String($0.commune.drop { $0 != "," }.dropFirst(2)) })
  /// The first digits of personal numbers given there.
  let prefixes = Self.all.map(\.prefix)
}
