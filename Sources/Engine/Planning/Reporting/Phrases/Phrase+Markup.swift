extension Phrase {
  /// Why XML, recognised text or a scan is not read, or is damaged.
  static let markup = """
    the XML breaks at line {}, column {}, byte {}: {}
    = XML bị đứt ở dòng {}, cột {}, byte {}: {}
    the recognised text breaks near byte {}: {}
    = kết quả nhận dạng chữ bị hỏng gần byte {}: {}
    the document ends too early
    = tài liệu bị cụt
    there is no root element where one is due
    = không có phần tử gốc ở chỗ cần có
    a character that XML does not allow
    = ký tự mà XML không cho phép
    an end tag does not match its start tag
    = thẻ đóng không khớp thẻ mở
    a reference to an entity that is not predefined
    = trỏ tới thực thể không định nghĩa sẵn
    a character reference that names no XML character
    = mã ký tự không chỉ ký tự XML nào
    an attribute is malformed or occurs twice
    = thuộc tính sai cấu trúc hoặc có hai lần
    the markup is malformed
    = thẻ sai cấu trúc
    something follows the root element
    = có phần thừa sau phần tử gốc
    a document type declaration, which is not allowed
    = khai báo kiểu tài liệu (DTD), không được phép
    a limit of the parser is passed
    = vượt giới hạn của bộ phân tích
    the document is not well-formed (libxml2 error {})
    = tài liệu sai cấu trúc (lỗi libxml2 {})
    the markup around the records breaks the schema
    = các thẻ quanh bản ghi không đúng lược đồ
    the stored place is damaged
    = vị trí đã lưu bị hỏng
    a byte that is not in the document's encoding
    = một byte không thuộc bảng mã của tài liệu
    more than {} elements inside one another
    = hơn {} phần tử lồng nhau
    the start tags around the records are too long
    = các thẻ mở quanh bản ghi quá dài
    the place of a tag is lost
    = mất vị trí của một thẻ
    the root element of the XML is not the first step of '{}'
    = phần tử gốc của XML không phải bước đầu của '{}'
    the XML declares an encoding that SoHoa does not read
    = XML khai báo bảng mã mà SoHoa không đọc
    the XSD {}
    = XSD {}
    is not well-formed: {}
    = sai cấu trúc: {}
    refers to other documents, which are never opened
    = trỏ tới tài liệu khác, vốn không bao giờ được mở
    is not a valid XML Schema (libxml2 error {})
    = không phải XML Schema hợp lệ (lỗi libxml2 {})
    a unit that is held against an XSD is read from its first byte
    = tệp được đối chiếu với XSD phải đọc từ byte đầu
    the stored place in the XML document cannot be read
    = không đọc được vị trí đã lưu trong tài liệu XML
    the key '{}' of the child table '{}' is not a field
    = khoá '{}' của bảng con '{}' không phải là trường
    the XML path '{}' {}
    = đường dẫn XML '{}' {}
    does not begin with '/'
    = không bắt đầu bằng '/'
    does not name an element
    = không nêu phần tử nào
    goes on after an attribute
    = còn tiếp sau một thuộc tính
    has an empty step
    = có một bước trống
    has '*' outside the record's path
    = có '*' ngoài đường dẫn bản ghi
    has the prefix '{}', which is not declared
    = có tiền tố '{}' không được khai báo
    the document is neither ALTO nor PAGE XML nor hOCR
    = tài liệu không phải ALTO, PAGE XML hay hOCR
    the document is {}, not {}
    = tài liệu là {}, không phải {}
    it has no bytes
    = tệp rỗng
    it begins like no PDF, JPEG, PNG, TIFF or JPEG 2000
    = phần đầu không giống PDF, JPEG, PNG, TIFF hay JPEG 2000
    it is cut off: its end is missing
    = tệp bị cụt: thiếu phần cuối
    its end does not say where its parts are
    = phần cuối không ghi các phần nằm ở đâu
    its end points behind itself
    = phần cuối trỏ ra sau chính nó
    its end points to no table of its parts
    = phần cuối không trỏ tới bảng các phần
    a part of it does not begin like one
    = một phần của tệp có đoạn đầu sai
    a part of it has no possible length
    = một phần của tệp có độ dài không thể có
    it does not begin with its size
    = tệp không bắt đầu bằng kích thước ảnh
    it does not say where its first page is
    = tệp không ghi trang đầu nằm ở đâu
    it has pixels before their size
    = có điểm ảnh trước khi ghi kích thước
    it holds no pixels
    = không có điểm ảnh nào
    its first page has no description
    = trang đầu không có mô tả
    """
}
