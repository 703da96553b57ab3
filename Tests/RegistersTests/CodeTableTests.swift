import Registers
import Tables
import Testing

@Suite struct CodeTableTests {
  @Test(
    "A name as it is spelled has its code, another none",
    arguments: [
      ("Kinh", "01"), ("Rơ Măm", "54"), ("kinh", nil), ("", nil),
    ])
  func code(name: String, code: String?) {
    #expect(CodeTable(.ethnicGroups).code(of: Array(name.utf8)) == code.map { Array($0.utf8) })
  }
}
