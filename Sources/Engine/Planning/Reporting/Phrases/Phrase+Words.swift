extension Phrase {
  /// What the operating system says, words of the ledger, and the reasons of links, which no sentence of the sources holds.
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
    two values of {}
    = hai giá trị của {}
    the same {} twice
    = cùng {} hai lần
    decided apart
    = đã quyết định tách
    {} after {}
    = {} sau {}
    levels that are never together
    = các mức không bao giờ đi cùng nhau
    the other records do not agree
    = các bản ghi khác không hợp nhau
    linked with another already
    = đã nối với bản ghi khác
    between the thresholds
    = nằm giữa hai ngưỡng
    decided
    = đã quyết định
    the weight is under the one to match
    = trọng số dưới ngưỡng nối
    no block compares the two
    = không khối nào so hai bản ghi này
    decided together: {} ~ {}
    = quyết định cùng nhau: {} ~ {}
    decided apart: {} | {}
    = quyết định tách: {} | {}
    {}: {} ~ {}, {} bits
    = {}: {} ~ {}, {} bit
    {} ~ {}, {} bits
    = {} ~ {}, {} bit
    no pair is sure enough any more
    = không còn cặp nào đủ chắc
    """
}
