/// Dates written out in words, as the registers demand beside the digits.
struct DateWords: Sendable {
  static let firstYear = 1900

  let days: WordList
  let months: WordList
  let years: WordList

  init() {
    days = WordList((1...31).map { "Ngày \(Self.belowHundred($0))" })
    months = WordList((1...12).map { " tháng \($0 == 4 ? "tư" : Self.belowHundred($0))" })
    years = WordList((Self.firstYear...2099).map { " năm \(Self.year($0))" })
  }

  private static let digits = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
  ]

  static func belowHundred(_ number: Int) -> String {
    let (tens, ones) = (number / 10, number % 10)
    if tens == 0 { return digits[ones] }
    let head = tens == 1 ? "mười" : "\(digits[tens]) mươi"
    switch ones {
    case 0: return head
    case 1 where tens > 1: return "\(head) mốt"
    case 4 where tens > 1: return "\(head) tư"
    case 5: return "\(head) lăm"
    default: return "\(head) \(digits[ones])"
    }
  }

  static func year(_ year: Int) -> String {
    let (thousands, hundreds, rest) = (year / 1000, year / 100 % 10, year % 100)
    let head = "\(digits[thousands]) nghìn"
    if rest == 0 { return hundreds == 0 ? head : "\(head) \(digits[hundreds]) trăm" }
    let tail = rest < 10 ? "linh \(digits[rest])" : belowHundred(rest)
    return "\(head) \(digits[hundreds]) trăm \(tail)"
  }
}
