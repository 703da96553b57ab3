extension Phrase {
  /// What is wrong with a definition's YAML, keys and values.
  static let structure = """
    the definition
    = định nghĩa
    {} must be a map, not {}
    = {} phải là bảng khoá, không phải {}
    unknown key '{}' in {}
    = khoá lạ '{}' trong {}
    {} lacks the key '{}'
    = {} thiếu khoá '{}'
    {} lacks one of the keys {}
    = {} thiếu một trong các khoá {}
    {} has both '{}' and '{}'
    = {} có cả '{}' lẫn '{}'
    {} must be a list, not {}
    = {} phải là danh sách, không phải {}
    {} must be a map of names, not {}
    = {} phải là bảng các tên, không phải {}
    {} needs {} entries
    = {} cần có {} mục
    '{}' in {} is not a valid name
    = '{}' trong {} không phải tên hợp lệ
    {} must be a map with one key, not {}
    = {} phải là bảng có một khoá, không phải {}
    unknown {} '{}' in {}
    = {} lạ '{}' trong {}
    version '{}' of the definition language is not supported
    = phiên bản '{}' của ngôn ngữ định nghĩa không được hỗ trợ
    '{}' is not valid for {}
    = '{}' không hợp lệ cho {}
    nothing
    = không có gì
    a single value
    = một giá trị đơn
    the file contains the character U+{}, which editors do not show
    = tệp có ký tự U+{} mà trình soạn thảo không hiện ra
    a file with aliases has a key that is not a plain name
    = tệp có bí danh (alias) lại có khoá không phải tên thường
    the definition is empty
    = định nghĩa rỗng
    the key '{}' occurs twice
    = khoá '{}' có hai lần
    the YAML cannot be read
    = không đọc được YAML
    a key must be a name, not a list or a map
    = khoá phải là một tên, không phải danh sách hay bảng khoá
    merge keys ('<<') are not part of YAML 1.2
    = khoá trộn ('<<') không thuộc YAML 1.2
    the tag '{}' is not supported
    = nhãn '{}' không được hỗ trợ
    the definition is nested too deeply
    = định nghĩa lồng quá sâu
    the definition is nested more than {} levels deep
    = định nghĩa lồng sâu hơn {} lớp
    the definition has more than {} values with its aliases followed
    = định nghĩa có hơn {} giá trị khi tính cả các bí danh (alias)
    {} has no test cases: there is no {}
    = {} không có ca kiểm thử: không có tệp {}
    two cases are named '{}'
    = hai ca kiểm thử cùng tên '{}'
    the case '{}' expects nothing, so it could not fail
    = ca kiểm thử '{}' không mong đợi gì nên không thể sai
    there is no column '{}' here
    = ở đây không có cột '{}'
    the definition has no {} '{}'
    = định nghĩa không có {} '{}'
    source
    = nguồn
    table
    = bảng
    a definition must be a map, not {}
    = định nghĩa phải là bảng khoá, không phải {}
    the file '{}' cannot be read
    = không đọc được tệp '{}'
    the file is larger than {} MiB
    = tệp lớn hơn {} MiB
    the file is not UTF-8 text
    = tệp không phải văn bản UTF-8
    '{}' includes itself, directly or by way of others
    = '{}' include chính nó, trực tiếp hoặc qua tệp khác
    an included file must be a map, not {}
    = tệp được include phải là bảng khoá, không phải {}
    '{}' cannot stand in an included file
    = '{}' không được có trong tệp được include
    'transform' in an included file must be a map of named stages
    = 'transform' trong tệp được include phải là bảng các chặng có tên
    {}.{} is defined in '{}' too
    = {}.{} cũng được khai báo trong '{}'
    --set {}: the definition has no such parameter
    = --set {}: định nghĩa không có tham số này
    the parameter '{}' has no value
    = tham số '{}' chưa có giá trị
    the value '{}' of the parameter '{}' is not {}
    = giá trị '{}' của tham số '{}' không phải {}
    a date as yyyy-mm-dd
    = ngày dạng yyyy-mm-dd
    of type {}
    = kiểu {}
    '{}' is not a regular expression
    = '{}' không phải biểu thức chính quy
    the value '{}' of the parameter '{}' does not match {}
    = giá trị '{}' của tham số '{}' không khớp {}
    '${' is never closed
    = '${' không được đóng
    '${{}}' names neither a parameter nor a variable nor a secret
    = '${{}}' không phải tham số, biến hay bí mật nào
    the environment variable '{}' is not set
    = biến môi trường '{}' chưa được đặt
    there is no secret '{}'
    = không có bí mật '{}'
    there is no parameter '{}'
    = không có tham số '{}'
    """
}
