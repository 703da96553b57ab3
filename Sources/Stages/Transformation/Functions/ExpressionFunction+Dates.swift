internal import Columnar
internal import Registers
internal import SQLite

extension ExpressionFunction {
  /// Functions over dates as registers write them.
  static let dates: [ExpressionFunction] = [
    ExpressionFunction(
      "edtf", ["text", "pivot"], optional: 1,
      "A date in figures or words as EDTF level 1: `1970-08-15`, `1970-08`, `195X`, `1950~`; null where it "
        + "is not known or none.",
      "Ngày viết bằng số hoặc chữ, theo EDTF mức 1: `1970-08-15`, `1970-08`, `195X`, `1950~`; null nếu không "
        + "rõ hoặc sai."
    ) { call in
      if let span = span(&call, pivot: 1) { call.answer(edtf: span) }
    },
    ExpressionFunction(
      "date_from", ["text", "pivot"], optional: 1, "The first day that a date may mean.",
      "Ngày sớm nhất mà giá trị có thể là."
    ) { call in
      if let span = span(&call, pivot: 1) { call.answer(day: span.first) }
    },
    ExpressionFunction(
      "date_to", ["text", "pivot"], optional: 1, "The last day that a date may mean.",
      "Ngày muộn nhất mà giá trị có thể là."
    ) { call in
      if let span = span(&call, pivot: 1) { call.answer(day: span.last) }
    },
    ExpressionFunction(
      "date_differs", ["figures", "words"],
      "Which parts a date in words tells otherwise: `day`, `month`, `year`, parted by blanks, or the empty "
        + "text; null where one cannot be read.",
      "Phần nào của ngày bằng chữ khác ngày bằng số: `day`, `month`, `year`; rỗng nếu khớp; null nếu không "
        + "đọc được."
    ) { call in
      var reader = RegisterDateReader()
      guard case .date(let figures) = reader.read(call, 0),
        case .date(let words) = reader.read(call, 1)
      else { return }
      let parts = figures.differences(to: words)
      let names = [(DateParts.day, "day"), (.month, "month"), (.year, "year")]
      call.answer(names.filter { parts.contains($0.0) }.map(\.1).joined(separator: " ").utf8)
    },
    ExpressionFunction(
      "lunar_to_solar", ["text", "year"], optional: 1,
      "A lunar date as EDTF of the solar calendar; a year named by can-chi is the last one not after `year`.",
      "Ngày âm lịch đổi sang dương lịch theo EDTF; năm can chi là năm gần nhất không sau `year`."
    ) { call in
      var reader = RegisterDateReader(isLunar: true)
      guard case .date(let date) = reader.read(call, 0),
        let span = try? date.span(notAfter: call.integer(1))
      else { return }
      call.answer(edtf: span)
    },
    ExpressionFunction(
      "solar_to_lunar", ["text"],
      "A whole solar date in the Vietnamese lunar calendar, `yyyy-mm-dd`, with `n` behind a leap month.",
      "Ngày dương lịch đổi sang âm lịch Việt Nam, `yyyy-mm-dd`, có `n` sau tháng nhuận."
    ) { call in
      guard let span = span(&call, pivot: 1), span.first == span.last,
        let day = LunarCalendar.vietnamese.lunarDay(epochDays: span.first)
      else { return }
      var date = RegisterDate(year: day.year, month: day.month, day: day.day)
      date.isLeapMonth = day.isLeapMonth
      call.write(DateSpan.textLength) { date.write(to: &$0, at: $1) }
    },
    ExpressionFunction(
      "year_name", ["year"], "The can-chi name of a year: `Canh Tuất` for 1970.",
      "Tên can chi của năm: 1970 là `Canh Tuất`."
    ) { call in
      guard let year = call.integer(0), (1...9999).contains(year) else { return }
      call.answer(CyclicYear.name(ofYear: year).utf8)
    },
    ExpressionFunction(
      "age_from", ["birth", "day"], "The least age in whole years that somebody had on a day.",
      "Tuổi tròn nhỏ nhất có thể vào một ngày."
    ) { call in age(&call) { (birth: $0.last, day: $1.first) } },
    ExpressionFunction(
      "age_to", ["birth", "day"], "The greatest age in whole years that somebody had on a day.",
      "Tuổi tròn lớn nhất có thể vào một ngày."
    ) { call in age(&call) { (birth: $0.first, day: $1.last) } },
  ]

  /// The span of the first argument, read with the pivot that another argument may give.
  private static func span(_ call: inout FunctionCall, pivot: Int) -> DateSpan? {
    var reader = RegisterDateReader(pivot: call.integer(pivot))
    return reader.span(call, 0)
  }

  private static func age(
    _ call: inout FunctionCall, _ pick: (DateSpan, DateSpan) -> (birth: Int, day: Int)
  ) {
    var reader = RegisterDateReader()
    guard let birth = reader.span(call, 0), let day = reader.span(call, 1) else { return }
    let days = pick(birth, day)
    let from = civilDay(epochDays: days.birth)
    let to = civilDay(epochDays: days.day)
    let isBefore = (to.month, to.day) < (from.month, from.day)
    call.answer(to.year - from.year - (isBefore ? 1 : 0))
  }
}

extension RegisterDateReader {
  /// What an argument says.
  fileprivate mutating func read(_ call: FunctionCall, _ index: Int) -> DateReading {
    guard index < call.arguments.count, let range = call.arguments[index] else { return .unknown }
    return read(range, call.bytes.span)
  }

  /// The span of an argument: a date, or the two days that ``DateSpan`` writes.
  fileprivate mutating func span(_ call: FunctionCall, _ index: Int) -> DateSpan? {
    guard index < call.arguments.count, let range = call.arguments[index] else { return nil }
    let middle = range.lowerBound + 10
    if range.count == 21, call.bytes[middle] == UInt8(ascii: "/") {
      guard case .date(let first) = read(range.lowerBound..<middle, call.bytes.span),
        case .date(let last) = read(middle + 1..<range.upperBound, call.bytes.span),
        let from = try? first.span(), let to = try? last.span(), from.first <= to.last
      else { return nil }
      return DateSpan(first: from.first, last: to.last)
    }
    guard case .date(let date) = read(range, call.bytes.span) else { return nil }
    return try? date.span()
  }
}

extension FunctionCall {
  /// An argument as a whole number of at most nine digits.
  func integer(_ index: Int) -> Int? {
    guard index < arguments.count, let range = arguments[index], (1...9).contains(range.count)
    else {
      return nil
    }
    var value = 0
    for byte in bytes[range] {
      guard byte &- 0x30 <= 9 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  fileprivate mutating func answer(edtf span: DateSpan) {
    write(DateSpan.textLength) { span.writeEDTF(to: &$0, at: $1) }
  }

  fileprivate mutating func answer(day: Int) {
    write(10) {
      writeDay(day, to: &$0, at: $1)
      return 10
    }
  }
}
