extension Phrase {
  /// What is wrong with a command line, or with what a command asks of the ledger.
  static let failures = """
    there is no database {}
    = không có cơ sở dữ liệu {}
    there is no database in .sohoa
    = không có cơ sở dữ liệu nào trong .sohoa
    there are several databases in .sohoa: {}
    = có nhiều cơ sở dữ liệu trong .sohoa: {}
    there is no run {}
    = không có lượt chạy {}
    the database holds no run yet
    = cơ sở dữ liệu chưa có lượt chạy nào
    --database must not hold a password: everybody on this machine can see it
    = --database không được chứa mật khẩu: mọi người trên máy này đều thấy được
    cannot write {}
    = không ghi được {}
    cannot write {}: {}
    = không ghi được {}: {}
    cannot write into {}
    = không ghi được vào {}
    cannot write the export to its end
    = không xuất được đến hết
    cannot write the report to {}
    = không ghi được báo cáo vào {}
    cannot write the profile to {}
    = không ghi được hồ sơ dữ liệu vào {}
    cannot make a folder in {}
    = không tạo được thư mục trong {}
    '{}' has no verb '{}'
    = '{}' không có lệnh '{}'
    '{}' is no language of messages
    = không có thông báo bằng ngôn ngữ '{}'
    '{}' failed: {}
    = lệnh '{}' bị lỗi: {}
    no case has '{}' in its name
    = không ca kiểm thử nào có '{}' trong tên
    the consolidated model has nobody of this id or number
    = mô hình hợp nhất không có người nào mang mã hoặc số này
    the ledger knows no {} '{}'
    = sổ theo dõi không có {} '{}'
    scan
    = ảnh quét
    unit
    = tệp
    no table '{}' with a key is there
    = không có bảng '{}' nào có khoá
    {} values do not make a key of {}
    = {} giá trị không làm thành khoá của {}
    {} links nothing
    = {} không có phép nối nào
    it is not clear which link is meant
    = không rõ phép nối nào
    {} consolidates nothing
    = {} không có phần hợp nhất
    {} is there already
    = đã có {}
    there is no reject {}
    = không có bản ghi loại số {}
    no unit is named '{}'
    = không có tệp nào tên là '{}'
    '{}' fits {} units
    = '{}' khớp với {} tệp
    a definition and other inputs cannot be profiled together
    = không lập hồ sơ được cho định nghĩa lẫn với tệp khác
    the balance does not close for {} of {} units
    = đối chiếu không khớp ở {} trên {} tệp
    """
}
