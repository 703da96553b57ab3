/// What is true of the rows of a book together: its missing numbers, or its households' heads.
struct BookTruth {
  private let columns: (number: Int, book: Int, place: Int)?
  private let members: (household: Int, relation: Int, struckOut: Int)?
  private var book: [UInt8] = []
  private var place: [UInt8] = []
  private var last = 0
  private var missing = 0
  private var gaps = ""
  private var household: [UInt8] = []
  private var firstRow = 0
  private var heads: [Int] = []

  init(_ register: Register) {
    let sheet = RegisterSheet.all[register.rawValue]
    let isNumbered = sheet.columns.contains { $0.target == "so_dang_ky" }
    columns =
      isNumbered
      ? (sheet.index("so_dang_ky"), sheet.index("quyen_so"), sheet.index("noi_dang_ky")) : nil
    members =
      register == .member
      ? (
        sheet.index("so_so_ho_khau"), sheet.index("quan_he_voi_chu_ho"),
        sheet.index("ngay_xoa_dang_ky")
      ) : nil
  }

  /// Notes a row that has to be loaded; rows come in the order of their books.
  ///
  /// - Returns: the line of `truth-gaps.csv` about the book that ended, and the record to blame of a
  ///   household that ended without one head; `nil` where all is well.
  mutating func note(_ record: Record, number: Int) -> (gaps: String?, head: Int?) {
    var ended: (gaps: String?, head: Int?) = (nil, nil)
    if let columns {
      let (book, place) = (record.value(columns.book), record.value(columns.place))
      if book != self.book || place != self.place {
        ended.gaps = endBook()
        (self.book, self.place, last) = (book, place, 0)
      }
      let entry = record.value(columns.number).prefix { $0 != UInt8(ascii: "/") }
        .reduce(0) { $0 * 10 + Int($1) - 48 }
      if last > 0, entry > last + 1 {
        missing += entry - last - 1
        if !gaps.isEmpty { gaps += " " }
        gaps += entry == last + 2 ? "\(last + 1)" : "\(last + 1)-\(entry - 1)"
      }
      last = entry
    }
    if let members {
      let household = record.value(members.household)
      if household != self.household {
        ended.head = endHousehold()
        (self.household, firstRow, heads) = (household, number, [])
      }
      let isHead =
        record.value(members.relation) == Array("01".utf8)
        && record.fields[members.struckOut].isEmpty
      if isHead { heads.append(number) }
    }
    return ended
  }

  /// Ends the last book and household.
  mutating func end() -> (gaps: String?, head: Int?) {
    let ended = (endBook(), endHousehold())
    (book, household, last, firstRow, heads) = ([], [], 0, 0, [])
    return ended
  }

  private mutating func endBook() -> String? {
    defer { (missing, gaps) = (0, "") }
    guard missing > 0 else { return nil }
    let (book, place) = (
      String(decoding: book, as: UTF8.self), String(decoding: place, as: UTF8.self)
    )
    return "\(book),\(missing),\(gaps),\"\(place)\"\n"
  }

  private func endHousehold() -> Int? {
    guard firstRow > 0, heads.count != 1 else { return nil }
    return heads.first ?? firstRow
  }
}
