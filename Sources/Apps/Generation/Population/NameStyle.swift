/// How an ethnic group names its people.
final class NameStyle: Sendable {
  /// The group as registers write it; the first is the official name.
  let ethnicGroup: [String]
  let religion: String
  let family: Picks
  let maleMiddle: Picks
  let femaleMiddle: Picks
  let maleGiven: Picks
  let femaleGiven: Picks
  /// Whether the family name, a clan's, comes last (Ê Đê).
  let familyIsLast: Bool

  init(
    ethnicGroup: [String], religion: String, family: Picks, maleMiddle: Picks,
    femaleMiddle: Picks, maleGiven: Picks, femaleGiven: Picks, familyIsLast: Bool = false
  ) {
    self.ethnicGroup = ethnicGroup
    self.religion = religion
    self.family = family
    self.maleMiddle = maleMiddle
    self.femaleMiddle = femaleMiddle
    self.maleGiven = maleGiven
    self.femaleGiven = femaleGiven
    self.familyIsLast = familyIsLast
  }

  /// Words with how often each is drawn.
  struct Picks: Sendable {
    let words: WordList
    private let draws: [UInt16]

    /// Reads `word=count` parted by commas; a word alone counts 1, `-` is no word.
    init(_ text: String) {
      var names: [String] = []
      var draws: [UInt16] = []
      for part in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
        let pair = part.split(separator: "=")
        let word = pair[0].drop { $0 == " " }
        guard !word.isEmpty else { continue }
        let count = pair.count > 1 ? Int(pair[1]) ?? 1 : 1
        draws += Array(repeating: UInt16(names.count), count: count)
        names.append(word == "-" ? "" : String(word))
      }
      words = WordList(names)
      self.draws = draws
    }

    func draw(_ random: inout RandomSource) -> Int { Int(draws[random.below(draws.count)]) }
  }

  static let all: [NameStyle] = [
    NameStyle(
      ethnicGroup: ["Kinh", "Kinh", "Kinh", "Việt"], religion: "Không",
      family: Picks(NameCounts.family), maleMiddle: Picks(NameCounts.maleMiddle),
      femaleMiddle: Picks(NameCounts.femaleMiddle), maleGiven: Picks(NameCounts.maleGiven),
      femaleGiven: Picks(NameCounts.femaleGiven)),
    NameStyle(
      ethnicGroup: ["Tày"], religion: "Không",
      family: Picks("Hoàng=4, Nông=4, Nguyễn=3, Lý=2, Lương=2, Ma=2, Triệu, Vi, Hà, Bế"),
      maleMiddle: Picks("Văn=5, Đình, Quang"), femaleMiddle: Picks("Thị=6, Thúy"),
      maleGiven: Picks("Thắng, Dương, Hòa, Lâm, Tuyên, Chiến, Đoàn, Hiệp, Kiên, Sơn, Bằng"),
      femaleGiven: Picks("Hiền, Nguyệt, Hoa, Bích, Lan, Huệ, Duyên, Thơm, Vân, Nhung, Mến")),
    NameStyle(
      ethnicGroup: ["Thái"], religion: "Không",
      family: Picks("Lò=6, Quàng=4, Cà=2, Lường=3, Vì=2, Hoàng, Tòng=2, Bạc, Điêu, Cầm"),
      maleMiddle: Picks("Văn"), femaleMiddle: Picks("Thị"),
      maleGiven: Picks("Pọm, Inh, Hặc, Panh, Thiêm, Xương, Muôn, Chựa, Pâng, Dung, Tỉnh, Hải"),
      femaleGiven: Picks("Pâng, Hặc, Xôm, Inh, Thiết, Biên, Dín, Lả, Bóng, Nọi, Hương, Thu")),
    NameStyle(
      ethnicGroup: ["Mông", "H'Mông", "Mông"], religion: "Không",
      family: Picks("Giàng=5, Vàng=4, Thào=4, Sùng=3, Lầu=2, Mùa=2, Cư, Hạng, Vừ"),
      maleMiddle: Picks("A=8, Mí=4, Seo=2"), femaleMiddle: Picks("Thị=9, -=2"),
      maleGiven: Picks("Páo, Chứ, Sính, Lử, Dế, Tủa, Dơ, Sáu, Lềnh, Pó, Nủ, Già, Vư, Tính"),
      femaleGiven: Picks("Mỷ, Dợ, Sua, Mái, Dở, Xúa, Ly, Chía, Sầu, Pàng, Cở, Máy, Mị, Dua")),
    NameStyle(
      ethnicGroup: ["Ê Đê", "Ê-đê"], religion: "Tin lành",
      family: Picks("Niê=5, Mlô=4, Ayun, Kbuôr=2, Êban=3, Bya=2, Kriêng, Adrơng, Ktla"),
      maleMiddle: Picks("Y"), femaleMiddle: Picks("H'"),
      maleGiven: Picks("Wăn, Thim, Blơ, Djao, Nguên, Khiêm, Phương, Suôn, Bhiao, Lâm, Tuân"),
      femaleGiven: Picks("Bia, Nga, Linh, Djuan, Yer, Mlir, Wen, Ruôt, Duyên, Nuôl, Zina"),
      familyIsLast: true),
    NameStyle(
      ethnicGroup: ["Khơ-me", "Khmer", "Khơ-me"], religion: "Phật giáo",
      family: Picks("Thạch=5, Sơn=3, Kim=3, Danh=4, Châu=2, Lâm=2, Trần, Tăng"),
      maleMiddle: Picks("-=5, Văn, Minh, Hoàng"), femaleMiddle: Picks("Thị=5, -=3"),
      maleGiven: Picks("Sa Rây, Khên, Dương, Phol, Sóc, Phước, Na Rích, Thươl, Rinh, Vuône, Đol"),
      femaleGiven: Picks("Sa Riêm, Đa Ni, Huôl, Sokha, Phương, Liên, Chanh Đa, Sết, Mỹ, Hiên")),
  ]

  /// For the first digits of personal numbers the other group living there and its share in ten.
  static let shares: [Int: (style: Int, tenths: Int)] = [
    2: (3, 7), 4: (1, 8), 6: (1, 7), 8: (1, 5), 10: (3, 5), 11: (2, 7), 12: (3, 6), 14: (2, 7),
    15: (2, 4), 20: (1, 7), 38: (2, 2), 40: (2, 2), 62: (4, 2), 64: (4, 3), 66: (4, 4), 67: (4, 2),
    84: (5, 4), 91: (5, 2), 94: (5, 4), 95: (5, 2),
  ]
}

/// A person's name: the words' positions in the lists of a style.
struct PersonName: Equatable {
  var style: UInt8 = 0
  var family: UInt16 = 0
  var middle: UInt16 = 0
  var given: UInt16 = 0
}
