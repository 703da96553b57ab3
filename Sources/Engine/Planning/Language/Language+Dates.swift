extension Language {
  /// A column of dates, under its name.
  static let date = KeyTable(
    "date",
    Documentation(
      "Dates as registers write them, in figures or words, solar or lunar, whole or in part.",
      "Ngày tháng như trong sổ: bằng số hoặc bằng chữ, dương hoặc âm lịch, đủ hoặc thiếu."),
    keys: [
      Key(
        "into", .object(dateInto), required: true,
        "The columns to make; the column itself stays as written.",
        "Các cột cần tạo; cột gốc giữ nguyên."),
      Key(
        "words", .value(.name(.plain)),
        "The column with the same date in words: compared part by part, W-DATE-WORDS, and used where "
          + "the figures lack a part, I-DATE-WORDS.",
        "Cột ghi cùng ngày bằng chữ: so từng phần (W-DATE-WORDS), bù phần số bị thiếu (I-DATE-WORDS)."
      ),
      Key(
        "calendar", .value(.oneOf(["solar", "lunar"])), default: "solar",
        "The calendar of dates that do not say it.", "Lịch của ngày không ghi rõ âm hay dương."),
      Key(
        "pivot", .value(.integer(0...99)), default: "two figures are no year",
        "The last year of two figures that is 20yy; those after it are 19yy.",
        "Năm hai chữ số lớn nhất thuộc 20yy; lớn hơn là 19yy."),
      Key(
        "reference", .value(.name(.plain)),
        "A column with a later date: a year named by can-chi is the last one before it.",
        "Cột ngày xảy ra sau: năm can chi là năm gần nhất trước đó."),
      Key(
        "partial", .value(.oneOf(["accept", "warn", "reject"])), default: "accept",
        "What happens to a date of which a part is unknown, W-DATE-PART.",
        "Xử lý ngày thiếu phần, W-DATE-PART."),
      Key(
        "else", .value(.oneOf(["reject", "warn"])), default: "reject",
        "What happens to what is no date, or none that exists, E-DATE.",
        "Xử lý giá trị không phải ngày hoặc ngày không tồn tại, E-DATE."),
    ])

  static let dateInto = KeyTable(
    "dateInto", Documentation("The columns made from dates.", "Các cột tạo từ ngày."),
    keys: [
      Key(
        "edtf", .value(.name(.plain)),
        "The date in EDTF level 1, such as `1970-08-15`, `1970`, `195X`, `1950~`; lunar dates converted.",
        "Ngày theo EDTF mức 1, như `1970-08-15`, `1970`, `195X`, `1950~`; ngày âm đã đổi."),
      Key(
        "from", .value(.name(.plain)), "The first day it may mean.", "Ngày sớm nhất có thể."),
      Key("to", .value(.name(.plain)), "The last day it may mean.", "Ngày muộn nhất có thể."),
      Key(
        "lunar", .value(.name(.plain)),
        "The lunar parts of a lunar date, `n` behind a leap month.",
        "Ngày âm lịch gốc, `n` sau tháng nhuận."),
    ])

  /// A column of personal numbers, under its name.
  static let idNumber = KeyTable(
    "idNumber",
    Documentation(
      "Personal numbers of 9 or 12 digits, held against the row; E-ID-SHAPE, W-ID-PAD, W-ID-PROV, W-ID-SEX, "
        + "W-ID-YEAR.",
      "Số CMND/CCCD 9 hoặc 12 chữ số, đối chiếu với dòng; E-ID-SHAPE, W-ID-PAD, W-ID-PROV, W-ID-SEX, W-ID-YEAR."
    ),
    keys: [
      Key(
        "into", .object(idNumberInto),
        "The columns to make; the column itself stays as written.",
        "Các cột cần tạo; cột gốc giữ nguyên."),
      Key(
        "sex", .value(.name(.plain)), "The column with the sex: Nam, Nữ, 1 or 2.",
        "Cột giới tính: Nam, Nữ, 1 hoặc 2."),
      Key(
        "birth", .value(.name(.plain)), "The column with the date of birth, in any form.",
        "Cột ngày sinh, dạng bất kỳ."),
      Key(
        "province", .value(.name(.plain)),
        "The column with the code of the province where the birth was registered.",
        "Cột mã tỉnh nơi đăng ký khai sinh."),
      Key(
        "else", .value(.oneOf(["reject", "warn", "null"])), default: "reject",
        "What happens to what is no personal number, E-ID-SHAPE.",
        "Xử lý giá trị không phải số định danh, E-ID-SHAPE."),
    ])

  static let idNumberInto = KeyTable(
    "idNumberInto",
    Documentation("The columns made from personal numbers.", "Các cột tạo từ số định danh."),
    keys: [
      Key(
        "number", .value(.name(.plain)), "The digits alone, lost zeros put back.",
        "Chỉ gồm chữ số, đã bù số 0 bị mất."),
      Key(
        "province", .value(.name(.plain)), "The first three digits of 12.",
        "Ba chữ số đầu của số 12 chữ số."),
      Key("sex", .value(.name(.plain)), "1 for male, 2 for female.", "1 là nam, 2 là nữ."),
      Key("year", .value(.name(.plain)), "The year of birth.", "Năm sinh."),
    ])
}
