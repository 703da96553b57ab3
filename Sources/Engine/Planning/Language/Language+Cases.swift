extension Language {
  /// A file of test cases, `tests/NAME.yaml` beside the definition `NAME.yaml`.
  static let caseFile = KeyTable(
    "testFile",
    Documentation(
      "The test cases of the definition of the same name one folder up: `tests/NAME.yaml`.",
      "Các ca kiểm thử của định nghĩa cùng tên ở thư mục trên: `tests/TÊN.yaml`."),
    keys: [
      Key(
        "sohoa", .value(.integer(version...version)), required: true,
        "The version of the language: 1.", "Phiên bản ngôn ngữ: 1."),
      Key(
        "defaults", .object(caseDefaults),
        "What rows hold where a case does not say otherwise.",
        "Giá trị của các dòng khi ca kiểm thử không nói khác."),
      Key(
        "cases", .list(.object(testCase)), required: true, "The cases.", "Các ca kiểm thử."),
    ])

  static let caseDefaults = KeyTable(
    "testDefaults",
    Documentation("Values for all cases.", "Giá trị chung cho mọi ca."),
    keys: [
      Key(
        "given", .names(.plain, caseRow), "By source, the values of rows given.",
        "Theo nguồn, giá trị của các dòng đầu vào."),
      Key(
        "expect", .names(.plain, caseRow), "By table, the values of rows expected.",
        "Theo bảng, giá trị của các dòng mong đợi."),
    ])

  static let testCase = KeyTable(
    "testCase",
    Documentation(
      "What goes in, and everything that must come out.",
      "Dữ liệu vào, và tất cả những gì phải ra."),
    keys: [
      Key(
        "name", .value(.text), required: true, "The fact that the case shows.",
        "Điều mà ca kiểm thử chứng tỏ."),
      Key(
        "given",
        .names(.plain, .anyOf([.list(caseRow), .object(caseInput)])), required: true,
        "By source, rows by the names of its fields, or the content of a file, or files.",
        "Theo nguồn: các dòng theo tên trường, hoặc nội dung một tệp, hoặc các tệp."),
      Key(
        "scans", .oneOrMore(.glob), default: "rows are not bound to scans",
        "The files of scans in place of those of the tables, relative to the file of test cases.",
        "Các tệp ảnh quét thay cho tệp của bảng, tính từ tệp kiểm thử."),
      Key(
        "expect", .object(caseExpectation), required: true,
        "All that comes out; what is not listed must not be there.",
        "Tất cả những gì phải ra; thứ không liệt kê thì không được có."),
    ])

  static let caseInput = KeyTable(
    "testInput",
    Documentation("A unit as it is delivered.", "Một tệp như khi được giao."),
    exactlyOneOf: ["text", "files"],
    keys: [
      Key("text", .value(.text), "The content of one file.", "Nội dung một tệp."),
      Key(
        "files", .oneOrMore(.glob), "Files, relative to the file of test cases.",
        "Các tệp, tính từ tệp kiểm thử."),
    ])

  static let caseExpectation = KeyTable(
    "testExpectation",
    Documentation(
      "All that comes out: rows, refused records, warnings, counts.",
      "Tất cả những gì ra: dòng, bản ghi bị loại, cảnh báo, số đếm."),
    keys: [
      Key(
        "tables",
        .names(.plain, .anyOf([.list(caseRow, minimum: 0), .value(.path)])),
        "By table, its rows in their order, or a CSV that holds them; a column not named is empty or null, `null` is null only.",
        "Theo bảng, các dòng đúng thứ tự, hoặc tệp CSV chứa chúng; cột không nêu thì rỗng hoặc null, `null` chỉ là null."
      ),
      Key(
        "rejects", .list(.object(caseFinding), minimum: 0),
        "The records refused, and those that repeat another.",
        "Các bản ghi bị loại, và các bản ghi trùng."),
      Key(
        "warnings", .list(.object(caseFinding), minimum: 0),
        "What rules found in rows that are loaded all the same.",
        "Điều quy tắc phát hiện ở các dòng vẫn được nạp."),
      Key(
        "orphans", .list(.value(.text), minimum: 0),
        "The scans that no record has, each as `archive!member` or its file.",
        "Các ảnh quét không có bản ghi nào, viết `tệp nén!tệp` hoặc tên tệp."),
      Key(
        "units", .names(.free, .value(.oneOf(["rejected", "broken", "duplicate"]))),
        "Units that do not end well, by name.", "Các tệp không được nạp trọn, theo tên."),
      Key(
        "counts", .names(.plain, .object(caseCounts)),
        "By table, counts that rows and rejects do not tell.",
        "Theo bảng, số đếm mà các dòng và bản ghi loại không cho biết."),
    ])

  static let caseFinding = KeyTable(
    "testFinding",
    Documentation(
      "A record and every rule it breaks.", "Một bản ghi và mọi quy tắc nó vi phạm."),
    keys: [
      Key(
        "record", .value(.integer(1...Int.max)), required: true,
        "The record's number in its unit, from 1.", "Số thứ tự bản ghi trong tệp, từ 1."),
      Key(
        "breaks", .oneOrMore(.text), required: true,
        "The rules, each as `CODE field`, or `CODE` for the whole record.",
        "Các quy tắc, mỗi quy tắc viết `MÃ trường`, hoặc `MÃ` cho cả bản ghi."),
      Key(
        "unit", .value(.text), default: "the only unit",
        "The source of rows or text, or the file, `archive!member`.",
        "Tên nguồn của dòng hay nội dung, hoặc tên tệp, `tệp nén!tệp`."),
    ])

  static let caseCounts = KeyTable(
    "testCounts",
    Documentation(
      "What became of records; what is not named is told by rows and rejects, or 0.",
      "Kết cục các bản ghi; mục không nêu được suy từ dòng và bản ghi loại, hoặc bằng 0."),
    keys: [
      count("loaded", "Rows added.", "Số dòng thêm."),
      count("updated", "Rows replaced.", "Số dòng sửa."),
      count("unchanged", "Rows that were there.", "Số dòng như cũ."),
      count("filtered", "Records that a filter left out.", "Số bản ghi bị lọc bỏ."),
      count("duplicate", "Records that repeat a row.", "Số bản ghi trùng."),
      count("rejected", "Records refused.", "Số bản ghi bị loại."),
    ])

  private static let caseRow = Shape.names(.plain, .value(.nullableText))

  private static func count(_ name: String, _ english: String, _ vietnamese: String) -> Key {
    Key(name, .value(.integer(0...Int.max)), english, vietnamese)
  }
}
