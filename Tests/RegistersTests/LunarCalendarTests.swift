import Columnar
import Foundation
import Registers
import Testing

@Suite struct LunarCalendarTests {
  struct Year {
    var year: Int
    var start: Int
    var leap: Int
    var months: [Int]
  }

  /// The years of the fixture, which was computed without this project's code.
  static func facts() throws -> [Year] {
    try fixture("lunar-years.tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      let fields = $0.split(separator: "\t")
      let day = fields[1].split(separator: "-").compactMap { Int($0) }
      return Year(
        year: try #require(Int(fields[0])),
        start: epochDays(year: day[0], month: day[1], day: day[2]),
        leap: try #require(Int(fields[2])), months: fields[3].map { $0 == "L" ? 30 : 29 })
    }
  }

  @Test("New years, leap months and lengths from 1900 to 2100 are those of an ephemeris")
  func years() throws {
    let facts = try Self.facts()
    #expect(facts.map(\.year) == Array(1900...2100))
    for fact in facts {
      var months: [Int] = []
      var leaps: [Int] = []
      for month in 1...12 {
        for isLeap in [false, true] {
          let days = LunarCalendar.vietnamese.days(ofMonth: month, isLeap: isLeap, year: fact.year)
          if let days {
            #expect(days.lowerBound == fact.start + months.reduce(0, +))
            months.append(days.count)
            if isLeap { leaps.append(month) }
          }
        }
      }
      #expect(months == fact.months, "\(fact.year)")
      #expect(leaps == (fact.leap > 0 ? [fact.leap] : []), "\(fact.year)")
    }
  }

  @Test("Every day from 1900 to 2100 goes to its lunar day and back")
  func roundTrip() {
    let calendar = LunarCalendar.vietnamese
    var last: LunarDay?
    for day in epochDays(year: 1900, month: 1, day: 1)...epochDays(year: 2100, month: 12, day: 31) {
      guard let lunar = calendar.lunarDay(epochDays: day) else {
        Issue.record("no lunar day for \(day)")
        continue
      }
      #expect(calendar.epochDays(of: lunar) == day)
      if let last { #expect(lunar.day == last.day + 1 || (lunar.day == 1 && last.day >= 29)) }
      last = lunar
    }
  }

  @Test(
    "Known days of the calendar",
    arguments: [
      // Tết of 1968 and 1985 in Vietnam, a day and a month before those of Beijing.
      (LunarDay(year: 1968, month: 1, day: 1), 1968, 1, 29),
      (LunarDay(year: 1985, month: 1, day: 1), 1985, 1, 21),
      (LunarDay(year: 2007, month: 1, day: 1), 2007, 2, 17),
      (LunarDay(year: 2020, month: 4, isLeapMonth: true, day: 1), 2020, 5, 23),
      (LunarDay(year: 2024, month: 8, day: 15), 2024, 9, 17),
    ])
  func known(lunar: LunarDay, year: Int, month: Int, day: Int) {
    let days = epochDays(year: year, month: month, day: day)
    #expect(LunarCalendar.vietnamese.epochDays(of: lunar) == days)
    #expect(LunarCalendar.vietnamese.lunarDay(epochDays: days) == lunar)
  }

  @Test("Days that do not exist, or are not covered, are none")
  func none() {
    let calendar = LunarCalendar.vietnamese
    for day in [
      LunarDay(year: 1898, month: 1, day: 1), LunarDay(year: 2101, month: 1, day: 1),
      LunarDay(year: 2000, month: 13, day: 1), LunarDay(year: 2000, month: 0, day: 1),
      LunarDay(year: 2000, month: 1, day: 31), LunarDay(year: 2000, month: 1, day: 0),
      LunarDay(year: 2020, month: 5, isLeapMonth: true, day: 1),
    ] {
      #expect(calendar.epochDays(of: day) == nil)
    }
    #expect(calendar.lunarDay(epochDays: .min / 4) == nil)
    #expect(calendar.lunarDay(epochDays: epochDays(year: 2101, month: 6, day: 1)) == nil)
  }

  @Test("The cycle of sixty names every year as the table does")
  func cycle() throws {
    for line in try fixture("can_chi.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      for year in fields[2].split(separator: " ").compactMap({ Int($0) }) {
        #expect(CyclicYear.name(ofYear: year) == fields[1])
        #expect(CyclicYear.index(ofYear: year) == Int(fields[0]))
        #expect(CyclicYear.latest(CyclicYear.index(ofYear: year), notAfter: year + 59) == year)
        #expect(CyclicYear.latest(CyclicYear.index(ofYear: year), notAfter: year - 1) == year - 60)
      }
    }
    #expect(CyclicYear.index(stem: 0, branch: 1) == nil)
  }
}

/// A file of collected facts.
func fixture(_ name: String) throws -> String {
  try String(
    contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/\(name)"), encoding: .utf8)
}
