extension Phrase {
  /// What is wrong with a command line, in the sentences of verbs.
  static let arguments = """
    --set takes name=value, not '{}'
    = --set nhận tên=giá-trị, không nhận '{}'
    --die-at takes a window and a transaction's number, such as written:17
    = --die-at nhận một thời điểm và số giao dịch, như written:17
    --jobs takes a number from 1
    = --jobs nhận một số từ 1
    --limit takes a number from 1
    = --limit nhận một số từ 1
    --rows takes a number from 1
    = --rows nhận một số từ 1
    --memory takes a number of megabytes from 1
    = --memory nhận một số megabyte từ 1 trở lên
    --threads takes a number from 1
    = --threads nhận một số từ 1
    --windows takes a number from 0
    = --windows nhận một số từ 0
    --instants takes a number from 0
    = --instants nhận một số từ 0
    --older-than takes a number of days from 0
    = --older-than nhận số ngày từ 0
    --day takes a day as 2026-05-31, not '{}'
    = --day nhận ngày dạng 2026-05-31, không nhận '{}'
    --reason takes a sentence
    = --reason nhận một câu
    --restart goes with --database postgres://…
    = --restart phải đi cùng --database postgres://…
    --format xlsx takes a file: -o FILE
    = --format xlsx cần một tệp: -o TỆP
    --unit takes U, U@CHUNK or U@CHUNK..CHUNK, not '{}'
    = --unit nhận U, U@ĐOẠN hoặc U@ĐOẠN..ĐOẠN, không nhận '{}'
    --dry-run shows rows: --format json
    = --dry-run hiện các dòng: dùng --format json
    trace takes a table and a key, a person, --file, or --scan
    = trace nhận một bảng và một khoá, một người, --file hoặc --scan
    --replace needs --rule, --unit or --run: say which rejects are corrections
    = --replace cần --rule, --unit hoặc --run: hãy nói bản ghi loại nào là bản sửa
    only open and fixed rejects are replayed, not {}
    = chỉ nạp lại bản ghi loại chưa xử lý hoặc đã sửa, không nạp lại loại {}
    export writes CSV or XLSX; for JSON use 'rejects list --json'
    = lệnh xuất ghi CSV hoặc XLSX; muốn JSON thì dùng 'rejects list --json'
    a workbook needs a file: -o rejects.xlsx
    = sổ tính cần một tệp: -o rejects.xlsx
    give --reference or --cases, not both
    = nêu --reference hoặc --cases, không nêu cả hai
    say what: --unit or --stage
    = nêu chạy lại gì: --unit hoặc --stage
    say which runs: --run N or --older-than DAYS
    = nêu lượt chạy nào: --run N hoặc --older-than SỐ-NGÀY
    see its options with: {} --help
    = xem các tuỳ chọn bằng: {} --help
    """
}
