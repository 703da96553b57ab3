extension Phrase {
  /// What a database, the ledger or a later run does not allow.
  static let loading = """
    the table {} is there with other columns: {}
    = bảng {} đã có với các cột khác: {}
    the table {} holds rows that share a key of the definition
    = bảng {} có các dòng trùng khoá của định nghĩa
    another run of pipeline {} is at work (process {})
    = một lượt chạy khác của quy trình {} đang làm việc (tiến trình {})
    another run of pipeline {} is at work ({})
    = một lượt chạy khác của quy trình {} đang làm việc ({})
    the pipeline {} is filling the table {}
    = quy trình {} đang nạp bảng {}
    another process has taken this run over
    = tiến trình khác đã nhận lượt chạy này
    no run has begun on this database
    = chưa có lượt chạy nào bắt đầu trên cơ sở dữ liệu này
    a row of {} that came after run {} has the key of one that would come back
    = một dòng của {} có sau lượt chạy {} trùng khoá với dòng sẽ được trả lại
    run {} changed rows of {} that chunk {} of unit {} wrote
    = lượt chạy {} đã sửa các dòng của {} do đoạn {} của tệp {} ghi
    run {} loaded rows of {} that refer to rows of {} that the rerun would take out
    = lượt chạy {} đã nạp các dòng của {} trỏ tới các dòng của {} mà lần chạy lại sẽ bỏ
    rows of {} that are read again refer to rows of {} that the rerun would take out
    = các dòng của {} được đọc lại trỏ tới các dòng của {} mà lần chạy lại sẽ bỏ
    nothing is kept any more of what run {} wrote
    = không còn giữ gì về những dòng lượt chạy {} đã ghi
    nothing is kept any more of what run {} changed: it was pruned
    = không còn giữ gì về những thay đổi của lượt chạy {}: đã được dọn
    run {} has been taken back already
    = lượt chạy {} đã được hoàn tác rồi
    run {} took another run back, and nothing of that one is kept
    = lượt chạy {} đã hoàn tác một lượt khác, và không còn giữ gì của lượt đó
    run {} made links and a model, which are made anew from what is loaded
    = lượt chạy {} lập phép nối và mô hình; chúng luôn được lập lại từ dữ liệu đã nạp
    reject {} was discarded after run {}
    = bản ghi loại {} đã được bỏ sau lượt chạy {}
    run {} {}
    = lượt chạy {} {}
    took up records again of units that run {} loaded
    = đã nạp lại bản ghi của các tệp do lượt chạy {} nạp
    changed rows or rejects that run {} wrote
    = đã sửa dòng hoặc bản ghi loại do lượt chạy {} ghi
    took up corrections of rejects of run {}
    = đã nhập phần sửa bản ghi loại của lượt chạy {}
    found rows there already, and may have met those of run {}
    = đã gặp các dòng có sẵn, có thể là dòng của lượt chạy {}
    loaded rows of {} that refer to rows of {} of run {}
    = đã nạp các dòng của {} trỏ tới dòng của {} thuộc lượt chạy {}
    a later run put its rows in the place of those of run {} in {}
    = một lượt chạy sau đã thay các dòng của lượt chạy {} trong {}
    run {} put its rows in the place of all rows of {}, of which nothing is kept
    = lượt chạy {} đã thay toàn bộ các dòng của {}, và không còn giữ gì của các dòng đó
    reject {} is {}
    = bản ghi loại {} ở trạng thái {}
    export {} has been taken up already
    = lần xuất {} đã được nhập lại rồi
    reject {} was changed by somebody else meanwhile
    = bản ghi loại {} đã bị người khác sửa trong lúc đó
    a {} is at work (process {})
    = việc {} đang làm (tiến trình {})
    nothing has been loaded into {} yet
    = chưa nạp gì vào {}
    {} is still being filled by a run that is not finished
    = {} đang được nạp bởi một lượt chạy chưa xong
    there is no loaded table '{}'
    = không có bảng nào tên '{}' đã được nạp
    {} has no column '{}'
    = {} không có cột '{}'
    no index of {} leads to rows by these columns
    = {} không có chỉ mục nào theo các cột này
    a replay of unit {} does not add up: {}
    = số đếm khi nạp lại tệp {} không khớp: {}
    chunk {} of unit {} does not add up for {}: {}
    = số đếm ở đoạn {} của tệp {} không khớp đối với {}: {}
    a chunk of unit {} does not add up: {}
    = số đếm ở một đoạn của tệp {} không khớp: {}
    record {} of {}, which is reject {}, is not read any more
    = bản ghi {} của {}, là bản ghi loại {}, nay không còn được đọc thấy
    {} refers to a table {}, which is not there
    = {} trỏ tới bảng {} không có
    {} refers to a column {}, which {} has not
    = {} trỏ tới cột {} mà {} không có
    {} refers to {} ({}), which has no index on them
    = {} trỏ tới {} ({}), nhưng bảng này không có chỉ mục theo các cột đó
    """
}
