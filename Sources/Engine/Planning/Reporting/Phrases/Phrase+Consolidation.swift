extension Phrase {
  /// What is to be done about consolidated models.
  static let consolidation = """
    add 'link': one of {}
    = thêm 'link': một trong {}
    choose another name
    = chọn tên khác
    leave it out here: a key has one value
    = bỏ ở đây: khoá chỉ có một giá trị
    add it under 'values'
    = thêm vào 'values'
    give the table of the model another name
    = đặt tên khác cho bảng của mô hình
    nothing is lost: the other one makes it
    = không mất gì: tiến trình kia sẽ làm
    see that the disk has room and the file may be written, then run again
    = kiểm tra đĩa còn chỗ và tệp được phép ghi, rồi chạy lại
    let each row of a source come once: see its 'from' for a join
    = mỗi dòng của nguồn chỉ được đến một lần: xem phép nối bảng ở 'from'
    check its tables, columns and expressions; 'sohoa link run' makes the entities
    = kiểm tra bảng, cột và biểu thức; 'sohoa link run' tạo ra các đối tượng
    make it with: sohoa consolidate PIPELINE
    = lập bằng: sohoa consolidate QUY-TRÌNH
    give the key of a row behind its table, or an id of the model
    = nêu khoá của dòng sau tên bảng, hoặc một mã của mô hình
    compare a table with one reference
    = mỗi bảng chỉ đối chiếu với một bảng tham chiếu
    add a 'consolidate' to it
    = thêm 'consolidate' vào định nghĩa
    """
}
