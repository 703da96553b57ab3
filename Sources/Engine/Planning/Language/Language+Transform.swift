internal import Transformation

extension Language {
  /// The steps of a stage.
  static let steps = Shape.list(.choice(step), minimum: 0)

  static let stage = KeyTable(
    "stage", Documentation("Named steps over one input.", "Các bước có tên trên một đầu vào."),
    keys: [
      Key(
        "from", .oneOrMore(.name(.input)), default: "the only source",
        "The source, `source.child` or stage whose rows it takes; several must have the same columns.",
        "Nguồn, `nguồn.con` hoặc chặng cung cấp dòng; nếu nhiều thì phải cùng các cột."),
      Key("steps", steps, required: true, "The steps in order.", "Các bước theo thứ tự."),
    ])

  /// One step: a map with exactly one of these keys.
  static let step = KeyTable(
    "step", Documentation("One step over the rows.", "Một bước xử lý dòng."),
    keys: [
      Key(
        "normalize", .object(normalize), "Cleans text: white space, Unicode form, case.",
        "Làm sạch chữ: khoảng trắng, dạng Unicode, hoa thường."),
      Key(
        "decode", .object(decode),
        "Decodes legacy text that a workbook or document holds as Unicode (`NguyÔn V¨n`), and UTF-8 that was encoded twice.",
        "Giải mã chữ theo bảng mã cũ nằm trong văn bản Unicode (`NguyÔn V¨n`), và UTF-8 bị mã hoá hai lần."
      ),
      Key(
        "map", .names(.plain, .value(.name(.plain))),
        "Keeps only these columns: new name, then the column it comes from.",
        "Chỉ giữ các cột này: tên mới, rồi cột gốc."),
      Key(
        "rename", .names(.plain, .value(.name(.plain))),
        "Renames columns and keeps the others: old name, then the new one.",
        "Đổi tên cột, giữ các cột khác: tên cũ, rồi tên mới."),
      Key(
        "values",
        .names(
          .plain,
          .marked(values, mark: "map", otherwise: .names(.free, .value(.nullableText)))),
        "Replaces the values of columns by a code table.", "Thay giá trị của cột theo bảng mã."),
      Key(
        "cast", .names(.plain, .anyOf([.value(.oneOf(types)), .object(cast)])),
        "Gives columns a type.", "Gán kiểu cho cột."),
      Key(
        "place", .names(.plain, .object(place)),
        "Finds the administrative units that a written place names on a day.",
        "Tìm đơn vị hành chính mà địa danh ghi trong sổ chỉ đến vào một ngày."),
      Key(
        "name", .names(.plain, .object(personName)),
        "Cleans names, takes them apart and marks what looks wrong.",
        "Làm sạch họ tên, tách các phần và đánh dấu chỗ đáng ngờ."),
      Key(
        "code", .names(.plain, .object(code)),
        "Finds the codes that words mean in a shipped table.",
        "Tìm mã ứng với chữ trong bảng mã có sẵn."),
      Key(
        "date", .names(.plain, .object(date)),
        "Reads dates as registers write them: partial, in words, lunar.",
        "Đọc ngày tháng như trong sổ: thiếu phần, bằng chữ, âm lịch."),
      Key(
        "id_number", .names(.plain, .object(idNumber)),
        "Reads personal numbers and holds them against the row.",
        "Đọc số CMND/CCCD và đối chiếu với dòng."),
      Key(
        "lookup", .object(lookup), "Takes columns from a reference CSV.",
        "Lấy cột từ tệp CSV danh mục."),
      Key(
        "derive", .names(.plain, .value(.expression)),
        "Makes columns from SQL expressions, in order.", "Tạo cột từ biểu thức SQL, theo thứ tự."),
      Key(
        "filter", .value(.expression), "Keeps the rows for which the SQL expression is true.",
        "Giữ các dòng mà biểu thức SQL đúng."),
      Key(
        "check", .anyOf([.object(check), .list(.object(check))]),
        "Refuses or marks rows for which an SQL expression is false.",
        "Từ chối hoặc đánh dấu dòng mà biểu thức SQL sai."),
      Key(
        "validate", .anyOf([.value(.path), .object(validate)]),
        "Holds rows against a Table Schema.", "Kiểm tra dòng theo Table Schema."),
      Key(
        "unique", .anyOf([.list(.value(.name(.plain))), .object(unique)]),
        "Refuses rows that repeat a key, in the run or in the table.",
        "Từ chối dòng trùng khoá trong lượt chạy hoặc trong bảng."),
    ])

  static let types = [
    "text", "integer", "number", "decimal", "boolean", "date", "time", "datetime",
  ]

  private static let severity = ValueForm.oneOf(["reject", "warn", "null"])

  static let normalize = KeyTable(
    "normalize", Documentation("Cleans text.", "Làm sạch chữ."),
    keys: [
      Key(
        "trim", .value(.boolean), default: "false", "Removes white space at both ends.",
        "Bỏ khoảng trắng hai đầu."),
      Key(
        "collapse", .value(.boolean), default: "false", "Makes runs of white space one space.",
        "Gộp khoảng trắng liền nhau."),
      Key(
        "unicode", .value(.oneOf(["nfc"])), default: "unchanged", "The Unicode form.",
        "Dạng Unicode."),
      Key(
        "case", .value(.oneOf(["upper", "lower"])), default: "unchanged",
        "The case of letters.", "Chữ hoa hay thường."),
      Key(
        "columns", .list(.value(.name(.plain))), default: "all", "The columns concerned.",
        "Các cột áp dụng."),
    ])

