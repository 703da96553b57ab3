import Columnar

extension SchemaReader {
  private static let types = [
    "string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date",
    "time", "year", "yearmonth", "duration", "geopoint", "geojson", "any",
  ]

  /// The type a field's `type`, `format` and companions spell.
  mutating func fieldType(
    _ word: String, _ members: [String: JSONValue]
  ) -> TableSchema.FieldType? {
    var format = string(members["format"], "'format'") ?? "default"
    if format.hasPrefix("fmt:") { format.removeFirst(4) }
    let mark = members["format"]?.mark
    switch word {
    case "string": return stringType(format, members)
    case "number": return .number(numberFormat(members))
    case "integer": return .integer(numberFormat(members))
    case "boolean":
      let trueValues = strings(members["trueValues"], "'trueValues'")
      let falseValues = strings(members["falseValues"], "'falseValues'")
      return booleanType(
        trueValues ?? ["true", "True", "TRUE", "1"],
        falseValues ?? ["false", "False", "FALSE", "0"],
        at: members["falseValues"]?.mark ?? members["trueValues"]?.mark)
    case "object": return plain(.object, format, mark)
    case "array": return plain(.array, format, mark)
    case "list":
      let delimiter = string(members["delimiter"], "'delimiter'") ?? ","
      if delimiter.isEmpty, let mark = members["delimiter"]?.mark {
        report("SH2003", "'delimiter' must not be empty", at: mark)
      }
      let item = choice(
        members["itemType"], "'itemType'", of: TableSchema.FieldType.ListItem.self)
      return plain(.list(delimiter: delimiter, item: item ?? .string), format, mark)
    case "datetime":
      return .dateTime(
        formats(format, [.isoDateTime], DateFormat.anyDateTime, (date: true, time: true), mark))
    case "date":
      return .date(formats(format, [.isoDate], DateFormat.anyDate, (date: true, time: false), mark))
    case "time":
      return .time(
        formats(format, [.isoTimeOfDay], DateFormat.anyTime, (date: false, time: true), mark))
    case "year": return plain(.year, format, mark)
    case "yearmonth": return plain(.yearMonth, format, mark)
    case "duration": return plain(.duration, format, mark)
    case "geopoint":
      let choice = choice(
        members["format"], "'format'", of: TableSchema.FieldType.GeopointFormat.self)
      return .geopoint(choice ?? .text)
    case "geojson":
      if format != "topojson" && format != "default", let mark {
        unknownWord(format, "'format'", ["default", "topojson"], at: mark)
      }
      return .geojson(isTopology: format == "topojson")
    case "any": return plain(.any, format, mark)
    default:
      if let mark = members["type"]?.mark { unknownWord(word, "'type'", Self.types, at: mark) }
      return nil
    }
  }

  /// A type that has no formats.
  private mutating func plain(
    _ type: TableSchema.FieldType, _ format: String, _ mark: JSONValue.Mark?
  ) -> TableSchema.FieldType {
    if format != "default", let mark { unknownWord(format, "'format'", ["default"], at: mark) }
    return type
  }

  private mutating func stringType(
    _ format: String, _ members: [String: JSONValue]
  ) -> TableSchema.FieldType {
    let standard = ["default", "email", "uri", "binary", "uuid"]
    let own = [
      "partialDate", "personName", "idNumber", "healthInsuranceNumber", "householdBookNumber",
      "administrativeUnit",
    ]
    if let value = members["sohoa:type"], let word = string(value, "'sohoa:type'") {
      if own.contains(word), let type = TableSchema.FieldType.StringFormat(rawValue: word) {
        return .string(type)
      }
      unknownWord(word, "'sohoa:type'", own, at: value.mark)
    }
    if standard.contains(format), let type = TableSchema.FieldType.StringFormat(rawValue: format) {
      return .string(type)
    }
    if let mark = members["format"]?.mark { unknownWord(format, "'format'", standard, at: mark) }
    return .string(.text)
  }

  private mutating func numberFormat(_ members: [String: JSONValue]) -> NumberFormat {
    let format = NumberFormat(
      decimalMark: string(members["decimalChar"], "'decimalChar'") ?? ".",
      groupMark: string(members["groupChar"], "'groupChar'"),
      isBare: boolean(members["bareNumber"], "'bareNumber'") ?? true)
    let hasDigit = (format.decimalMark + (format.groupMark ?? "")).utf8.contains { $0 &- 0x30 <= 9 }
    let mark = members["groupChar"]?.mark ?? members["decimalChar"]?.mark
    if let mark, format.decimalMark.isEmpty || format.decimalMark == format.groupMark || hasDigit {
      report(
        "SH2010", "'decimalChar' and 'groupChar' must differ, and neither is a digit", at: mark)
    }
    return format
  }

  private mutating func booleanType(
    _ trueValues: [String], _ falseValues: [String], at mark: JSONValue.Mark?
  ) -> TableSchema.FieldType {
    if let mark, !Set(trueValues).isDisjoint(with: falseValues) {
      report("SH2010", "a text stands for true and for false", at: mark)
    }
    return .boolean(trueValues: trueValues, falseValues: falseValues)
  }

  /// The formats a date's or time's `format` means.
  private mutating func formats(
    _ format: String, _ standard: [DateFormat], _ any: [DateFormat],
    _ parts: (date: Bool, time: Bool), _ mark: JSONValue.Mark?
  ) -> [DateFormat] {
    if format == "default" { return standard }
    if format == "any" { return any }
    do {
      let compiled = try DateFormat(format)
      if let mark, parts.date && !compiled.hasDate || parts.time && !compiled.hasTime {
        let missing = parts.date && !compiled.hasDate ? "day, month and year" : "hour"
        report("SH2012", "the format '\(format)' has no \(missing)", at: mark)
      }
      return [compiled]
    } catch {
      if let mark {
        report(
          "SH2012", error.message, at: mark,
          remedy: "directives: %Y %y %m %d %j %H %I %M %S %f %p %z, or dd/MM/yyyy")
      }
      return standard
    }
  }
}
