extension Phrase {
  /// Why a unit was not read.
  static let archives = """
    the same content as {}
    = nội dung giống hệt {}
    the archive has fewer members than when it was listed
    = tệp nén có ít tệp con hơn so với lúc liệt kê
    the content is not the one that reading stopped in
    = nội dung không phải nội dung đang đọc dở
    the file became shorter while it was read
    = tệp bị ngắn lại trong lúc đọc
    the file was changed since it was opened
    = tệp đã bị thay đổi sau khi mở
    the file was changed while it was read
    = tệp bị thay đổi trong lúc đọc
    the stored position is damaged
    = vị trí đã lưu bị hỏng
    a stored entry has two different sizes
    = một tệp con không nén ghi hai kích thước khác nhau
    it is named .{} but is no such archive
    = tên là .{} nhưng không phải loại tệp nén đó
    it is named .zip but is not a ZIP archive
    = tên là .zip nhưng không phải tệp nén ZIP
    it is not a workbook: it does not begin like a ZIP archive
    = không phải bảng tính: phần đầu không giống tệp nén ZIP
    it is a workbook of the old format .xls; save it as .xlsx
    = là bảng tính dạng cũ .xls; hãy lưu lại thành .xlsx
    the workbook is encrypted; save it without a password
    = bảng tính có mật khẩu; hãy lưu lại không mật khẩu
    the archive ends too early
    = tệp nén bị cụt
    the archive has no end: members may be missing
    = tệp nén không có phần cuối: có thể thiếu tệp con
    the archive is damaged or of no format that is read
    = tệp nén bị hỏng hoặc không thuộc định dạng đọc được
    the ZIP directory cannot be read: the archive is damaged or incomplete
    = không đọc được mục lục ZIP: tệp nén bị hỏng hoặc thiếu
    the ZIP directory is missing: the archive is damaged or incomplete
    = thiếu mục lục ZIP: tệp nén bị hỏng hoặc thiếu
    the checksum of the GZIP header does not agree
    = mã kiểm của phần đầu GZIP không khớp
    the checksum of the content does not agree
    = mã kiểm của nội dung không khớp
    the compressed data ends before its size says
    = dữ liệu nén hết sớm hơn kích thước đã ghi
    the compressed data ends too early
    = dữ liệu nén bị cụt
    the compressed data is not DEFLATE
    = dữ liệu nén không phải DEFLATE
    the entry does not begin where the directory says
    = tệp con không bắt đầu ở chỗ mục lục ghi
    the entry does not lie within the archive
    = tệp con nằm ngoài tệp nén
    the entry has no name
    = tệp con không có tên
    the entry overlaps with another
    = tệp con chồng lên tệp con khác
    the entry overlaps with what follows it
    = tệp con chồng lên phần sau nó
    the entry's own header and the directory do not agree
    = phần đầu của tệp con không khớp với mục lục
    the entry's name is longer than {} bytes (max_name_bytes)
    = tên tệp con dài hơn {} byte (max_name_bytes)
    the name of the entry is longer than {} bytes (max_name_bytes)
    = tên của tệp con dài hơn {} byte (max_name_bytes)
    the file is named .gz but is empty
    = tệp tên là .gz nhưng rỗng
    the name of the entry holds control characters
    = tên tệp con có ký tự điều khiển
    the size of the content does not agree
    = kích thước của nội dung không khớp
    the sizes of the entry cannot be read
    = không đọc được kích thước của tệp con
    there is less content than the archive says
    = nội dung ít hơn tệp nén ghi
    there is less content than the directory says
    = nội dung ít hơn mục lục ghi
    there is more content than the directory says
    = nội dung nhiều hơn mục lục ghi
    what follows the compressed data is not GZIP
    = phần sau dữ liệu nén không phải GZIP
    the archive is encrypted
    = tệp nén có mật khẩu
    the entry is encrypted
    = tệp con có mật khẩu
    a name or comment in the GZIP header is too long
    = tên hoặc chú thích trong phần đầu GZIP quá dài
    the archive has more than {} entries (max_entries)
    = tệp nén có hơn {} tệp con (max_entries)
    the archive lies more than {} archives deep (max_nesting)
    = tệp nén lồng sâu hơn {} lớp (max_nesting)
    the archive wants more memory than there is
    = tệp nén cần nhiều bộ nhớ hơn mức có sẵn
    the archive would be larger than 4 GiB
    = tệp nén sẽ lớn hơn 4 GiB
    the content is larger than {} bytes (max_unit_bytes)
    = nội dung lớn hơn {} byte (max_unit_bytes)
    the content is more than {} times its compressed size (max_ratio)
    = nội dung lớn hơn {} lần kích thước nén (max_ratio)
    the GZIP header has an unknown method or flag
    = phần đầu GZIP có phương pháp hoặc cờ không biết
    the archive does not say how long the archive inside is
    = tệp nén không ghi độ dài của tệp nén bên trong
    the archive is split into several parts
    = tệp nén bị chia thành nhiều phần
    the archive was not listed again
    = tệp nén không được liệt kê lại
    the entry is a link or no file
    = tệp con là liên kết hoặc không phải tệp
    the entry is a patch
    = tệp con là bản vá
    the entry is a symbolic link
    = tệp con là liên kết mềm
    the entry is compressed with {}
    = tệp con nén bằng {}
    the entry lies in another part of the archive
    = tệp con nằm ở phần khác của tệp nén
    zlib cannot compress at level {} (code {})
    = zlib không nén được ở mức {} (mã {})
    """
}
