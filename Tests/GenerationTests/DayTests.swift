import Testing

@testable import Generation

@Suite struct DayTests {
  @Test(
    "Days are numbered without gaps across month, leap and century ends",
    arguments: [
      (Day(1999, 12, 31), Day(2000, 1, 1)), (Day(2000, 2, 28), Day(2000, 2, 29)),
      (Day(2000, 2, 29), Day(2000, 3, 1)), (Day(1900, 2, 28), Day(1900, 3, 1)),
      (Day(2023, 2, 28), Day(2023, 3, 1)),
    ])
  func successors(day: Day, next: Day) {
    #expect(next.number - day.number == 1)
    #expect(Day(number: next.number) == next)
    #expect(Day(number: day.number) == day)
  }

  @Test(
    "Dates are written out as the registers do",
    arguments: [
      (Day(1970, 8, 15), "Ngày mười lăm tháng tám năm một nghìn chín trăm bảy mươi"),
      (Day(2008, 4, 1), "Ngày một tháng tư năm hai nghìn không trăm linh tám"),
      (Day(2021, 12, 31), "Ngày ba mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi mốt"),
      (Day(2000, 1, 24), "Ngày hai mươi tư tháng một năm hai nghìn"),
    ])
  func words(day: Day, expected: String) {
    let words = DateWords()
    let text =
      words.days.text(day.day - 1) + words.months.text(day.month - 1)
      + words.years.text(day.year - DateWords.firstYear)
    #expect(text == expected)
  }
}
