/// The number of days of a month of the Gregorian calendar; 0 where there is no such month.
public func dayCount(year: Int, month: Int) -> Int {
  if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
  if month < 1 || month > 12 { return 0 }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

/// Whether a day exists in the proleptic Gregorian calendar, from year 1 to 9999.
public func isDay(year: Int, month: Int, day: Int) -> Bool {
  year >= 1 && year <= 9999 && day >= 1
    && (day <= 28 ? month >= 1 && month <= 12 : day <= dayCount(year: year, month: month))
}

/// The number of days from 1970-01-01 on; months are counted from March, as the leap day ends a year.
public func epochDays(year: Int, month: Int, day: Int) -> Int {
  let shifted = month > 2 ? year : year - 1
  let era = (shifted >= 0 ? shifted : shifted - 399) / 400
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The day that lies `days` after 1970-01-01.
public func civilDay(epochDays days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
}
