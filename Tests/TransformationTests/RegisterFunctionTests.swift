import Testing
import Transformation

@Suite struct RegisterFunctionTests {
  @Test(
    "Functions over names, codes and places answer what the steps find",
    arguments: [
      ("name_family('Tôn Thất Thuyết')", "Tôn Thất"),
      ("name_middle('Nguyễn Thị Ngọc Ánh')", "Thị Ngọc"),
      ("name_given('Nguyễn Văn An (Ba)')", "An"), ("name_alias('Nguyễn Văn An (Ba)')", "Ba"),
      ("name_family('Y Bhin Niê')", nil), ("code('ethnic', 'H''Mông')", "08"),
      ("code('sex', 'NỮ')", "2"), ("code('ethnic', 'Mán')", nil), ("code('nothing', 'x')", nil),
      ("place('P. Trần Hưng Đạo, Q. Hoàn Kiếm, HN', '2020-03-15')", "00082"),
      ("place('P. Trần Hưng Đạo, Q. Hoàn Kiếm, HN', '2020', 'district')", "002"),
      ("place('tỉnh Lào Cai', '2025-06-30', 'province')", "10"),
      ("place('tỉnh Lào Cai', '2025-07-01', 'province')", "15"),
      ("place('xã Tân Lập', '2020-03-15')", nil), ("place('xã Tân Lập', 'hôm qua')", nil),
      ("place('xã Tân Lập', '2020-03-15', 'nothing')", nil),
      ("place_2025('00007')", "00008"), ("place_2025_count('00007')", "2"),
      ("place_2025('02')", "08"), ("place_2025('318')", "11948"), ("place_2025('xyz')", nil),
      ("place_2025_count('99999')", "0"),
    ] as [(String, String?)])
  func answer(expression: String, answer: String?) throws {
    #expect(try computed(expression) == answer)
  }
}
