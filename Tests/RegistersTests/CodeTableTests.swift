import Registers
import Testing

@Suite struct CodeTableTests {
  private static func code(_ table: String, _ text: String) -> (code: String?, isAmbiguous: Bool) {
    guard let table = CodeTable(named: table) else { return ("no table", false) }
    let match = table.find(Array(text.utf8))
    let code =
      match.number < 0 ? nil : String(decoding: table.codes[Int(match.number)], as: UTF8.self)
    return (code, match.isAmbiguous)
  }

  @Test(
    "A word has the code it means, however it is written",
    arguments: [
      ("ethnic", "Kinh", "01"), ("ethnic", "KINH", "01"), ("ethnic", "  kinh ", "01"),
      ("ethnic", "Việt", "01"), ("ethnic", "Dân tộc Tày", "02"), ("ethnic", "H'Mông", "08"),
      ("ethnic", "H’mông", "08"), ("ethnic", "Ê-đê", "12"), ("ethnic", "Ê Đê", "12"),
      ("ethnic", "e de", "12"), ("ethnic", "Dao (Dao Đỏ)", "09"), ("ethnic", "Tày (Thổ)", "02"),
      ("ethnic", "Rơ Măm", "54"), ("ethnic", "1", "01"), ("ethnic", "01", "01"),
      ("sex", "Nữ", "2"), ("sex", "NỮ", "2"), ("sex", "nu", "2"), ("sex", "Nam", "1"),
      ("sex", "Trai", "1"), ("relation", "Con trai", "04"), ("relation", "Chủ hộ", "01"),
      ("relation", "Bố vợ", "10"), ("relation", "Cô, dì, chú, bác, cậu", "25"),
      ("relation", "Dì", "25"), ("marital", "Độc thân", "1"), ("marital", "Ly dị", "3"),
      ("marital", "Goá", "4"), ("religion", "Đạo Phật", "01"),
      ("religion", "Thiên Chúa giáo", "02"),
      ("religion", "Không", "00"), ("religion", "Hòa Hảo", "05"), ("religion", "Hoà Hảo", "05"),
      ("nationality", "Việt Nam", "VN"), ("nationality", "VIET NAM", "VN"),
      ("nationality", "Quốc tịch Việt Nam", "VN"), ("nationality", "Campuchia", "KH"),
      ("nationality", "Mỹ", "US"), ("nationality", "Mĩ", "US"), ("id_document", "CMND", "1"),
      ("id_document", "Căn cước công dân", "4"), ("id_document", "CCCD", "4"),
    ])
  func found(table: String, text: String, code: String) {
    #expect(Self.code(table, text) == (code, false))
  }

  @Test(
    "A word that could mean several codes has none, unless it is the official name of one",
    arguments: [
      ("Mán", nil), ("Trại", nil), ("Hạ", nil), ("Chil", nil), ("Xá Khao", nil), ("Thổ", "24"),
      ("Hoa", "04"), ("Tày (Sán Dẻo)", nil),
    ])
  func ambiguous(text: String, code: String?) {
    #expect(Self.code("ethnic", text) == (code, true))
  }

  @Test(
    "A word that is in no table has no code",
    arguments: [
      ("ethnic", "Kinhh"), ("ethnic", ""), ("ethnic", "()"), ("ethnic", "("), ("sex", "4"),
      ("ethnic", "99"), ("nationality", "Atlantis"), ("sex", "dân tộc"),
    ])
  func unknown(table: String, text: String) {
    #expect(Self.code(table, text) == (nil, false))
  }

  @Test("Every code and every official name of every table has its own code")
  func own() {
    #expect(CodeTable.names.count == 18)
    for name in CodeTable.names {
      guard let table = CodeTable(named: name) else { continue }
      for (code, label) in zip(table.codes, table.labels) {
        for text in [code, label] {
          let number = table.find(text).number
          #expect(number >= 0 && table.codes[Int(max(number, 0))] == code)
        }
      }
    }
    #expect(CodeTable(named: "nothing") == nil)
  }
}
