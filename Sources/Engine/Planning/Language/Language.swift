/// The definition language, version 1.
enum Language {
  /// The version that the key `sohoa` names.
  static let version = 1

  /// A whole definition.
  static let pipeline = KeyTable(
    "pipeline",
    Documentation("A pipeline's definition.", "Định nghĩa một luồng xử lý."),
    keys: [
      Key(
        "sohoa", .value(.integer(version...version)), required: true,
        "The version of the language: 1.", "Phiên bản ngôn ngữ: 1."),
      Key(
        "name", .value(.name(.plain)), required: true, "The pipeline's name.", "Tên luồng xử lý."),
      Key(
        "description", .value(.text), operational: true, "What it is for, for people.",
        "Mục đích, cho người đọc."),
      Key(
        "database", .value(.text), operational: true,
        "The target database, such as `sqlite:out.sqlite`; `--database` overrides it.",
        "CSDL đích, ví dụ `sqlite:out.sqlite`; `--database` thay thế được."),
      Key(
        "params", .names(.plain, .object(parameter)), operational: true,
        "Values given at each run with `--set`, used as `${param:name}`.",
        "Giá trị truyền khi chạy bằng `--set`, dùng như `${param:tên}`."),
      Key(
        "include", .oneOrMore(.path), operational: true,
        "Files whose sources, stages and tables are shared; what stands here wins. Taken literally.",
        "Tệp dùng chung nguồn, chặng, bảng; phần viết tại đây được ưu tiên. Không thay thế `${…}`."),
      Key(
        "after", .object(after), operational: true,
        "The pipelines that run before this one, into the same database.",
        "Các luồng chạy trước luồng này, vào cùng một CSDL."),
      Key(
        "extract", .names(.plain, .object(source)), required: true, dispensableWith: "link",
        "The named sources to read.", "Các nguồn cần đọc, có tên."),
      Key(
        "transform", .anyOf([steps, .names(.plain, .object(stage))]),
        "The steps in order, over all sources, or named stages with steps each.",
        "Các bước theo thứ tự, cho mọi nguồn, hoặc các chặng có tên, mỗi chặng gồm nhiều bước."),
      Key(
        "load", .names(.plain, .object(target)), required: true, dispensableWith: "link",
        "The named tables to load.", "Các bảng cần nạp, có tên."),
      Key(
        "link", .names(.plain, .object(link)), operational: true,
        "What is linked after loading, by name; without `extract` and `load` it links what is there.",
        "Các phép nối sau khi nạp, có tên; không có `extract` và `load` thì nối dữ liệu sẵn có."),
      Key(
        "consolidate", .object(consolidate), operational: true,
        "The one model that is made of what is linked.",
        "Mô hình hợp nhất lập từ những gì đã nối."),
      Key(
        "chunk", .object(chunk), operational: true,
        "How many rows are committed together.", "Số dòng được ghi cùng một lần."),
      Key(
        "rejects", .object(rejects), operational: true,
        "How many refused records stop the run.", "Số bản ghi bị từ chối làm dừng lượt chạy."),
      Key(
        "jobs", .value(.integer(1...256)), default: "the number of cores", operational: true,
        "How many units are read at once.", "Số tệp được đọc song song."),
      Key(
        "spool", .value(.boolean), default: "false", operational: true,
        "Whether the records of every chunk are kept as they were read, so that `rerun` does without the source.",
        "Có giữ bản ghi của từng đoạn đúng như khi đọc hay không, để `rerun` không cần tệp nguồn."),
    ])

  static let parameter = KeyTable(
    "parameter",
    Documentation("A value given at each run.", "Một giá trị truyền khi chạy."),
    keys: [
      Key(
        "type", .value(.oneOf(["text", "integer", "date", "boolean"])), default: "text",
        "What values it takes; a date is `yyyy-mm-dd`.", "Kiểu; ngày viết `yyyy-mm-dd`."),
      Key(
        "default", .value(.anyText), "The value without `--set`.", "Giá trị khi không có `--set`."),
      Key(
        "pattern", .value(.text), "A regular expression that the whole value must match.",
        "Biểu thức chính quy mà toàn bộ giá trị phải khớp."),
      Key(
        "required", .value(.boolean), default: "false", "Whether every run must give it.",
        "Có bắt buộc truyền mỗi lượt chạy không."),
      Key("description", .value(.text), "What it is, for people.", "Giải thích, cho người đọc."),
    ])

  static let chunk = KeyTable(
    "chunk",
    Documentation(
      "The rows that travel and are committed together.", "Các dòng được xử lý và ghi cùng nhau."),
    keys: [
      Key(
        "rows", .value(.integer(1...10_000_000)), default: "20000",
        "The most rows; where it is not given, fewer than 20000 of records with over 20 fields.",
        "Số dòng tối đa; nếu không ghi, bản ghi có trên 20 trường thì ít hơn 20000."),
      Key(
        "bytes", .value(.size), default: "8MB",
        "The size after which no further record is begun.",
        "Dung lượng mà từ đó không đọc thêm bản ghi."),
    ])

  static let rejects = KeyTable(
    "rejects",
    Documentation("When refused records stop the run.", "Khi nào bản ghi lỗi làm dừng lượt chạy."),
    keys: [
      Key(
        "limit", .anyOf([.value(.countOrPercent), .object(rejectLimit)]), default: "none",
        "A count, a share such as `5%`, or both.", "Số lượng, tỉ lệ như `5%`, hoặc cả hai.")
    ])

  static let rejectLimit = KeyTable(
    "rejectLimit",
    Documentation(
      "Several limits; the first one hit stops the run.",
      "Nhiều giới hạn; chạm giới hạn nào trước thì dừng."),
    keys: [
      Key(
        "count", .value(.integer(0...Int.max)), default: "none", "The most refused records.",
        "Số bản ghi bị từ chối tối đa."),
      Key(
        "percent", .value(.percent), default: "none", "The largest share of refused records.",
        "Tỉ lệ bị từ chối tối đa."),
      Key(
        "after_rows", .value(.integer(0...Int.max)), default: "1000",
        "How many records must be read before a share counts.",
        "Số bản ghi phải đọc trước khi tính tỉ lệ."),
      Key(
        "rules", .names(.code, .value(.integer(0...Int.max))),
        "The most refused records by rule code.", "Số bị từ chối tối đa theo mã quy tắc."),
    ])
}
