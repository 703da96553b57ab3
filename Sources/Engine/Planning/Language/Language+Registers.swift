import Registers

extension Language {
  private static let severity = ValueForm.oneOf(["reject", "warn", "null"])

  static let place = KeyTable(
    "place",
    Documentation(
      "Finds the administrative units that a written place names on a day.",
      "Tìm đơn vị hành chính mà địa danh ghi trong sổ chỉ đến vào một ngày."),
    keys: [
      Key(
        "as_of", .value(.name(.plain)), required: true,
        "The column with the day of the entry, as yyyy, yyyy-mm or yyyy-mm-dd.",
        "Cột ngày của bản ghi, dạng yyyy, yyyy-mm hoặc yyyy-mm-dd."),
      Key(
        "into", .object(placeParts), required: true, "The columns to come.", "Các cột mới."),
      Key(
        "threshold", .value(.integer(0...100)), default: "60",
        "The score below which a place gets no codes.", "Điểm dưới mức này thì không gán mã."),
      Key(
        "else", .value(severity), default: "warn",
        "What happens to a place that is not certain (`W-PLACE`).",
        "Xử lý địa danh chưa chắc chắn (`W-PLACE`)."),
    ])

  static let placeParts = KeyTable(
    "placeInto", Documentation("What is known of a place.", "Những gì biết về địa danh."),
    keys: [
      Key("province", .value(.name(.plain)), "The province's code.", "Mã tỉnh."),
      Key("district", .value(.name(.plain)), "The district's code.", "Mã huyện."),
      Key("commune", .value(.name(.plain)), "The commune's code.", "Mã xã."),
      Key("score", .value(.name(.plain)), "From 0 to 100.", "Điểm từ 0 đến 100."),
      Key(
        "evidence", .value(.name(.plain)),
        "`exact`, `folded`, `partial`, `ambiguous` or `unresolved`.",
        "`exact` (đúng), `folded` (đúng sau quy chuẩn), `partial` (thiếu cấp), `ambiguous` (nhiều nghĩa) hoặc `unresolved` (không tìm được)."
      ),
      Key(
        "candidates", .value(.name(.plain)), "The number of units that fit equally well.",
        "Số đơn vị khớp như nhau."),
      Key(
        "province_2025", .value(.name(.plain)), "The province's code from July 2025 on.",
        "Mã tỉnh từ tháng 7/2025."),
      Key(
        "commune_2025", .value(.name(.plain)),
        "The commune's code from July 2025 on; inferred (`W-PLACE-SPLIT`) where the old one was split.",
        "Mã xã từ tháng 7/2025; suy đoán (`W-PLACE-SPLIT`) nếu xã cũ bị tách."),
      Key(
        "split_2025", .value(.name(.plain)),
        "The communes that a split commune went to, the inferred one first.",
        "Các xã nhận phần của xã bị tách, xã suy đoán đứng đầu."),
    ])

  static let personName = KeyTable(
    "name",
    Documentation(
      "Cleans names, takes them apart and marks what looks wrong; nothing is corrected.",
      "Làm sạch họ tên, tách các phần và đánh dấu chỗ đáng ngờ; không tự sửa."),
    keys: [
      Key(
        "case", .value(.oneOf(["title", "upper"])), default: "unchanged",
        "The case of letters; `title` leaves mixed case and foreign letters.",
        "Hoa thường; `title` giữ nguyên tên viết lẫn hoặc có chữ cái nước ngoài."),
      Key("into", .object(nameParts), default: "none", "The columns to come.", "Các cột mới."),
      Key(
        "else", .value(severity), default: "warn",
        "What happens to a name that looks wrong (`W-NAME`).",
        "Xử lý họ tên đáng ngờ (`W-NAME`)."),
    ])

  static let nameParts = KeyTable(
    "nameInto", Documentation("The parts of a name.", "Các phần của họ tên."),
    keys: [
      Key(
        "name", .value(.name(.plain)),
        "The name cleaned and in the case asked for; the column itself then stays as written.",
        "Họ tên đã làm sạch, đúng kiểu chữ; cột gốc khi đó giữ nguyên."),
      Key("family", .value(.name(.plain)), "The family name.", "Họ."),
      Key("middle", .value(.name(.plain)), "The words between.", "Chữ đệm."),
      Key("given", .value(.name(.plain)), "The given name.", "Tên."),
      Key(
        "alias", .value(.name(.plain)), "Another name in the same field.",
        "Tên gọi khác ghi cùng ô."),
      Key(
        "key", .value(.name(.plain)), "The key by which names are compared.",
        "Khoá để so sánh họ tên."),
    ])

  static let code = KeyTable(
    "code",
    Documentation(
      "Finds the code that a word means in a table.", "Tìm mã ứng với chữ trong bảng mã."),
    keys: [
      Key(
        "table", .value(.oneOf(CodeTable.names)), required: true, "The table of codes.",
        "Bảng mã."),
      Key(
        "into", .value(.name(.plain)), required: true, "The column for the code.", "Cột chứa mã."),
      Key(
        "else", .value(severity), default: "reject",
        "What happens to a word that means no code (`E-CODE`); one that could mean several is marked `W-CODE-ALIAS`.",
        "Xử lý chữ không có mã (`E-CODE`); chữ có thể ứng nhiều mã được đánh dấu `W-CODE-ALIAS`."
      ),
    ])
}
