extension Phrase {
  /// What does not fit together in a definition.
  static let plans = """
    '{}' is no zone of a page
    = '{}' không phải vùng trên trang
    transform.{} does not say which source it takes
    = transform.{} không nêu lấy từ nguồn nào
    load.{} does not say which rows it takes
    = load.{} không nêu lấy các dòng nào
    load.{} has mode upsert, but no 'key'
    = load.{} có chế độ upsert nhưng không có 'key'
    there is no source or stage '{}'
    = không có nguồn hoặc chặng '{}'
    the stages {} wait for each other
    = các chặng {} chờ lẫn nhau
    extract.{} reads {}, but has no 'fields'
    = extract.{} đọc {} nhưng không có 'fields'
    the column '{}' comes from the parent too
    = cột '{}' cũng được lấy từ bản ghi cha
    there is a column '{}' already
    = đã có cột '{}'
    {} takes rows with different columns: {} has '{}', {} does not
    = {} lấy các dòng có cột khác nhau: {} có '{}', {} thì không
    the stage '{}'
    = chặng '{}'
    there is no column '{}' {}
    = không có cột '{}' {}
    at this step
    = ở bước này
    in the rows for load.{}
    = trong các dòng của load.{}
    there is no column '{}' at this step
    = không có cột '{}' ở bước này
    only the columns of CSV, DBF and fixed columns have an encoding of their own
    = chỉ cột của CSV, DBF và cột cố định mới có bảng mã riêng
    the source has no field '{}' for its children to take
    = nguồn không có trường '{}' để bản ghi con lấy
    source {} has no 'fields', and no schema to take them from
    = nguồn {} không có 'fields', cũng không có lược đồ để lấy
    sources that feed {} have different fields: {}
    = các nguồn của {} có trường khác nhau: {}
    upsert needs a key
    = upsert cần có khoá
    parts by ({}) cannot hold the key ({})
    = các phần chia theo ({}) không giữ được khoá ({})
    of several rows with one key only the later ones can be refused
    = trong các dòng trùng khoá chỉ từ chối được các dòng đến sau
    a repeated key can be rejected or warned about, not emptied
    = khoá trùng chỉ có thể bị loại hoặc cảnh báo, không thể xoá trống
    '{}' is no date format
    = '{}' không phải định dạng ngày
    there is no fixed column '{}'
    = không có cột cố định '{}'
    a record of {} bytes is shorter than its columns, which end at {}
    = bản ghi {} byte ngắn hơn các cột của nó, vốn kết thúc ở {}
    records without line ends are measured in bytes
    = bản ghi không có dấu xuống dòng được đo bằng byte
    {}, at character {} of the expression
    = {}, ở ký tự thứ {} của biểu thức
    the name of scans cannot be used: {}
    = mẫu tên ảnh quét không dùng được: {}
    a brace without the name of a column
    = dấu ngoặc nhọn không có tên cột
    a brace that closes nothing
    = dấu ngoặc nhọn đóng mà không có dấu mở
    it names no column
    = mẫu không nêu cột nào
    an empty part of the path
    = một phần của đường dẫn bị trống
    the names of scans cannot be sorted: {}
    = không sắp xếp được tên các ảnh quét: {}
    there is no column '{}' in the rows that scans are bound to
    = không có cột '{}' trong các dòng được gắn ảnh quét
    {} cannot take rows from stages and other inputs at once
    = {} không thể lấy dòng từ chặng lẫn nguồn khác cùng lúc
    {} has no parameter '{}'
    = {} không có tham số '{}'
    what runs before this pipeline has errors
    = luồng chạy trước có lỗi
    '{}' runs before itself, directly or by way of others
    = '{}' chạy trước chính nó, trực tiếp hoặc qua luồng khác
    the definition names no database
    = định nghĩa chưa nêu cơ sở dữ liệu
    the records of {} are loaded into two tables
    = bản ghi của {} được nạp vào hai bảng
    the records of {} are read but loaded into no table
    = bản ghi của {} được đọc nhưng không nạp vào bảng nào
    a dated foreign key cannot refer to its own table
    = khoá ngoại theo ngày không thể trỏ tới chính bảng đó
    the foreign key refers to '{}', which is no CSV
    = khoá ngoại trỏ tới '{}', không phải tệp CSV
    {}: record {} has no period of days written yyyy-mm-dd
    = {}: bản ghi {} không có khoảng ngày viết dạng yyyy-mm-dd
    a foreign key refers to a column '{}', which {} has not
    = khoá ngoại trỏ tới cột '{}' mà {} không có
    the schema requires '{}', which no column here bears
    = lược đồ đòi '{}' nhưng ở đây không có cột nào như vậy
    the check '{}' is of '{}', which the table has not
    = kiểm tra '{}' gọi tên '{}' mà bảng không có
    the table {} has two checks '{}'
    = bảng {} có hai kiểm tra '{}'
    line {} is no record of the reference table
    = dòng {} không phải bản ghi của bảng tham chiếu
    {} cannot be read
    = không đọc được {}
    """
}
