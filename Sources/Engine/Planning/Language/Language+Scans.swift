extension Language {
  /// Where the page images of a table's rows are, and how they are named.
  static let scans = KeyTable(
    "scans",
    Documentation(
      "Images or PDFs of pages, one a record, bound to the rows by their names.",
      "Ảnh hoặc PDF trang sổ, mỗi bản ghi một tệp, gắn với dòng theo tên."),
    keys: [
      Key(
        "name", .value(.text), required: true,
        "How a record's scan is named, with columns of the table in braces: `{quyen_so}/{so_dang_ky}.pdf`. The end of the scan's path counts, and the archive's own name may be its first part; letter case, Vietnamese marks, zeros before numbers and what stands between words (`01/2009`, `1-2009`, `1_2009`) make no difference. Without an ending a scan of any format fits.",
        "Tên ảnh của bản ghi, cột của bảng đặt trong ngoặc nhọn: `{quyen_so}/{so_dang_ky}.pdf`. Chỉ xét phần cuối đường dẫn, tên tệp nén có thể là phần đầu; không phân biệt hoa thường, dấu tiếng Việt, số 0 đứng trước và dấu ngăn giữa các chữ (`01/2009`, `1-2009`, `1_2009`). Không ghi đuôi tệp thì nhận mọi định dạng."
      ),
      Key(
        "files", .oneOrMore(.glob), default: "the files of the sources",
        "The archives that hold the scans, or the scans themselves.",
        "Tệp nén chứa ảnh, hoặc chính các tệp ảnh."),
      Key(
        "members", .oneOrMore(.glob),
        default: "PDF, JPEG, PNG, TIFF and JPEG 2000 files, by their endings",
        "Which files are scans.", "Những tệp nào là ảnh quét."),
      Key(
        "severity", .value(.oneOf(["warn", "reject"])), default: "warn",
        "What it does to a row that its scan is missing, empty, damaged, or one of several that fit: `E-SCAN-MISSING`, `E-SCAN-EMPTY`, `E-SCAN-DAMAGED`, `E-SCAN-AMBIGUOUS`.",
        "Xử lý dòng có ảnh thiếu, rỗng, hỏng hoặc không rõ là ảnh nào: `E-SCAN-MISSING`, `E-SCAN-EMPTY`, `E-SCAN-DAMAGED`, `E-SCAN-AMBIGUOUS`."
      ),
    ])
}
