import Columnar
import Dataflow

/// A rule of the book and what it does, as a check needs them.
struct Finding: Sendable, Equatable {
  var rule: UInt16
  var severity: Severity
}

/// What may be wrong with a cell: a name for the profile's maps, a default code, and messages.
enum FindingKind: String {
  case type, partial, required, minLength, maxLength, minimum, maximum, exclusiveMinimum
  case exclusiveMaximum, pattern, enumeration = "enum", categories, jsonSchema, codes

  /// The code where the schema gives none.
  func code(_ type: TableSchema.FieldType) -> String {
    switch self {
    case .required: "E-REQ"
    case .partial: "W-DATE-PART"
    case .minLength, .maxLength: "E-LENGTH"
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: "E-RANGE"
    case .pattern: "E-PATTERN"
    case .enumeration, .categories, .codes: "E-CODE"
    case .jsonSchema: "E-JSON"
    case .type:
      switch type {
      case .date, .dateTime, .time, .yearMonth, .year, .string(.partialDate): "E-DATE"
      case .string(.idNumber), .string(.healthInsuranceNumber), .string(.householdBookNumber):
        "E-ID-SHAPE"
      case .string(.personName): "W-NAME"
      case .string(.administrativeUnit): "E-CODE"
      default: "E-TYPE"
      }
    }
  }

  /// What is wrong, in English and Vietnamese, without any value.
  func messages(_ field: TableSchema.Field) -> (english: String, vietnamese: String) {
    let name = field.name
    let limits = field.constraints
    switch self {
    case .required: return ("\(name) is missing", "thiếu \(name)")
    case .partial:
      return ("\(name) is not a full date", "\(name) không ghi đủ ngày, tháng, năm")
    case .minLength:
      return (
        "\(name) has fewer than \(limits.minLength ?? 0) characters",
        "\(name) ngắn hơn \(limits.minLength ?? 0) ký tự"
      )
    case .maxLength:
      return (
        "\(name) has more than \(limits.maxLength ?? 0) characters",
        "\(name) dài hơn \(limits.maxLength ?? 0) ký tự"
      )
    case .minimum:
      return (
        "\(name) is less than \(limits.minimum ?? "")", "\(name) nhỏ hơn \(limits.minimum ?? "")"
      )
    case .maximum:
      return (
        "\(name) is greater than \(limits.maximum ?? "")",
        "\(name) lớn hơn \(limits.maximum ?? "")"
      )
    case .exclusiveMinimum:
      return (
        "\(name) is not greater than \(limits.exclusiveMinimum ?? "")",
        "\(name) không lớn hơn \(limits.exclusiveMinimum ?? "")"
      )
    case .exclusiveMaximum:
      return (
        "\(name) is not less than \(limits.exclusiveMaximum ?? "")",
        "\(name) không nhỏ hơn \(limits.exclusiveMaximum ?? "")"
      )
    case .pattern: return ("\(name) does not match its pattern", "\(name) không đúng mẫu")
    case .codes:
      return (
        "\(name) is no code of the table '\(field.codeTable ?? "")'",
        "\(name) không phải là mã trong bảng '\(field.codeTable ?? "")'"
      )
    case .enumeration, .categories:
      return ("\(name) is none of the listed values", "\(name) không có trong danh mục")
    case .jsonSchema:
      return ("\(name) is not as its JSON schema says", "\(name) không đúng lược đồ JSON")
    case .type: return field.type.messages(name)
    }
  }

  /// Adds the rule to the book.
  func finding(_ field: TableSchema.Field, _ rules: inout RuleBook) -> Finding {
    let isGentle = self == .partial || (self == .type && field.type == .string(.personName))
    let severity =
      field.severities[rawValue]
      ?? (isGentle && field.defaultSeverity == .reject ? .warn : field.defaultSeverity)
    let (english, vietnamese) = messages(field)
    let rule = rules.add(
      Rule(
        code: field.codes[rawValue] ?? field.defaultCode ?? code(field.type), field: field.name,
        severity: severity, message: english, messageVietnamese: vietnamese))
    return Finding(rule: rule, severity: severity)
  }
}

extension TableSchema.FieldType {
  /// That a value is none of the type.
  func messages(_ name: String) -> (english: String, vietnamese: String) {
    let (english, vietnamese) = kind
    return ("\(name) is not \(english)", "\(name) không phải là \(vietnamese)")
  }

  private var kind: (english: String, vietnamese: String) {
    switch self {
    case .string(.email): ("an e-mail address", "địa chỉ thư điện tử")
    case .string(.uri): ("a URI", "URI")
    case .string(.binary): ("base64", "dữ liệu base64")
    case .string(.uuid): ("a UUID", "UUID")
    case .string(.partialDate): ("a possible date", "ngày hợp lệ")
    case .string(.personName): ("written like a name", "họ tên hợp lệ")
    case .string(.idNumber): ("a number of 9 or 12 digits", "số gồm 9 hoặc 12 chữ số")
    case .string(.administrativeUnit):
      ("the code of a province, district or commune", "mã tỉnh, huyện hoặc xã")
    case .string(.healthInsuranceNumber):
      ("a health-insurance number", "số thẻ bảo hiểm y tế hợp lệ")
    case .string(.householdBookNumber):
      ("the number of a household book", "số sổ hộ khẩu hợp lệ")
    case .string(.text), .any: ("a text", "văn bản")
    case .number: ("a number", "số")
    case .integer: ("a whole number", "số nguyên")
    case .boolean: ("true or false", "giá trị đúng/sai")
    case .object: ("a JSON object", "đối tượng JSON")
    case .array: ("a JSON array", "mảng JSON")
    case .list: ("a list of its item type", "danh sách hợp lệ")
    case .dateTime: ("a possible date and time", "ngày giờ hợp lệ")
    case .date: ("a possible date", "ngày hợp lệ")
    case .time: ("a possible time", "giờ hợp lệ")
    case .year: ("a year", "năm")
    case .yearMonth: ("a month of a year", "tháng của năm")
    case .duration: ("a duration", "khoảng thời gian")
    case .geopoint: ("a geographic point", "toạ độ")
    case .geojson: ("a GeoJSON object", "đối tượng GeoJSON")
    }
  }
}
