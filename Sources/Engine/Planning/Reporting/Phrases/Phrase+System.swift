extension Phrase {
  /// What the operating system was asked for, and a server's or a file's answer.
  static let system = """
    cannot start {}: {}
    = không khởi động được {}: {}
    cannot list {}: {}
    = không liệt kê được {}: {}
    cannot write to {}: {}
    = không ghi được ra {}: {}
    the output
    = đầu ra
    cannot open {}: {}
    = không mở được {}: {}
    cannot examine {}: {}
    = không xem được {}: {}
    cannot read {}: {}
    = không đọc được {}: {}
    cannot connect to {}: {}
    = không kết nối được tới {}: {}
    cannot listen at {}: {}
    = không nghe được ở {}: {}
    cannot make {}: {}
    = không tạo được {}: {}
    cannot ask {}: {}
    = không hỏi được {}: {}
    a socket
    = một cổng kết nối
    cannot create a file in {}: {}
    = không tạo được tệp trong {}: {}
    cannot write a scratch file in {}: {}
    = không ghi được tệp tạm trong {}: {}
    cannot read a scratch file in {}: {}
    = không đọc được tệp tạm trong {}: {}
    cannot write into {}: {}
    = không ghi được vào {}: {}
    cannot name a file in {}: {}
    = không đặt được tên tệp trong {}: {}
    cannot sync {}: {}
    = không ghi được {} xuống đĩa: {}
    cannot sync a file in {}: {}
    = không ghi được tệp xuống đĩa trong {}: {}
    cannot make the directory {}: {}
    = không tạo được thư mục {}: {}
    cannot open the database {}: {}
    = không mở được cơ sở dữ liệu {}: {}
    cannot read the database {}: {}
    = không đọc được cơ sở dữ liệu {}: {}
    cannot write the database {}: {}
    = không ghi được cơ sở dữ liệu {}: {}
    cannot compare the database {}: {}
    = không so sánh được cơ sở dữ liệu {}: {}
    cannot count sessions in the database {}: {}
    = không đếm được phiên làm việc của cơ sở dữ liệu {}: {}
    cannot end sessions in the database {}: {}
    = không ngắt được phiên làm việc của cơ sở dữ liệu {}: {}
    cannot drop a database beside the database {}: {}
    = không xoá được cơ sở dữ liệu tạm bên cạnh cơ sở dữ liệu {}: {}
    cannot make a database beside the database {}: {}
    = không tạo được cơ sở dữ liệu tạm bên cạnh cơ sở dữ liệu {}: {}
    cannot make a copy of the database {}: {}
    = không sao chép được cơ sở dữ liệu {}: {}
    cannot try a rerun in the database {}: {}
    = không thử chạy lại được trong cơ sở dữ liệu {}: {}
    the server does not answer
    = máy chủ không trả lời
    the server has rolled a transaction back
    = máy chủ đã huỷ một giao dịch
    the server is PostgreSQL {}
    = máy chủ là PostgreSQL {}
    the database's encoding is {}, not UTF8
    = bảng mã của cơ sở dữ liệu là {}, không phải UTF8
    unknown
    = không rõ
    the name '{}' is too long for PostgreSQL
    = tên '{}' quá dài đối với PostgreSQL
    '{}' is not a kind of database that SoHoa loads
    = '{}' không phải loại cơ sở dữ liệu mà SoHoa nạp được
    only two databases of one kind can be compared
    = chỉ so sánh được hai cơ sở dữ liệu cùng loại
    STRICT tables (3.37)
    = bảng STRICT (3.37)
    thread safety
    = an toàn luồng
    the functions ceil, floor, mod and trunc
    = các hàm ceil, floor, mod và trunc
    CREATE on the schema of the tables
    = CREATE trên lược đồ của các bảng
    TEMPORARY on the database
    = TEMPORARY trên cơ sở dữ liệu
    CREATE on the schema sohoa, or on the database to make it
    = CREATE trên lược đồ sohoa, hoặc trên cơ sở dữ liệu để tạo lược đồ đó
    cannot lock a link in the database {}: {}
    = không khoá được phép nối trong cơ sở dữ liệu {}: {}
    cannot write the model to the database {}: {}
    = không ghi được mô hình vào cơ sở dữ liệu {}: {}
    cannot judge the run in the database {}: {}
    = không đánh giá được lượt chạy trong cơ sở dữ liệu {}: {}
    cannot commit to the database {}: {}
    = không ghi được một đoạn vào cơ sở dữ liệu {}: {}
    cannot finish a unit in the database {}: {}
    = không hoàn tất được một tệp trong cơ sở dữ liệu {}: {}
    cannot take a unit out of the database {}: {}
    = không đưa được một tệp ra khỏi cơ sở dữ liệu {}: {}
    cannot build the keys of {} in the database {}: {}
    = không lập được khoá của {} trong cơ sở dữ liệu {}: {}
    cannot note an export in the database {}: {}
    = không ghi nhận được lần xuất trong cơ sở dữ liệu {}: {}
    cannot take corrections up in the database {}: {}
    = không nhập được phần sửa vào cơ sở dữ liệu {}: {}
    cannot settle rejects in the database {}: {}
    = không cập nhật được bản ghi loại trong cơ sở dữ liệu {}: {}
    cannot prepare a rerun in the database {}: {}
    = không chuẩn bị chạy lại được trong cơ sở dữ liệu {}: {}
    cannot rerun a chunk in the database {}: {}
    = không chạy lại được một đoạn trong cơ sở dữ liệu {}: {}
    cannot undo a run in the database {}: {}
    = không hoàn tác được lượt chạy trong cơ sở dữ liệu {}: {}
    cannot prune the database {}: {}
    = không dọn được cơ sở dữ liệu {}: {}
    cannot replay rejects in the database {}: {}
    = không nạp lại được bản ghi loại trong cơ sở dữ liệu {}: {}
    cannot note scans in the database {}: {}
    = không ghi nhận được ảnh quét trong cơ sở dữ liệu {}: {}
    cannot begin a run in the database {}: {}
    = không bắt đầu được lượt chạy trong cơ sở dữ liệu {}: {}
    cannot end the run in the database {}: {}
    = không kết thúc được lượt chạy trong cơ sở dữ liệu {}: {}
    cannot note units in the database {}: {}
    = không ghi nhận được các tệp trong cơ sở dữ liệu {}: {}
    """
}
