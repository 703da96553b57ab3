extension Phrase {
  /// What is wrong with a schema's rules, checks and packages, and with JSON.
  static let rules = """
    the row rule '{}' is declared twice
    = quy tắc dòng '{}' được khai báo hai lần
    the check '{}' is declared twice
    = kiểm tra '{}' được khai báo hai lần
    'where' must be an object
    = 'where' phải là một đối tượng
    a check of '{}' needs a 'field'
    = kiểm tra '{}' cần có 'field'
    'field' means nothing for a check of '{}'
    = 'field' vô nghĩa với kiểm tra '{}'
    '{}' means nothing for a check of '{}'
    = '{}' vô nghĩa với kiểm tra '{}'
    a check of 'ended' needs 'ended', and no other has it
    = kiểm tra 'ended' cần có 'ended', kiểm tra khác thì không có
    a check of 'unmatched' needs 'in', and no other has it
    = kiểm tra 'unmatched' cần có 'in', kiểm tra khác thì không có
    'change' means nothing over a unit, which no earlier run had
    = 'change' vô nghĩa với một tệp, vì lượt chạy trước không có tệp đó
    a check needs a 'minimum', a 'maximum' or a 'change'
    = kiểm tra cần có 'minimum', 'maximum' hoặc 'change'
    a check of '{}' needs a field that holds numbers
    = kiểm tra '{}' cần trường chứa số
    a check of 'age' needs a field that holds days
    = kiểm tra 'age' cần trường chứa ngày
    a check of 'gaps' needs a field that holds texts or whole numbers
    = kiểm tra 'gaps' cần trường chứa văn bản hoặc số nguyên
    a message needs 'en' or 'vi'
    = thông báo cần có 'en' hoặc 'vi'
    this is no JSON: {}
    = đây không phải JSON: {}
    the package has no schema for a resource '{}'
    = gói dữ liệu không có lược đồ cho tài nguyên '{}'
    the package has several resources, so one must be named
    = gói dữ liệu có nhiều tài nguyên nên phải nêu một
    a data package needs at least one resource
    = gói dữ liệu cần ít nhất một tài nguyên
    the resource '{}' is declared twice
    = tài nguyên '{}' được khai báo hai lần
    a resource needs a 'name'
    = tài nguyên cần có 'name'
    the foreign key refers to a resource '{}' that is not there
    = khoá ngoại trỏ tới tài nguyên '{}' không có
    the resource '{}' has no field '{}'
    = tài nguyên '{}' không có trường '{}'
    '$defs' belongs to the outermost schema
    = '$defs' thuộc lược đồ ngoài cùng
    the JSON Schema keyword '{}' is not supported
    = từ khoá JSON Schema '{}' không được hỗ trợ
    '$ref' leads to '{}', which is not here
    = '$ref' trỏ tới '{}' không có ở đây
    the JSON schema refers to itself for the same value
    = lược đồ JSON trỏ về chính nó cho cùng một giá trị
    'multipleOf' must be greater than 0 and have at most 18 digits
    = 'multipleOf' phải lớn hơn 0 và có nhiều nhất 18 chữ số
    the data has no column '{}' for its foreign key
    = dữ liệu không có cột '{}' cho khoá ngoại
    the columns are not in the order of the fields
    = các cột không theo thứ tự của các trường
    the data has no column '{}'
    = dữ liệu không có cột '{}'
    the data has no column '{}' and lacks {} more
    = dữ liệu không có cột '{}' và thiếu {} cột nữa
    the data has a column '{}' that is no field
    = dữ liệu có cột '{}' không phải là trường
    the data has a column '{}' that is no field, and {} more
    = dữ liệu có cột '{}' không phải là trường, và {} cột nữa
    set 'fieldsMatch' to 'equal'
    = đặt 'fieldsMatch' là 'equal'
    the column '{}' is near: name it under 'sohoa:aliases'
    = cột '{}' gần giống: nêu tên đó dưới 'sohoa:aliases'
    set 'fieldsMatch' to 'superset' or 'partial' if it may be absent
    = đặt 'fieldsMatch' là 'superset' hoặc 'partial' nếu được phép thiếu
    set 'fieldsMatch' to 'subset' or 'partial' if there may be others
    = đặt 'fieldsMatch' là 'subset' hoặc 'partial' nếu được phép có cột khác
    the text is not UTF-8
    = văn bản không phải UTF-8
    the text is nested deeper than 64 levels
    = văn bản lồng sâu hơn 64 lớp
    the name '{}' occurs twice in one object
    = tên '{}' có hai lần trong một đối tượng
    a surrogate stands alone
    = một nửa cặp surrogate đứng lẻ
    the text ends where {} is expected
    = văn bản hết ở chỗ cần {}
    unexpected character where {} is expected
    = ký tự lạ ở chỗ cần {}
    the end
    = phần kết thúc
    a value
    = một giá trị
    ',' or ']'
    = ',' hoặc ']'
    ',' or '}'
    = ',' hoặc '}'
    a name in quotes
    = một tên trong dấu nháy
    a digit
    = một chữ số
    a character of the string
    = một ký tự của chuỗi
    the closing quote
    = dấu nháy đóng
    an escaped character
    = một ký tự thoát
    a hexadecimal digit
    = một chữ số thập lục phân
    """
}
