extension Phrase {
  /// What is wrong with links and consolidated models.
  static let linkage = """
    {} lacks one of the columns id_left, id_right and decision
    = {} thiếu một trong các cột id_left, id_right và decision
    {}:{} has a decision that is not together, apart or none
    = {}:{} có quyết định không phải together, apart hay none
    {}:{} decides on a record with itself
    = {}:{} quyết định về một bản ghi với chính nó
    {}:{} and line {} decide differently on {} and {}
    = {}:{} và dòng {} quyết định khác nhau về {} và {}
    {} and {} are decided apart, but together by {}
    = {} và {} được quyết định tách, nhưng lại cùng nhau qua {}
    none of the {} decisions is on records that link.{} has
    = không quyết định nào trong {} quyết định là về bản ghi mà link.{} có
    the file of what is known names no record
    = tệp những gì đã biết không nêu bản ghi nào
    the link has none of the {} records that the file names
    = phép nối không có bản ghi nào trong {} bản ghi mà tệp nêu
    the consolidated model has no flag '{}'
    = mô hình hợp nhất không có cờ '{}'
    cannot read {}
    = không đọc được {}
    {} has no header of known clusters or pairs
    = {} không có dòng tiêu đề của cụm hoặc cặp đã biết
    link.{} cannot learn from {} known pairs
    = link.{} không học được từ {} cặp đã biết
    there is no database {} to link
    = không có cơ sở dữ liệu {} để nối
    link.{} cannot read or write the database: {}
    = link.{} không đọc hoặc không ghi được cơ sở dữ liệu: {}
    there is no record '{}' in the link
    = phép nối không có bản ghi '{}'
    the file is not one of a link's weights
    = tệp không phải tệp trọng số của phép nối
    the file's 'prior' is no probability
    = 'prior' trong tệp không phải xác suất
    the file has not the levels of '{}'
    = tệp không có các mức của '{}'
    the file's 'm' and 'u' of '{}' are no probabilities
    = 'm' và 'u' của '{}' trong tệp không phải xác suất
    a block of link.{} has no parts
    = một khối của link.{} không có phần nào
    a block has no part '{}' of a field
    = khối không có phần '{}' của trường
    '{}' is of kind {} and has no {}
    = '{}' thuộc kiểu {} nên không có {}
    link.{} compares {} fields, 16 are possible
    = link.{} so sánh {} trường, chỉ được 16
    link.{} has no group '{}'
    = link.{} không có nhóm '{}'
    '{}' is not compared
    = '{}' không được so sánh
    link.{} has a 'best_link' but not two sets
    = link.{} có 'best_link' nhưng không có hai tập
    link.{} has both 'one_to_one' and 'best_link'
    = link.{} có cả 'one_to_one' lẫn 'best_link'
    '{}' has no level '{}'
    = '{}' không có mức '{}'
    link.{} has no field '{}'
    = link.{} không có trường '{}'
    '{}' is of kind {}
    = '{}' thuộc kiểu {}
    there is no link '{}'
    = không có phép nối '{}'
    consolidate does not say which link it means
    = consolidate không nêu phép nối nào
    '{}' is a table that is loaded
    = '{}' là bảng được nạp
    '{}' is in the key already
    = '{}' đã có trong khoá
    there is no table '{}'
    = không có bảng '{}'
    {} has no field '{}'
    = {} không có trường '{}'
    match.{} has no value '{}'
    = match.{} không có giá trị '{}'
    {} is compared with a reference already
    = {} đã được đối chiếu với một bảng tham chiếu
    '{}' is a column that every consolidated table has
    = '{}' là cột mà bảng hợp nhất nào cũng có
    {}.from.{} has no value for the key '{}'
    = {}.from.{} không có giá trị cho khoá '{}'
    the link has no records '{}'
    = phép nối không có nhóm bản ghi '{}'
    the link has no field '{}'
    = phép nối không có trường '{}'
    this SQL cannot be used: {}
    = câu SQL này không dùng được: {}
    the database has a table {} that is not of the consolidated model
    = cơ sở dữ liệu có bảng {} không thuộc mô hình hợp nhất
    another process has taken this consolidation over
    = tiến trình khác đã nhận việc hợp nhất này
    there is no database {} to consolidate
    = không có cơ sở dữ liệu {} để hợp nhất
    the database {} is busy
    = cơ sở dữ liệu {} đang bận
    {}: a row says the same thing twice
    = {}: một dòng cho cùng một thông tin hai lần
    {} cannot be made: {}
    = không lập được {}: {}
    the database has no consolidated model
    = cơ sở dữ liệu chưa có mô hình hợp nhất
    """
}
