extension Phrase {
  /// What stands in pictures of pipelines, and in the comments of guessed definitions.
  static let pictures = """
    sources → stages → tables
    = nguồn → chặng → bảng
    {} fields
    = {} trường
    {}, {} fields
    = {}, {} trường
    fixed columns
    = cột cố định
    {} columns, {} rules
    = {} cột, {} quy tắc
    mode {}
    = chế độ {}
    key {}
    = khoá {}
    {} roles, {} blocks
    = {} vai, {} khối
    {} comparisons
    = {} phép so
    {} fields, {} sources
    = {} trường, {} nguồn
    runs before
    = chạy trước
    loaded before
    = nạp trước
    of the database
    = của cơ sở dữ liệu
    it is a folder; name the files in it
    = là thư mục; hãy nêu các tệp trong đó
    A first definition, guessed from {}.
    = Định nghĩa đầu tiên, đoán từ {}.
    Every comment tells what was seen; identifiers stay text. Look at it with:
    = Chú thích cho biết đã thấy gì; số định danh vẫn là chữ. Xem thử bằng:
    No columns were found that tell records apart.
    = Không thấy cột nào phân biệt được các bản ghi.
    Their values together hardly ever repeat; records that do are refused.
    = Các giá trị này gộp lại hầu như không lặp; bản ghi lặp sẽ bị loại.
    {} units seen
    = đã xem {} tệp
    1 unit seen
    = đã xem 1 tệp
    the bytes prove UTF-8 or UTF-16
    = các byte chứng tỏ UTF-8 hoặc UTF-16
    Zones are blocks seen on the first page, or rectangles: left top width height.
    = Vùng là khối thấy ở trang đầu, hoặc hình chữ nhật: trái trên rộng cao.
    all of it is ASCII, or UTF-8
    = toàn bộ là ASCII, hoặc UTF-8
    lists inside a record, left out: {}
    = danh sách trong bản ghi, để ngoài: {}
    the widths are told by blanks that all lines have in common
    = độ rộng lấy theo các khoảng trắng mà mọi dòng cùng có
    the first row of different names
    = hàng đầu tiên có các tên khác nhau
    no rows seen
    = không thấy dòng nào
    {} % filled
    = {} % có giá trị
    {} % filled: kept as text
    = {} % có giá trị: giữ là chữ
    {} different
    = {} giá trị khác nhau
    {} characters
    = {} ký tự
    dates
    = ngày
    code table? {}
    = bảng mã? {}
    text like {}
    = chữ dạng {}
    """
}
