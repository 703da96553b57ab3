internal import Extraction

extension Language {
  /// A source of records.
  static let source = KeyTable(
    "source", Documentation("Where records come from.", "Nguồn bản ghi."),
    exactlyOneOf: ["csv", "xml", "xlsx", "dbf", "fixed", "json", "ocr"],
    keys: [
      Key(
        "files", .oneOrMore(.glob), required: true,
        "Files to read, with `*`, `?` and `**`; archives (ZIP, 7z, RAR, tar) and compressed files (GZIP, XZ, bzip2, Zstandard) are opened.",
        "Tệp cần đọc, dùng `*`, `?`, `**`; mở cả tệp lưu trữ (ZIP, 7z, RAR, tar) và tệp nén (GZIP, XZ, bzip2, Zstandard)."
      ),
      Key(
        "members", .oneOrMore(.glob), default: "all files of the format",
        "Which files inside an archive.", "Những tệp nào bên trong tệp nén."),
      Key("csv", .object(csv), "Reads the files as CSV.", "Đọc theo dạng CSV."),
      Key("xml", .object(xml), "Reads the files as XML.", "Đọc theo dạng XML."),
      Key(
        "xlsx", .object(xlsx),
        "Reads the files as workbooks (.xlsx); each sheet is a unit: `book.xlsx!Sheet1`.",
        "Đọc theo dạng sổ tính Excel (.xlsx); mỗi trang là một đơn vị: `so.xlsx!Trang1`."),
      Key(
        "dbf", .object(dbf), "Reads the files as tables of dBase or FoxPro (.dbf).",
        "Đọc theo dạng bảng dBase, FoxPro (.dbf)."),
      Key(
        "fixed", .object(fixed), "Reads the files as text of fixed columns.",
        "Đọc theo dạng văn bản có cột rộng cố định."),
      Key(
        "json", .object(json), "Reads the files as JSON Lines or JSON documents.",
        "Đọc theo dạng JSON Lines hoặc tài liệu JSON."),
      Key(
        "ocr", .object(ocr),
        "Reads the files as recognised text: ALTO, PAGE XML or hOCR; each page is a record.",
        "Đọc kết quả nhận dạng chữ: ALTO, PAGE XML hoặc hOCR; mỗi trang là một bản ghi."),
      Key(
        "fields", fields,
        default: "those of the first schema among the steps (XML, JSON and OCR: none)",
        "The columns to take: the column's name, then the header(s), XML or JSON path(s), or zones of a"
          + " page, that carry it.",
        "Các cột cần lấy: tên cột, rồi tiêu đề hoặc đường dẫn XML, JSON, hoặc vùng trên trang."),
      Key(
        "limits", .object(limits), "What a unit must not exceed.",
        "Những giới hạn một tệp không được vượt."),
    ])

  static let fields = Shape.names(
    .plain, .anyOf([.value(.text), .list(.value(.text)), .object(field)]))

  static let field = KeyTable(
    "field", Documentation("A column to take, in full.", "Một cột cần lấy, viết đủ."),
    keys: [
      Key(
        "from", .oneOrMore(.text), required: true,
        "The header(s), or XML or JSON path(s); the first that occurs is taken.",
        "Tiêu đề hoặc đường dẫn XML, JSON; lấy cái gặp đầu tiên."),
      Key(
        "optional", .value(.boolean), default: "false",
        "Whether a file may lack it; its cells are then empty.",
        "Tệp có được thiếu cột này không; khi đó ô để trống."),
      Key(
        "encoding", .value(.oneOf(["auto", "utf-8", "mixed"] + legacyEncodings)),
        default: "the source's",
        "How this column alone is encoded (CSV, DBF, fixed columns); `auto` as its own words tell.",
        "Bảng mã riêng của cột này (CSV, DBF, cột cố định); `auto` là theo chữ trong cột."),
    ])

  /// Names of encodings, as `csv.encoding` takes them.
  static let encodings = ["auto"] + TextEncoding.all.map(\.name)
  static let legacyEncodings = TextEncoding.all.filter(\.isLegacy).map(\.name)

  static let csv = KeyTable(
    "csv", Documentation("Delimited text.", "Văn bản phân cách."),
    keys: [
      Key(
        "delimiter", .value(.character), default: "detected", "What separates fields.",
        "Ký tự phân cách."),
      Key(
        "header", .value(.integerOr(1...1000, ["none"])), default: "1",
        "The line that holds the headers, or `none`.", "Dòng chứa tiêu đề, hoặc `none`."),
      Key(
        "encoding", .value(.oneOf(encodings)), default: "auto",
        "How the text is encoded. `auto` takes UTF-8 and UTF-16 where they are certain, else the legacy encoding its words tell, or refuses the file; `mixed` decides column by column and cell by cell.",
        "Bảng mã. `auto` nhận UTF-8, UTF-16 khi chắc chắn, nếu không thì theo chữ trong tệp, không đủ chắc thì từ chối tệp; `mixed` xét từng cột, từng ô."
      ),
      Key(
        "quote", .value(.character), default: "'\"'", "What quotes a field.", "Ký tự bao trường."),
    ])

