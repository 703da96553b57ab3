import Registers
import Tables
import Testing

@Suite struct CommuneTodayTests {
  private static func path(_ text: String) -> String {
    var path: [UInt8] = []
    let bytes = Array(text.utf8)
    CommuneToday.shared.appendPath(of: bytes.span, to: &path)
    return String(decoding: path, as: UTF8.self)
  }

  @Test(
    "A commune on a day is where it lies today, beside those of the district of before",
    arguments: [
      // The town, a commune that became part of the one of its name, and that one.
      ("00376@1985-06-01", "01/016/00376"), ("00400@2010", "01/016/00376"),
      ("00376@2025-07-01", "01/016/00376"), ("00376", "01/016/00376"), ("00376@", "01/016/00376"),
      // Split in 2025: the larger part, and the other commune.
      ("00409@2001-05", "01/016/00376"), ("00433@2026", "01/016/00433"),
      // A code that names another commune from the reform on.
      ("00103@2025-06-30", "01/021/00611"), ("00103@2025-07-01", "01/003/00103"),
      ("00103@2025", "01/021/00611"),
      // A province that became part of another.
      ("13285@1999-12-31", "37/347/13366"), ("13366@2025-12-31", "37/347/13366"),
      // Ended before without a known successor, an island, a commune made of parts, no commune.
      ("00010@1999", "01/001/00010-"), ("11948@2025-08-01", "31/318/11948"),
      ("00340@2026", "01/008/00340"), ("99999@2001", ""), ("0037@2001", ""), ("", ""),
      ("00376x2001", ""),
    ])
  func places(text: String, path: String) {
    #expect(Self.path(text) == path)
  }

  @Test(
    "Every commune of the day before the reform lies where the shipped table says, and stays there")
  func everyCommune() {
    var wrong: [String] = []
    for row in Table.merge2025.rows where row[0].count == 5 {
      let texts = row.map { String(decoding: $0, as: UTF8.self) }
      let now = String(texts[1].prefix(5))
      let path = Self.path(texts[0] + "@2025-06-30")
      let parts = path.split(separator: "/")
      let isWhole = parts.map(\.count) == [2, 3, 5]
      if !isWhole || parts[2] != now || path != Self.path(now + "@2025-07-01") {
        wrong.append(texts[0])
      }
    }
    #expect(wrong == [])
  }
}