  static let decode = KeyTable(
    "decode", Documentation("Decodes legacy text.", "Giải mã chữ theo bảng mã cũ."),
    keys: [
      Key(
        "from", .value(.oneOf(["auto"] + legacyEncodings)), default: "auto",
        "The encoding underneath. `auto` takes what the words of the first 1,000 rows tell, or refuses the file.",
        "Bảng mã bên dưới. `auto` xét chữ của 1.000 dòng đầu, không đủ chắc thì từ chối tệp."),
      Key(
        "per", .value(.oneOf(Decode.Scope.allCases.map(\.rawValue))), default: "column",
        "What shares one encoding. With `cell` each cell's own words count first, then its column's.",
        "Phạm vi chung một bảng mã. Với `cell`, xét chữ trong ô trước, rồi đến cột."),
      Key(
        "entities", .value(.boolean), default: "false",
        "Whether HTML's `&ecirc;` and `&#7877;` are replaced first.",
        "Thay `&ecirc;`, `&#7877;` của HTML trước."),
      Key(
        "columns", .list(.value(.name(.plain))), default: "all", "The columns concerned.",
        "Các cột áp dụng."),
    ])

  static let values = KeyTable(
    "values", Documentation("A code table, in full.", "Bảng mã, viết đủ."),
    keys: [
      Key(
        "map", .names(.free, .value(.nullableText)), required: true,
        "The value read, then the value wanted, or null.",
        "Giá trị gốc, rồi giá trị mới, hoặc null."),
      Key(
        "else", .value(.oneOf(["reject", "warn", "null", "keep"])), default: "reject",
        "What happens to other values.", "Xử lý giá trị khác."),
      Key("code", .value(.name(.code)), default: "E-VALUE", "The rule's code.", "Mã quy tắc."),
    ])

  static let cast = KeyTable(
    "cast", Documentation("A type, in full.", "Kiểu dữ liệu, viết đủ."),
    keys: [
      Key("type", .value(.oneOf(types)), required: true, "The type.", "Kiểu."),
      Key(
        "formats", .oneOrMore(.text), default: "the canonical format",
        "Date and time formats, tried in order.", "Định dạng ngày giờ, thử lần lượt."),
      Key(
        "else", .value(severity), default: "reject", "What happens to a value that does not fit.",
        "Xử lý giá trị không hợp."),
      Key(
        "code", .value(.name(.code)), default: "by type, such as E-DATE", "The rule's code.",
        "Mã quy tắc."),
    ])

  static let lookup = KeyTable(
    "lookup", Documentation("A reference table.", "Bảng danh mục."),
    keys: [
      Key(
        "column", .value(.name(.plain)), required: true, "The column to look up.",
        "Cột cần tra."),
      Key("in", .value(.path), required: true, "The reference CSV.", "Tệp CSV danh mục."),
      Key("key", .value(.text), required: true, "Its key column.", "Cột khoá của danh mục."),
      Key(
        "take", .names(.plain, .value(.text)),
        "New columns, each with the reference column it takes.",
        "Cột mới và cột danh mục tương ứng."),
      Key(
        "as_of", .value(.name(.plain)), "The column with the day that must be in `valid`.",
        "Cột ngày phải nằm trong `valid`."),
      Key(
        "valid", .list(.value(.text), minimum: 2),
        "The reference columns with the first and the last day, both included.",
        "Hai cột danh mục: ngày bắt đầu và ngày kết thúc, tính cả hai ngày đó."),
      Key(
        "else", .value(severity), default: "reject", "What happens when nothing is found.",
        "Xử lý khi không tìm thấy."),
      Key("code", .value(.name(.code)), default: "E-REF", "The rule's code.", "Mã quy tắc."),
    ])

  static let check = KeyTable(
    "check", Documentation("A rule over a row.", "Một quy tắc trên dòng."),
    keys: [
      Key("code", .value(.name(.code)), required: true, "The rule's code.", "Mã quy tắc."),
      Key(
        "expression", .value(.expression), required: true,
        "An SQL expression that must not be false.", "Biểu thức SQL không được sai."),
      Key(
        "field", .value(.name(.plain)), default: "the whole row", "The column it is about.",
        "Cột liên quan."),
      Key(
        "severity", .value(severity), default: "reject",
        "What happens to the row.", "Xử lý dòng."),
      Key(
        "message", .anyOf([.value(.text), .object(message)]), default: "the expression",
        "What is wrong, for people.", "Lỗi gì, cho người đọc."),
    ])

  static let message = KeyTable(
    "message", Documentation("A message in both languages.", "Thông báo hai ngôn ngữ."),
    keys: [
      Key("vi", .value(.text), "In Vietnamese.", "Tiếng Việt."),
      Key("en", .value(.text), "In English.", "Tiếng Anh."),
    ])

  static let validate = KeyTable(
    "validate", Documentation("A row schema.", "Lược đồ dòng."),
    keys: [
      Key(
        "schema", .value(.path), required: true, "The Table Schema or Data Package.",
        "Table Schema hoặc Data Package."),
      Key(
        "resource", .value(.text), default: "the only one", "The resource of the Data Package.",
        "Tài nguyên trong Data Package."),
    ])

  static let unique = KeyTable(
    "unique", Documentation("A key that must not repeat.", "Khoá không được lặp."),
    keys: [
      Key(
        "key", .list(.value(.name(.plain))), required: true, "The key's columns.",
        "Các cột của khoá."),
      Key(
        "else", .value(.oneOf(["reject", "warn"])), default: "reject",
        "What happens to a row that repeats a key.", "Xử lý dòng trùng."),
      Key("code", .value(.name(.code)), default: "E-UNIQUE", "The rule's code.", "Mã quy tắc."),
    ])
}
