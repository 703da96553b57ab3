extension Phrase {
  /// What the operating system says, and words of the ledger, which no sentence of the sources holds.
  static let words = """
    No such file or directory
    = không có tệp hoặc thư mục này
    Permission denied
    = không có quyền
    No space left on device
    = đĩa đầy
    Is a directory
    = là thư mục
    Not a directory
    = không phải thư mục
    File exists
    = đã có tệp này
    Read-only file system
    = đĩa chỉ cho đọc
    Input/output error
    = lỗi vào/ra
    Too many open files
    = quá nhiều tệp đang mở
    Address already in use
    = địa chỉ đang được dùng
    Connection refused
    = bị từ chối kết nối
    Broken pipe
    = đường ống bị ngắt
    open
    = chưa xử lý
    fixed
    = đã sửa
    replayed
    = đã nạp lại
    superseded
    = đã có sẵn
    discarded
    = đã bỏ
    load
    = nạp
    rerun
    = chạy lại
    replay
    = nạp lại
    undo
    = hoàn tác
    import
    = nhập sửa
    consolidate
    = hợp nhất
    """
}
