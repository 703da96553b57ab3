extension Phrase {
  /// What is wrong with patterns, expressions and date formats.
  static let patterns = """
    the pattern cannot be used: {} (character {})
    = mẫu không dùng được: {} (ký tự thứ {})
    the pattern of '{}' cannot be used: {}
    = mẫu của '{}' không dùng được: {}
    the pattern is longer than 4,096 characters
    = mẫu dài hơn 4.096 ký tự
    an unmatched ')'
    = ')' không có cặp
    groups are nested deeper than 32 levels
    = các nhóm lồng sâu hơn 32 lớp
    '$' inside a pattern; write '\\$' for the character
    = '$' ở giữa mẫu; viết '\\$' nếu muốn đúng ký tự đó
    '^' inside a pattern; write '\\^' for the character
    = '^' ở giữa mẫu; viết '\\^' nếu muốn đúng ký tự đó
    '^' and '$' inside a group are not supported here
    = '^' và '$' trong nhóm không được hỗ trợ ở đây
    a quantifier must end with '}'
    = số lần lặp phải kết thúc bằng '}'
    a quantifier's bounds are in the wrong order
    = hai cận của số lần lặp ngược thứ tự
    lazy, possessive and doubled quantifiers are not supported
    = lặp lười, lặp chiếm giữ và lặp kép không được hỗ trợ
    a quantifier goes to at most 1,000
    = số lần lặp nhiều nhất là 1.000
    a quantifier needs a number
    = số lần lặp phải là một số
    a quantifier has nothing before it
    = trước dấu lặp không có gì
    the pattern ends too early
    = mẫu bị cụt
    '(?' is not supported, except '(?:'
    = '(?' không được hỗ trợ, trừ '(?:'
    a '(' has no ')'
    = '(' không có ')'
    a '[' has no ']'
    = '[' không có ']'
    an unmatched bracket; write a backslash before it
    = dấu ngoặc không có cặp; viết dấu \\ trước nó
    classes are nested deeper than 32 levels
    = các lớp ký tự lồng sâu hơn 32 lớp
    a class must end after what is subtracted
    = lớp ký tự phải kết thúc sau phần bị trừ
    write a backslash before a bracket in a class
    = viết dấu \\ trước dấu ngoặc trong lớp ký tự
    a range in a class is in the wrong order
    = khoảng ký tự ngược thứ tự
    a range in a class must end with one character
    = khoảng ký tự phải kết thúc bằng một ký tự
    the pattern ends with a lone backslash
    = mẫu kết thúc bằng một dấu \\ lẻ
    '\\{}' is not supported
    = '\\{}' không được hỗ trợ
    '\\p' needs a category such as '{Lu}'
    = '\\p' cần một loại ký tự như '{Lu}'
    '\\p{' has no '}'
    = '\\p{' không có '}'
    there is no category '{}'; blocks are not supported
    = không có loại ký tự '{}'; khối ký tự không được hỗ trợ
    the pattern is too large
    = mẫu quá lớn
    the pattern needs more than 4,000 states
    = mẫu cần hơn 4.000 trạng thái
    the pattern tells too many characters apart
    = mẫu phân biệt quá nhiều ký tự
    the expression takes too many steps
    = biểu thức tính quá nhiều bước
    the expression cannot be computed: {}
    = không tính được biểu thức: {}
    the expression cannot be checked
    = không kiểm tra được biểu thức
    the expression is wrong: {}
    = biểu thức sai: {}
    the expression is too long
    = biểu thức quá dài
    the expression is incomplete
    = biểu thức chưa đủ
    the expression is empty
    = biểu thức rỗng
    a parenthesis is closed that was not opened
    = có dấu ngoặc đóng mà không có dấu mở
    the parenthesis is not closed
    = dấu ngoặc không được đóng
    the quote is not closed
    = dấu nháy không được đóng
    an expression has no semicolon
    = biểu thức không có dấu chấm phẩy
    an expression has no parameters
    = biểu thức không có tham số
    an expression has no comments
    = biểu thức không có chú thích
    an expression has no sub-select
    = biểu thức không có câu SELECT con
    the result must not depend on when it is computed
    = kết quả không được phụ thuộc thời điểm tính
    no such column: {}
    = không có cột: {}
    SQLite cannot be opened: {}
    = không mở được SQLite: {}
    the columns do not make a table: {}
    = các cột không tạo thành bảng: {}
    normalize: there is no column '{}'
    = normalize: không có cột '{}'
    normalize: the column '{}' holds no text any more
    = normalize: cột '{}' không còn là văn bản
    cast: there is no column '{}'
    = cast: không có cột '{}'
    decode: what {} is in is not certain: {}
    = decode: chưa chắc chắn bảng mã của {}: {}
    column '{}'
    = cột '{}'
    the unit
    = tệp
    the date format is empty
    = định dạng ngày bị trống
    the date format ends with a lone %
    = định dạng ngày kết thúc bằng một dấu % lẻ
    the date directive {} is not supported
    = ký hiệu ngày {} không được hỗ trợ
    '{}' in the date format is not supported
    = '{}' trong định dạng ngày không được hỗ trợ
    """
}
