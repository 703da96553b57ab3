/// What a field holds, which decides how two of its values are compared.
public enum ComparisonKind: String, Sendable, CaseIterable {
  /// The name of a person, in words.
  case name
  /// Any other text.
  case text
  /// A day, month or year.
  case date
  /// The digits of a paper.
  case number
  /// A value of a list, which agrees or does not.
  case code
  /// A path of units, the largest first, parted by slashes.
  case place
  /// Several texts, parted by bars.
  case set
  /// A quantity.
  case amount

  /// The levels of agreement, the best first; level 0 of every kind is a missing value.
  public var levels: [ComparisonLevel] {
    switch self {
    case .name:
      [
        .init("same", "như nhau"), .init("other_marks", "khác dấu"),
        .init("other_order", "khác thứ tự chữ"), .init("one_letter", "khác một chữ cái"),
        .init("middle_missing", "thiếu chữ đệm"), .init("other_middle", "khác chữ đệm"),
        .init("last_word", "chỉ giống chữ cuối"), .init("first_word", "chỉ giống chữ đầu"),
        .init("different", "khác"),
      ]
    case .text:
      [
        .init("same", "như nhau"), .init("other_marks", "khác dấu"),
        .init("one_letter", "khác một chữ cái"), .init("close", "gần giống"),
        .init("alike", "hơi giống"), .init("distant", "ít giống"), .init("different", "khác"),
      ]
    case .date:
      [
        .init("same_day", "cùng ngày"), .init("same_month", "cùng tháng, không rõ ngày"),
        .init("same_year", "cùng năm, không rõ tháng"), .init("swapped", "đảo ngày và tháng"),
        .init("slip", "sai một chữ số"), .init("first_of_year", "một bên ghi 01/01"),
        .init("year_slip", "lệch một năm, cùng ngày tháng"),
        .init("lunar", "âm lịch và dương lịch"),
        .init("other_day", "cùng năm, khác ngày"), .init("near_year", "lệch một năm"),
        .init("different", "khác"),
      ]
    case .number:
      [
        .init("same", "như nhau"), .init("one_digit", "sai một chữ số"),
        .init("different", "khác"),
      ]
    case .code: [.init("same", "như nhau"), .init("different", "khác")]
    case .place:
      [
        .init("same", "như nhau"), .init("same_parent", "cùng đơn vị cấp trên"),
        .init("same_grandparent", "cùng đơn vị trên hai cấp"), .init("different", "khác"),
      ]
    case .set:
      [
        .init("two_common", "chung từ hai"), .init("one_common", "chung một"),
        .init("none_common", "không chung"),
      ]
    case .amount:
      [
        .init("same", "như nhau"), .init("close", "lệch đến 1 %"),
        .init("alike", "lệch đến 10 %"), .init("different", "khác"),
      ]
    }
  }
}

/// One level of agreement.
public struct ComparisonLevel: Sendable, Equatable {
  /// Its name in definitions and tables.
  public var name: String
  /// What it means, in Vietnamese.
  public var vietnamese: String

  init(_ name: String, _ vietnamese: String) {
    self.name = name
    self.vietnamese = vietnamese
  }
}
