extension Language {
  /// A table to load.
  static let target = KeyTable(
    "target", Documentation("A table to load.", "Một bảng cần nạp."),
    keys: [
      Key(
        "from", .oneOrMore(.name(.input)), default: "the only stage",
        "The stage, source or `source.child` whose rows it takes.",
        "Chặng, nguồn hoặc `nguồn.con` cung cấp dòng."),
      Key(
        "mode", .value(.oneOf(["append", "upsert", "replace"])), default: "append",
        "Whether rows are added, merged by key, or replace the table.",
        "Thêm dòng, trộn theo khoá, hay thay cả bảng."),
      Key(
        "key", .list(.value(.name(.plain))), "The columns that tell rows apart; `upsert` needs it.",
        "Các cột phân biệt dòng; `upsert` bắt buộc có."),
      Key(
        "indexes", .list(.list(.value(.name(.plain)))), "Columns to index, one list per index.",
        "Các cột cần đánh chỉ mục, mỗi danh sách một chỉ mục."),
      Key(
        "partitions", .value(.integer(1...1024)), default: "1",
        "Into how many parts PostgreSQL divides the table when it is made, by hash of `key`; SQLite"
          + " keeps one.",
        "PostgreSQL chia bảng thành mấy phần khi tạo, theo mã băm của `key`; SQLite giữ một bảng."),
      Key(
        "scans", .object(scans), "The page images that the rows were typed from.",
        "Ảnh quét trang sổ mà các dòng được nhập từ đó."),
    ])
}
