import Dataflow
import Foundation

/// What a code means for all the fields that have a rule with it, in both languages.
struct RuleMeaning {
  let vietnamese: String
  let english: String

  /// What codes mean whose rules say different things of different fields.
  static let general: [String: (vietnamese: String, english: String)] = [
    "E-CODE": ("giá trị không có trong danh mục", "the value is not in its list"),
    "E-DATE": ("ngày không hợp lệ", "no possible date"),
    "E-LENGTH": ("quá dài hoặc quá ngắn", "too long or too short"),
    "E-PATTERN": ("không đúng mẫu", "not of the wanted pattern"),
    "E-JSON": ("không đúng lược đồ JSON", "not as its JSON schema says"),
    "E-RANGE": ("giá trị ngoài phạm vi", "out of range"),
    "E-REQ": ("thiếu giá trị bắt buộc", "a required value is missing"),
    "E-TYPE": ("sai kiểu dữ liệu", "of the wrong type"),
    "W-DATE-WORDS": (
      "ngày bằng chữ sai hoặc khác ngày bằng số",
      "the date in words is wrong or differs"
    ),
  ]

  init(code: String, rules: [Rule]) {
    let found = rules.filter { $0.code == code }
    if let rule = found.first, found.allSatisfy({ $0.messageVietnamese == rule.messageVietnamese })
    {
      (vietnamese, english) = (rule.messageVietnamese, rule.message)
    } else if let known = Self.general[code] {
      (vietnamese, english) = known
    } else {
      vietnamese = Self.common(found.map { ($0.messageVietnamese, $0.field) }) ?? "nhiều lý do"
      english = Self.common(found.map { ($0.message, $0.field) }) ?? "several reasons"
    }
  }

  /// The message that is left when fields are not named, if it is one and the same.
  private static func common(_ messages: [(text: String, field: String?)]) -> String? {
    let texts = Set(
      messages.map { message in
        message.field.map { message.text.replacingOccurrences(of: $0, with: "…") } ?? message.text
      })
    return texts.count == 1 ? texts.first : nil
  }
}
