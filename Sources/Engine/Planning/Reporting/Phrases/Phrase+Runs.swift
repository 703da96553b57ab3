extension Phrase {
  /// Why a run, a rerun or a replay stops or does not begin.
  static let runs = """
    the balance does not close for {} units, the first being {}
    = đối chiếu không khớp ở {} tệp, tệp đầu tiên là {}
    stopped by {} after a clean checkpoint
    = dừng theo tín hiệu {} sau một điểm lưu trọn vẹn
    a quality check is missed: {}
    = không đạt kiểm tra chất lượng: {}
    the reject limit is hit: {}
    = vượt giới hạn bản ghi bị loại: {}
    {} records rejected, {} allowed
    = {} bản ghi bị loại, cho phép {}
    {} of {} records rejected, {} % allowed
    = {} trên {} bản ghi bị loại, cho phép {} %
    {} records rejected by {}, {} allowed
    = {} bản ghi bị loại vì {}, cho phép {}
    the definition has changed since {} was loaded:
    = định nghĩa đã đổi từ khi nạp {}:
    the definition has changed since {} was loaded; a replay follows the definition as it is now
    = định nghĩa đã đổi từ khi nạp {}; lần nạp lại theo định nghĩa hiện tại
    source {}: no file matches {}
    = nguồn {}: không có tệp nào khớp {}
    {} has changed since its checkpoint {}
    = {} đã thay đổi sau điểm lưu {}
    {} was interrupted at checkpoint {} and is not there any more
    = {} bị ngắt ở điểm lưu {} và nay không còn nữa
    {} is not there any more, or is not what it was
    = {} không còn nữa, hoặc đã thay đổi
    {} has no such chunks: it has 1 to {}
    = {} không có các đoạn này: chỉ có từ 1 đến {}
    chunk {} of {} does not read as it did when it was loaded
    = đoạn {} của {} đọc ra không giống lúc nạp
    the records of chunk {} of {} were not kept
    = bản ghi của đoạn {} của {} không được giữ lại
    the records of chunk {} of {} were read in another way than the definition says now
    = bản ghi của đoạn {} của {} được đọc theo cách khác định nghĩa hiện tại
    {} is damaged
    = {} bị hỏng
    the records as read cannot be kept: {}
    = không giữ được bản ghi như khi đọc: {}
    put the source back as it was and type the command again without --from-spool
    = để lại tệp nguồn như cũ rồi gõ lại lệnh, không có --from-spool
    put 'extract' back as it was, or the source
    = để 'extract' lại như cũ, hoặc để lại tệp nguồn
    make room on the disk or take 'spool' out of the definition, then run again
    = dọn chỗ trên đĩa hoặc bỏ 'spool' khỏi định nghĩa, rồi chạy lại
    the pipeline has no source '{}', which {} came by
    = quy trình không có nguồn '{}' mà {} thuộc về
    the pipeline loads no table '{}'
    = quy trình không nạp bảng '{}'
    {} is only partly loaded
    = {} mới nạp được một phần
    nothing that was loaded is to be read again
    = không có gì đã nạp cần đọc lại
    there is no step '{}'
    = không có bước '{}'
    the unit cannot be read
    = không đọc được tệp
    load.{}: no file of scans matches {}
    = load.{}: không có tệp ảnh quét nào khớp {}
    the command that restarts the server has failed
    = lệnh khởi động lại máy chủ bị lỗi
    cannot listen on this machine: {}
    = không nghe được ở máy này: {}
    a run in a process of its own ended with {}, another one with {}
    = lượt chạy ở tiến trình riêng kết thúc với mã {}, lượt kia với mã {}
    cannot start {}
    = không khởi động được {}
    they are empty
    = các tệp đều rỗng
    none of the files holds rows: {}
    = không tệp nào có dòng dữ liệu: {}
    no row of it looks like the names of columns
    = không dòng nào giống dòng tên cột
    it cannot be read
    = không đọc được
    no element repeats
    = không có phần tử nào lặp lại
    the guessed definition is not good
    = định nghĩa đoán được không dùng được
    cannot read the expected rows in {}
    = không đọc được các dòng mong đợi trong {}
    {} is no CSV with one row of column names and rows as long as it
    = {} không phải CSV có một dòng tên cột và các dòng dài bằng dòng đó
    {} is no export of rejects: it has no column {}
    = {} không phải tệp xuất bản ghi loại: không có cột {}
    export {} was taken up on {} by {} already
    = lần xuất {} đã được nhập lại lúc {} bởi {}
    nothing was changed in {}
    = {} không có gì thay đổi
    {} cannot be read: {}
    = không đọc được {}: {}
    it is neither CSV nor a workbook
    = không phải CSV cũng không phải sổ tính
    row {} is malformed
    = dòng {} sai cấu trúc
    row {} of {} is malformed
    = dòng {} của {} sai cấu trúc
    it does not fit a workbook: a sheet has {} rows, a cell {} characters
    = không vừa một sổ tính: một trang có {} dòng, một ô có {} ký tự
    {} cannot be taken up:
    = không nhập lại được {}:
    the column {} is there more than once
    = cột {} có nhiều lần
    the column {} is missing
    = thiếu cột {}
    row {}
    = dòng {}
    {}, row {}
    = {}, dòng {}
    it has no rows
    = không có dòng nào
    {}: it has no number of its export or reject any more
    = {}: đã mất số của lần xuất hoặc của bản ghi loại
    {}: reject {} is not in export {}
    = {}: bản ghi loại {} không thuộc lần xuất {}
    {}: reject {} is there twice
    = {}: bản ghi loại {} có hai lần
    {}: there is no reject {}
    = {}: không có bản ghi loại số {}
    {}: it is of export {}, not of export {}
    = {}: thuộc lần xuất {}, không phải lần xuất {}
    {}: there is no export {}
    = {}: không có lần xuất {}
    {}: the record of reject {} has no field '{}'
    = {}: bản ghi loại {} không có trường '{}'
    {}: {} is not that of reject {} any more
    = {}: {} không còn là của bản ghi loại {}
    {}: reject {} is {} by now
    = {}: bản ghi loại {} nay ở trạng thái {}
    {}: reject {} was corrected since by export {} ({}, {})
    = {}: bản ghi loại {} đã được sửa theo lần xuất {} ({}, {})
    record {}
    = bản ghi {}
    record {} of {}
    = bản ghi {} của {}
    row {}, {}
    = dòng {}, {}
    """
}
