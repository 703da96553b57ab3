/// Writes the 20-column births of the reference load, about 340 bytes a row.
struct ReferenceRecords {
  static let headers = [
    "soDangKy", "quyenSo", "ngayDangKy", "noiDangKy", "hoTen", "ngaySinh", "gioiTinh", "danToc",
    "quocTich", "noiSinh", "queQuan", "hoTenMe", "ngaySinhMe", "soGiayToMe", "hoTenCha",
    "ngaySinhCha", "soGiayToCha", "nguoiYeuCau", "quanHe", "ghiChu",
  ]

  private var random: RandomSource
  private var index = 0
  /// Whether ``index`` is scattered, so that keys come in no order.
  private let isShuffled: Bool
  private let family = Names.family
  private let maleMiddle = Names.maleMiddle
  private let maleGiven = Names.maleGiven
  private let femaleMiddle = Names.femaleMiddle
  private let femaleGiven = Names.femaleGiven
  private let communes = Names.communes
  private let districts = Names.districts
  private let ethnicGroups = Names.ethnicGroups
  private let relations = WordList(["Cha", "Mẹ", "Ông", "Bà", "Người thân"])
  private let remarks = WordList([
    "Đăng ký đúng hạn", "Đăng ký quá hạn", "Đăng ký lại", "Cấp bản sao", "Nhập từ sổ giấy",
    "Đã đối chiếu sổ gốc",
  ])

  init(seed: UInt64, isShuffled: Bool) {
    random = RandomSource(seed: seed)
    self.isShuffled = isShuffled
  }

  mutating func next(into record: inout Record) {
    record.removeAll()
    index += 1
    let year = 1960 + random.below(60)
    let isFemale = random.chance(1, in: 2)
    // An odd factor permutes the numbers below 2²⁷, so scattered keys stay unique.
    let number = isShuffled ? (index &* 0x5DE_ECE5) & 0x7FF_FFFF : index
    record.append(number, width: 7)
    record.append(UInt8(ascii: "/"))
    record.append(year, width: 4)
    record.close()
    record.append(1 + random.below(40), width: 2)
    record.append(UInt8(ascii: "/"))
    record.append(year, width: 4)
    record.close()
    date(year + (random.chance(1, in: 20) ? 1 : 0), into: &record)
    record.append("UBND xã ")
    record.append(communes, random.below(communes.count))
    record.close()
    name(isFemale: isFemale, into: &record)
    date(year, into: &record)
    record.append(isFemale ? "Nữ" : "Nam")
    record.close()
    record.append(ethnicGroups, random.below(ethnicGroups.count))
    record.close()
    record.append("Việt Nam")
    record.close()
    place(into: &record)
    place(into: &record)
    parent(isFemale: true, childBorn: year, into: &record)
    if random.chance(19, in: 20) {
      parent(isFemale: false, childBorn: year, into: &record)
    } else {
      record.closeEmpty(3)
    }
    name(isFemale: random.chance(1, in: 2), into: &record)
    record.append(relations, random.below(relations.count))
    record.close()
    remark(into: &record)
  }

  private mutating func parent(isFemale: Bool, childBorn year: Int, into record: inout Record) {
    name(isFemale: isFemale, into: &record)
    date(year - 18 - random.below(28), into: &record)
    if random.chance(7, in: 8) {
      record.append(1 + random.below(96), width: 3)
      record.append(random.below(1_000_000_000), width: 9)
    }
    record.close()
  }

  private mutating func name(isFemale: Bool, into record: inout Record) {
    let middle = isFemale ? femaleMiddle : maleMiddle
    let given = isFemale ? femaleGiven : maleGiven
    record.append(family, random.below(family.count))
    record.append(UInt8(ascii: " "))
    record.append(middle, random.below(middle.count))
    record.append(UInt8(ascii: " "))
    record.append(given, random.below(given.count))
    record.close()
  }

  /// About one place in six has commas, so that about a third of the rows have quoted fields.
  private mutating func place(into record: inout Record) {
    record.append("Xã ")
    record.append(communes, random.below(communes.count))
    let range = districts.range(random.below(districts.count))
    if random.chance(1, in: 6) {
      record.append(UInt8(ascii: ","))
      record.append(UInt8(ascii: " "))
      for index in range { record.append(districts.bytes[index]) }
    } else {
      record.append(" - ")
      for index in range {
        let byte = districts.bytes[index]
        if byte == UInt8(ascii: ",") { record.append(" -") } else { record.append(byte) }
      }
    }
    record.close()
  }

  private mutating func date(_ year: Int, into record: inout Record) {
    record.append(
      Day(year, 1 + random.below(12), 1 + random.below(28)), separator: UInt8(ascii: "/"))
    record.close()
  }

  private mutating func remark(into record: inout Record) {
    switch random.below(100) {
    case ..<40: break
    case ..<95: record.append(remarks, random.below(remarks.count))
    case ..<97:
      record.append("Trích \"Sổ đăng ký\" quyển ")
      record.append(1 + random.below(40), width: 1)
      record.append(", trang ")
      record.append(1 + random.below(200), width: 1)
    case ..<98:
      record.append("Dòng 1: bổ sung\nDòng 2: tờ ")
      record.append(random.below(200), width: 1)
      record.append(" & <bản sao>")
    default:
      record.append("Cải chính, theo Quyết định số ")
      record.append(random.below(9999), width: 1)
      record.append("/QĐ-UBND")
    }
    record.close()
  }
}
