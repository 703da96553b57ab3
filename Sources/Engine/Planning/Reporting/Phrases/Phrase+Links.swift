extension Phrase {
  /// What is to be done about links.
  static let links = """
    name the fields that agree under 'on', or an 'order'
    = nêu các trường phải giống nhau dưới 'on', hoặc một 'order'
    take it of a field of kind date
    = lấy từ trường kiểu date
    take it of a field of kind place or unit
    = lấy từ trường kiểu place hoặc unit
    take it of a field of kind name or text
    = lấy từ trường kiểu name hoặc text
    leave out those that tell least
    = bỏ những trường ít giúp phân biệt nhất
    add it under 'groups' with the bits that it counts at most
    = thêm vào 'groups' kèm số bit tối đa
    make it anew with: sohoa link learn
    = tạo lại bằng: sohoa link learn
    name more records of the same entities
    = nêu thêm bản ghi của cùng các đối tượng
    add it under 'compare'
    = thêm vào 'compare'
    name a field of kind {}
    = nêu một trường kiểu {}
    load it first: sohoa run {}
    = hãy nạp trước: sohoa run {}
    see who else uses the database, then run the same command again
    = xem ai khác đang dùng cơ sở dữ liệu rồi chạy lại đúng lệnh này
    check the tables, columns and expressions under link.{}.records
    = kiểm tra bảng, cột và biểu thức dưới link.{}.records
    begin it with the line 'record_id,cluster_id' or 'id_left,id_right'
    = bắt đầu tệp bằng dòng 'record_id,cluster_id' hoặc 'id_left,id_right'
    an id is role:unit:record unless 'records' says otherwise; see the table of clusters
    = mã có dạng vai:tệp:bản-ghi, trừ khi 'records' quy định khác; xem bảng cụm
    write the file with: sohoa link review export
    = tạo tệp bằng: sohoa link review export
    write together or apart, none to withdraw a decision, or nothing
    = ghi together hoặc apart, none để rút quyết định, hoặc để trống
    name two records
    = nêu hai bản ghi
    keep one of the two lines
    = chỉ giữ một trong hai dòng
    withdraw one of these decisions with none, or decide it otherwise
    = rút một trong các quyết định này bằng none, hoặc quyết định khác đi
    link first, and take the ids from: sohoa link review export
    = nối trước, rồi lấy mã từ: sohoa link review export
    write ids as the table of clusters has them: sohoa link run --clusters FILE
    = ghi mã như trong bảng cụm: sohoa link run --clusters FILE
    write 'between: sets', and number the records' sets with 'set'
    = ghi 'between: sets' và đánh số tập của các bản ghi bằng 'set'
    keep the one that is meant
    = chỉ giữ một trong hai
    add a 'link' to it
    = thêm 'link' vào định nghĩa
    name one with --link: {}
    = nêu bằng --link: {}
    """
}
