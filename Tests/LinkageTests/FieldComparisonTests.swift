import Testing

@testable import Linkage

@Suite struct FieldComparisonTests {
  private func level(_ kind: ComparisonKind, _ one: String, _ other: String) -> String {
    var store = RecordStore(fields: [.init(name: "x", kind: kind)])
    for text in [one, other] {
      let bytes = Array(text.utf8)
      store.append(bytes, [0..<bytes.count])
    }
    store.prepare { year, month, day in
      // 15/8 of the lunar year 1970 was 14 September.
      (year, month, day) == (1970, 8, 15) ? 256 : nil
    }
    let codes = store.fields[0].codes
    let values = store.fields[0].values
    let level = values.level(codes[0], codes[1])
    #expect(level == values.level(codes[1], codes[0]))
    return level == 0 ? "missing" : kind.levels[Int(level) - 1].name
  }

  @Test(
    "Names agree by marks, letters, order, middle words and given name",
    arguments: [
      ("Nguyễn Văn Hòa", "NGUYỄN VĂN HOÀ", "same"), ("Lý Mỹ Vy", "Lí Mĩ Vi", "same"),
      ("Nguyễn Văn Hòa", "Nguyen Van Hoa", "other_marks"),
      ("Nguyễn Thị Thảo", "Nguyễn Thị Thão", "other_marks"),
      ("Hoa Nguyễn Thị", "Nguyễn Thị Hoa", "other_order"),
      ("Trần Minh Nhựt", "Trần Minh Nhựu", "one_letter"),
      ("Lê Thị Hồng Hạnh", "Lê Hồng Hạnh", "middle_missing"),
      ("Lê Thị Hạnh", "Lê Hồng Hạnh", "other_middle"),
      ("Phạm Văn Tú", "Đỗ Văn Tú", "last_word"), ("Phạm Văn Tú", "Phạm Đức Long", "first_word"),
      ("Phạm Văn Tú", "Đỗ Đức Long", "different"), ("", "Đỗ Đức Long", "missing"),
    ])
  func names(one: String, other: String, wanted: String) {
    #expect(level(.name, one, other) == wanted)
  }

  @Test(
    "Dates agree as far as both are known, and slips are told apart",
    arguments: [
      ("1970-08-15", "1970-08-15", "same_day"), ("1970-08", "1970-08-15", "same_month"),
      ("1970", "1970-08-15", "same_year"), ("1970-XX-XX", "1970-00-00", "same_year"),
      ("1970~", "1970", "same_year"), ("1970-08-05", "1970-05-08", "swapped"),
      ("1970-08-15", "1970-08-16", "slip"), ("1970-08-12", "1970-08-21", "slip"),
      ("1907-08-15", "1970-08-15", "slip"), ("1970-01-01", "1970-08-15", "first_of_year"),
      ("1969-08-15", "1970-08-15", "year_slip"), ("1970-08-15", "1970-09-14", "lunar"),
      ("1970-08-15", "1970-11-28", "other_day"), ("1971-03", "1970-08-15", "near_year"),
      ("1985-03-02", "1970-08-15", "different"), ("", "1970", "missing"),
      ("không rõ", "1970", "missing"),
    ])
  func dates(one: String, other: String, wanted: String) {
    #expect(level(.date, one, other) == wanted)
  }

  @Test(
    "Numbers of different lengths say nothing about each other",
    arguments: [
      ("012345678", "012345678", "same"), ("012345678", "012345687", "one_digit"),
      ("012345678", "012345679", "one_digit"), ("012345678", "112345679", "different"),
      ("012345678", "001070012345", "missing"),
    ])
  func numbers(one: String, other: String, wanted: String) {
    #expect(level(.number, one, other) == wanted)
  }

  @Test(
    "Texts, places, sets and amounts have levels of their own",
    arguments: [
      (ComparisonKind.text, "Jonathan", "jonathan", "same"),
      (.text, "jonathon", "jonathan", "one_letter"), (.text, "jonhatan", "jonathna", "close"),
      (.text, "smith", "walker", "different"), (.text, "dixon", "dicksonx", "distant"),
      (.place, "01/016/00376", "01/016/00376", "same"),
      (.place, "01/016/00376", "01/016/00379", "same_parent"),
      (.place, "01/016/00376", "01/017/00454", "same_grandparent"),
      (.place, "01/016/00376", "36/363/14026", "different"),
      (.set, "Lê Văn An|Lê Thị Bình", "Le Thi Binh|Lê Văn An|Lê Chi", "two_common"),
      (.set, "Lê Văn An|Lê Thị Bình", "Lê Văn An", "one_common"), (.set, "A", "B", "none_common"),
      (.amount, "100", "100.5", "close"), (.amount, "100", "108", "alike"),
      (.amount, "100", "300", "different"), (.code, "1", "2", "different"),
    ])
  func others(kind: ComparisonKind, one: String, other: String, wanted: String) {
    #expect(level(kind, one, other) == wanted)
  }
}
