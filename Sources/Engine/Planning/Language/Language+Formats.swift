/// The formats besides delimited text, XML and workbooks.
extension Language {
  static let dbf = KeyTable(
    "dbf",
    Documentation(
      "Tables of dBase III and IV, FoxPro and Visual FoxPro (.dbf); the memo file (.dbt, .fpt) is that"
        + " of the same name beside it, in the folder or in the archive.",
      "Bảng dBase III, IV, FoxPro, Visual FoxPro (.dbf); tệp memo (.dbt, .fpt) là tệp cùng tên nằm"
        + " bên cạnh, trong thư mục hoặc trong tệp nén."),
    keys: [
      Key(
        "encoding", .value(.oneOf(encodings.filter { !$0.hasPrefix("utf-16") })), default: "auto",
        "How the text is encoded, as in `csv`; the code page that the file names is shown, but hardly"
          + " ever true of Vietnamese text.",
        "Bảng mã, như trong `csv`; mã trang ghi trong tệp được nêu ra nhưng hầu như không đúng với chữ"
          + " Việt."),
      Key(
        "deleted", .value(.oneOf(["skip", "read"])), default: "skip",
        "Records marked as deleted: `skip` them, counted as filtered, or `read` them, each with a"
          + " warning.",
        "Bản ghi đã đánh dấu xóa: `skip` bỏ qua, tính là đã lọc; `read` đọc và cảnh báo."),
    ])

  static let fixed = KeyTable(
    "fixed",
    Documentation(
      "Text of fixed columns, a record a line. Blanks around a value are no part of it; a line of"
        + " another width is refused.",
      "Văn bản có cột rộng cố định, mỗi dòng một bản ghi. Dấu cách quanh giá trị không được tính; dòng"
        + " có độ rộng khác bị từ chối."),
    exactlyOneOf: ["columns", "widths"],
    keys: [
      Key(
        "columns", .names(.free, .value(.extent)),
        "The columns' names and places: `6-25` from the first to the last, or `6+20` from the first"
          + " on, counted from 1; in any order, with gaps if need be.",
        "Tên và vị trí các cột: `6-25` từ đầu đến cuối, hoặc `6+20` từ vị trí đầu, đếm từ 1; thứ tự"
          + " tùy ý, có thể để trống giữa các cột."),
      Key(
        "widths", .names(.free, .value(.integer(1...1_000_000))),
        "The columns' names and widths, one column behind the other.",
        "Tên và độ rộng các cột, cột này nối tiếp cột kia."),
      Key(
        "measure", .value(.oneOf(["characters", "bytes"])), default: "characters",
        "What places and widths count: code points of UTF-8 and UTF-16, or bytes. In a legacy encoding"
          + " it is always bytes.",
        "Đơn vị của vị trí và độ rộng: ký tự (UTF-8, UTF-16) hoặc byte. Với bảng mã cũ luôn là byte."
      ),
      Key(
        "encoding", .value(.oneOf(encodings)), default: "auto",
        "How the text is encoded, as in `csv`.", "Bảng mã, như trong `csv`."),
      Key(
        "skip", .value(.integer(0...1000)), default: "0",
        "The lines before the first record, such as a heading.",
        "Số dòng đứng trước bản ghi đầu tiên, ví dụ dòng tiêu đề."),
      Key(
        "length", .value(.integer(1...1_000_000)), default: "a record is a line",
        "The bytes of a record where the file has no line ends.",
        "Số byte của một bản ghi khi tệp không có dấu xuống dòng."),
      Key(
        "short", .value(.oneOf(["reject", "fill"])), default: "reject",
        "A line that ends early: `reject` it, or `fill` it up with blanks, for files whose blanks at"
          + " the end were cut off.",
        "Dòng ngắn hơn quy định: `reject` từ chối, hoặc `fill` coi như có dấu cách ở cuối, dùng cho tệp"
          + " đã bị cắt dấu cách."),
    ])

  static let json = KeyTable(
    "json",
    Documentation(
      "JSON Lines, or a list inside JSON documents. Numbers are taken exactly as written.",
      "JSON Lines, hoặc danh sách trong tài liệu JSON. Số được giữ nguyên như đã viết."),
    keys: [
      Key(
        "record", .value(.text), default: "each line is a record (JSON Lines)",
        "The path of the list whose items are the records, such as `/danhSach`; `/` for a document"
          + " that is the list itself.",
        "Đường dẫn của danh sách có các mục là bản ghi, ví dụ `/danhSach`; `/` khi cả tài liệu là danh"
          + " sách."),
      Key(
        "children", .names(.plain, .object(child)),
        "Lists inside a record, each a table of its own: `source.child`.",
        "Danh sách trong bản ghi, mỗi loại một bảng: `nguồn.con`."),
    ])
}