  static let xlsx = KeyTable(
    "xlsx",
    Documentation(
      "Sheets of workbooks (.xlsx). Rows without any value are no records.",
      "Các trang của sổ tính Excel (.xlsx). Dòng trống không phải là bản ghi."),
    keys: [
      Key(
        "sheet", .oneOrMore(.text), default: "all that are not hidden",
        "The sheets to read, by name, pattern (`*`, `?`) or number from 1; only a name or a number"
          + " reads a hidden one.",
        "Những trang cần đọc, theo tên, mẫu (`*`, `?`) hoặc số thứ tự từ 1; trang ẩn chỉ được đọc"
          + " khi nêu đúng tên hoặc số."),
      Key(
        "header", .value(.rowsOr(["auto", "none"])), default: "auto",
        "The row that holds the headers, rows such as `3-4` (their names are joined by ` / `),"
          + " `auto` (found by the fields' headers in the first 100 rows), or `none` (columns go by"
          + " their letters).",
        "Dòng chứa tiêu đề, nhiều dòng như `3-4` (tên được nối bằng ` / `), `auto` (tự tìm theo tiêu"
          + " đề của các trường trong 100 dòng đầu), hoặc `none` (gọi cột bằng chữ cái)."),
      Key(
        "hidden", .value(.oneOf(["read", "skip"])), default: "read",
        "Hidden rows: `read` them, each with a warning, or `skip` them, counted as filtered.",
        "Dòng bị ẩn: `read` đọc và cảnh báo, `skip` bỏ qua, tính là đã lọc."),
    ])

  static let xml = KeyTable(
    "xml", Documentation("XML documents.", "Tài liệu XML."),
    keys: [
      Key(
        "record", .value(.text), required: true,
        "The path of the element that is one record, such as `/danhSach/hoSo`.",
        "Đường dẫn phần tử là một bản ghi, ví dụ `/danhSach/hoSo`."),
      Key(
        "namespaces", .names(.free, .value(.text)), "Prefixes used in paths, with their URIs.",
        "Tiền tố dùng trong đường dẫn và URI."),
      Key(
        "schema", .value(.path), "An XSD that every document is held against.",
        "XSD dùng để kiểm tra tài liệu."),
      Key(
        "children", .names(.plain, .object(child)),
        "Repeated elements inside a record, each a table of its own: `source.child`.",
        "Phần tử lặp trong bản ghi, mỗi loại một bảng: `nguồn.con`."),
    ])

  static let child = KeyTable(
    "child",
    Documentation(
      "Something that a record repeats: an element of XML, an item of a JSON list.",
      "Phần lặp trong một bản ghi: phần tử XML, mục của danh sách JSON."),
    keys: [
      Key(
        "record", .value(.text), required: true,
        "The path inside the record: of the element, of the list.",
        "Đường dẫn trong bản ghi: của phần tử, của danh sách."),
      Key(
        "fields", fields, required: true, "The columns to take, by path inside it.",
        "Các cột cần lấy, theo đường dẫn trong đó."),
      Key(
        "parent", .names(.plain, .value(.text)),
        "Columns taken from the parent record, by path inside it.",
        "Các cột lấy từ bản ghi cha, theo đường dẫn trong đó."),
    ])

  static let limits = KeyTable(
    "limits",
    Documentation("What a unit must not exceed.", "Những giới hạn một tệp không được vượt."),
    keys: [
      Key(
        "ratio", .value(.integer(1...1_000_000)), "How many times larger than its compressed form.",
        "Tỉ lệ giải nén tối đa."),
      Key("size", .value(.size), "The size of its content.", "Dung lượng nội dung."),
      Key(
        "members", .value(.integer(1...100_000_000)), "The number of members of an archive.",
        "Số tệp trong một tệp nén."),
      Key("record", .value(.size), "The size of one record.", "Dung lượng một bản ghi."),
      Key("field", .value(.size), "The size of one field.", "Dung lượng một trường."),
      Key(
        "depth", .value(.integer(1...1000)),
        "How deep XML elements, or JSON lists and objects, may nest.",
        "Độ sâu lồng nhau của phần tử XML, hoặc danh sách và đối tượng JSON."),
    ])
}
