extension Phrase {
  /// What is wrong with a table schema.
  static let schemas = """
    {} has no property '{}'
    = {} không có thuộc tính '{}'
    {} must be {}, not {}
    = {} phải là {}, không phải {}
    {} must be a whole number from 0 on
    = {} phải là số nguyên từ 0 trở lên
    {} cannot be '{}'
    = {} không thể là '{}'
    {} must not be empty
    = {} không được trống
    {} needs '{}'
    = {} cần có '{}'
    an object
    = một đối tượng
    a string
    = một chuỗi
    a number
    = một số
    an array
    = một mảng
    a boolean
    = giá trị đúng/sai
    null
    = null
    a string, a number or a boolean
    = một chuỗi, một số hoặc giá trị đúng/sai
    an object, true or false
    = một đối tượng, true hoặc false
    an entry of {}
    = một mục của {}
    an entry of 'enum'
    = một mục của 'enum'
    an entry of 'sohoa:normalize'
    = một mục của 'sohoa:normalize'
    a unique key
    = khoá duy nhất
    a foreign key
    = khoá ngoại
    a reference
    = tham chiếu
    a table schema
    = lược đồ bảng
    a missing value
    = giá trị thiếu
    a field
    = trường
    a category
    = hạng mục
    an alias
    = tên khác
    a severity
    = mức độ
    a code
    = mã
    a row rule
    = quy tắc dòng
    a check
    = kiểm tra
    a message
    = thông báo
    a data package
    = gói dữ liệu
    a resource
    = tài nguyên
    a JSON schema
    = lược đồ JSON
    'uniqueKeys' must not be empty
    = 'uniqueKeys' không được trống
    a key needs at least one field
    = khoá cần ít nhất một trường
    a key names a field twice
    = khoá nêu một trường hai lần
    a foreign key needs 'fields' and a 'reference' with 'fields'
    = khoá ngoại cần có 'fields' và 'reference' chứa 'fields'
    the foreign key has {} fields here and {} there
    = khoá ngoại có {} trường ở đây và {} trường ở bảng kia
    'sohoa:asOf' needs a field of type 'date', which '{}' is not
    = 'sohoa:asOf' cần trường kiểu 'date', nhưng '{}' không phải
    a dated foreign key needs 'sohoa:asOf', and 'sohoa:validFrom' or 'sohoa:validTo'
    = khoá ngoại theo ngày cần 'sohoa:asOf', và 'sohoa:validFrom' hoặc 'sohoa:validTo'
    a table schema needs 'fields', at least one
    = lược đồ bảng cần 'fields', ít nhất một trường
    the field '{}' is declared twice
    = trường '{}' được khai báo hai lần
    the schema has no field '{}'
    = lược đồ không có trường '{}'
    a missing value needs a 'value'
    = giá trị thiếu cần có 'value'
    a missing value is listed twice
    = một giá trị thiếu được liệt kê hai lần
    'enum' must not be empty
    = 'enum' không được trống
    'maxLength' is less than 'minLength'
    = 'maxLength' nhỏ hơn 'minLength'
    '{}' is no value of the field's type
    = '{}' không phải giá trị thuộc kiểu của trường
    an entry of 'enum' is no value of the field's type
    = một mục của 'enum' không phải giá trị thuộc kiểu của trường
    the constraint '{}' means nothing for a field of type '{}'
    = ràng buộc '{}' vô nghĩa với trường kiểu '{}'
    a field needs a 'name'
    = trường cần có 'name'
    '{}' means nothing for a field of type '{}'
    = '{}' vô nghĩa với trường kiểu '{}'
    'categoriesOrdered' needs 'categories'
    = 'categoriesOrdered' cần có 'categories'
    a category needs a 'value'
    = hạng mục cần có 'value'
    a category is listed twice
    = một hạng mục được liệt kê hai lần
    the 'enum' value '{}' is none of the categories
    = giá trị 'enum' '{}' không thuộc các hạng mục
    'delimiter' must not be empty
    = 'delimiter' không được trống
    'decimalChar' and 'groupChar' must differ, and neither is a digit
    = 'decimalChar' và 'groupChar' phải khác nhau, và không phải chữ số
    a text stands for true and for false
    = một từ vừa chỉ đúng vừa chỉ sai
    the format '{}' has no {}
    = định dạng '{}' không có {}
    day, month and year
    = ngày, tháng và năm
    hour
    = giờ
    a table schema has at most 4,000 fields
    = lược đồ bảng có nhiều nhất 4.000 trường
    """
}
