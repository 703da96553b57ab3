import Registers
import Testing

@Suite struct DateWordsTests {
  @Test(
    "A date in words is read in all its variants",
    arguments: [
      ("Ngày mười chín tháng mười hai năm hai nghìn không trăm mười", "2010-12-19"),
      ("Ngày mười lăm tháng tám năm một nghìn chín trăm bảy mươi", "1970-08-15"),
      ("Ngày năm tháng năm năm hai nghìn không trăm linh năm", "2005-05-05"),
      ("ngày năm, tháng năm, năm hai ngàn lẻ năm", "2005-05-05"),
      ("mồng năm tháng giêng năm một nghìn chín trăm năm mươi lăm", "1955-01-05"),
      ("mùng bốn tháng tư năm một chín tám tư", "1984-04-04"),
      ("mùng 4 tháng tư năm một chín tám bốn", "1984-04-04"),
      ("ngày hai mươi mốt tháng chạp năm một chín bảy mươi", "1970-12-21"),
      ("Ngày hai mốt tháng một năm một chín bảy mốt", "1971-01-21"),
      ("ngày hai mươi nhăm tháng mười một năm hai nghìn mười lăm", "2015-11-25"),
      ("ngày hai lăm tháng mười năm hai nghìn hai mươi", "2020-10-25"),
      ("ngày mười năm tháng sáu năm hai nghìn linh tám", "2008-06-15"),
      ("NGÀY BA MƯƠI THÁNG CHÍN NĂM HAI NGHÌN", "2000-09-30"),
      ("ngày ba mươi mốt tháng bẩy năm một nghìn chín bảy lăm", "1975-07-31"),
      ("ngày ba chục tháng tư năm một ngàn chín trăm bảy mươi lăm", "1975-04-30"),
      ("ngày không năm tháng không chín năm hai không không tám", "2008-09-05"),
      ("tháng tám năm một nghìn chín trăm bốn mươi lăm", "1945-08"),
      ("năm một nghìn chín trăm năm mươi", "1950"), ("một nghìn chín trăm năm mươi", "1950"),
      ("tháng năm năm một nghìn chín trăm năm mươi", "1950-05"),
      ("ngày ... tháng năm năm 1950", "1950-05"), ("ngày ... tháng ... năm 1950", "1950"),
      ("ngày 5 tháng 8 năm 1970", "1970-08-05"), ("Ngày 05/08/1970", "1970-08-05"),
      ("ngày 05-08-1970", "1970-08-05"), ("5 tháng 8, 1970", "1970-08-05"),
      ("8 giờ 30 phút ngày 5 tháng 8 năm 1970", "unreadable"),
      ("8 giờ 30, ngày 5 tháng 8 năm 1970", "1970-08-05"),
      ("ngay nam thang tam nam mot nghin chin tram bay muoi", "1970-08-05"),
      ("ngày mười tháng mười năm hai nghìn không trăm mười", "2010-10-10"),
      ("khoảng năm một nghìn chín trăm năm mươi", "1950~"),
      // Decomposed letters, and the old place of the tone.
      ("nga\u{300}y 5 tha\u{301}ng 8 na\u{306}m 1970", "1970-08-05"),
    ])
  func variants(text: String, edtf: String) { #expect(says(text) == edtf) }

  /// One way of writing a number below a hundred, chosen by a bit for each choice.
  static func words(_ value: Int, _ choice: Int) -> String {
    let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    let tens = value / 10
    let ones = value % 10
    if tens == 0 { return digits[ones] }
    let head = tens == 1 ? "mười" : digits[tens] + " mươi"
    if ones == 0 { return head }
    let tail =
      switch ones {
      case 1: tens > 1 && choice & 1 == 0 ? "mốt" : "một"
      case 4: tens > 1 && choice & 2 == 0 ? "tư" : "bốn"
      case 5: choice & 4 == 0 ? "lăm" : tens > 1 ? "nhăm" : "năm"
      case 7: choice & 8 == 0 ? "bảy" : "bẩy"
      default: digits[ones]
      }
    return tens > 1 && choice & 16 == 0 && ones != 4 ? "\(digits[tens]) \(tail)" : "\(head) \(tail)"
  }

  static func yearWords(_ year: Int, _ choice: Int) -> String {
    let tail = year % 100
    if choice & 32 == 0 && tail >= 10 {
      let digits = [1: "một chín", 2: "hai không"]
      return "\(digits[year / 1000] ?? "") \(words(tail, choice))"
    }
    let thousand = choice & 64 == 0 ? "nghìn" : "ngàn"
    let zero = choice & 128 == 0 ? "linh" : "lẻ"
    let hundred = year < 2000 ? "chín trăm" : choice & 1 == 0 ? "không trăm" : ""
    let rest = tail == 0 ? "" : tail < 10 ? "\(zero) \(words(tail, choice))" : words(tail, choice)
    return "\(words(year / 1000, choice)) \(thousand) \(hundred) \(rest)"
  }

  @Test("Every day of a month, every month and every year from 1900 to 2099 is read back")
  func everyNumber() {
    for choice in [0, 255, 85, 170, 51, 204, 15, 240] {
      for year in 1900...2099 {
        let day = 1 + (year + choice) % 28
        let month = 1 + year % 12
        let monthWords = month == 4 ? "tư" : Self.words(month, choice | 16)
        let text =
          "ngày \(Self.words(day, choice)) tháng \(monthWords) năm \(Self.yearWords(year, choice))"
        let edtf = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        #expect(says(text) == edtf, "\(text)")
      }
    }
    for day in 1...31 {
      let edtf = "2008-01-\(day < 10 ? "0" : "")\(day)"
      #expect(says("ngày \(Self.words(day, 16)) tháng một năm hai nghìn linh tám") == edtf)
    }
  }

  @Test("Every word of the collected list has a meaning here")
  func lexicon() throws {
    for line in try fixture("date_words.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      let word = String(fields[0])
      let text: String? =
        switch (String(fields[1]), String(fields[2].prefix(5))) {
        case (let value, "digit"),
          (let value, "varia") where value.count == 1:
          value == "0" ? nil : "ngày hai mươi \(word) tháng 1 năm 2000"
        case (_, "unit "): "ngày hai mươi \(word) tháng 1 năm 2000"
        case ("10", _): "ngày \(word == "mười" ? word : "một \(word)") tháng 1 năm 2000"
        case ("100", _): "ngày 1 tháng 1 năm hai nghìn một \(word)"
        case ("1000", _): "ngày 1 tháng 1 năm hai \(word)"
        default: nil
        }
      guard let text else { continue }
      let value = try #require(Int(fields[1]))
      let expected =
        switch value {
        case 100: "2100-01-01"
        case 1000: "2000-01-01"
        case 10: "2000-01-10"
        default: "2000-01-\(20 + value)"
        }
      #expect(says(text) == expected, "\(word)")
    }
  }

  @Test("What words say otherwise than figures is told part by part, and gaps are filled")
  func crossCheck() {
    let figures = RegisterDate(year: 1970, month: 8, day: 15)
    #expect(figures.differences(to: RegisterDate(year: 1970, month: 8, day: 15)) == [])
    #expect(figures.differences(to: RegisterDate(year: 1971, month: 8, day: 16)) == [.day, .year])
    #expect(figures.differences(to: RegisterDate(year: 1970, month: 9)) == [.month])
    #expect(RegisterDate(year: 1970).differences(to: figures) == [])
    var partial = RegisterDate(year: 1970)
    let isFilled = partial.complete(from: figures)
    #expect(isFilled)
    #expect(partial == figures)
    let isFilledAgain = partial.complete(from: RegisterDate(year: 1971))
    #expect(!isFilledAgain)
  }
}
