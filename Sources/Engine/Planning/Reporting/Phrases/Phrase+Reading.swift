extension Phrase {
  /// Why a unit is not read, or not to its end: text, CSV, DBF, JSON, workbooks.
  static let reading = """
    {}, and what it is in is not certain: {}
    = {}, và chưa chắc chắn bảng mã: {}
    the text is not UTF-8 ({})
    = văn bản không phải UTF-8 ({})
    the column of '{}' is not UTF-8
    = cột của '{}' không phải UTF-8
    no word with marks
    = không có từ nào mang dấu
    {} of {} words with marks read as Vietnamese in {}
    = {} trên {} từ có dấu đọc được là tiếng Việt theo {}
    {} of {} words with marks read as Vietnamese in {}, {} in {}
    = {} trên {} từ có dấu đọc được là tiếng Việt theo {}, {} từ theo {}
    code page byte {}, which says nothing
    = byte bảng mã {}, không nói lên điều gì
    code page byte {}
    = byte bảng mã {}
    code page byte {}, code page {}
    = byte bảng mã {}, bảng mã {}
    a unit without line ends is measured in bytes, and this one is UTF-16
    = tệp không có dấu xuống dòng được đo bằng byte, mà tệp này là UTF-16
    the position to resume at lies before the unit's first record
    = chỗ đọc tiếp nằm trước bản ghi đầu tiên của tệp
    the stream begins behind the position to resume at
    = dữ liệu bắt đầu sau chỗ đọc tiếp
    the unit ends before the position to resume at
    = tệp hết trước chỗ đọc tiếp
    the field '{}' has several columns: {}
    = trường '{}' có nhiều cột: {}
    '{}' in column {}
    = '{}' ở cột {}
    the unit has no column for {}
    = tệp không có cột cho {}
    row {} does not end within the first MiB
    = dòng {} không kết thúc trong MiB đầu tiên
    the unit has no column names in row {}
    = tệp không có tên cột ở dòng {}
    the unit has {} columns, more than the limit of {}
    = tệp có {} cột, quá giới hạn {}
    the unit is no table of dBase or FoxPro that can be read: {}
    = tệp không phải bảng dBase hoặc FoxPro đọc được: {}
    it is a table of dBase 7
    = là bảng dBase 7
    it does not begin as one does
    = phần đầu không giống một bảng như vậy
    its header is too short
    = phần đầu quá ngắn
    it ends within its header
    = hết ngay trong phần đầu
    it is encrypted
    = có mật khẩu
    its header describes no records
    = phần đầu không mô tả bản ghi nào
    the table goes on behind the {} records that its header counts
    = bảng còn tiếp sau {} bản ghi ghi ở đầu tệp
    the table ends {} records before the {} that its header counts
    = bảng hết sớm {} bản ghi so với {} bản ghi ghi ở đầu tệp
    the field '{}' is of type '{}', which holds no text or number
    = trường '{}' thuộc kiểu '{}', không chứa chữ hay số
    the field '{}' lies in a memo file, which is missing
    = trường '{}' nằm trong tệp memo bị thiếu
    the JSON breaks at line {}, byte {}: {}
    = JSON bị đứt ở dòng {}, byte {}: {}
    the text is malformed
    = văn bản sai cấu trúc
    something follows the document
    = có phần thừa sau tài liệu
    lists and objects nest too deep
    = danh sách và đối tượng lồng quá sâu
    a text outside the records is longer than a record may be
    = một chuỗi ngoài các bản ghi dài quá giới hạn của bản ghi
    the unit is a JSON document, a list, and not one record a line
    = tệp là một tài liệu JSON, một danh sách, không phải mỗi dòng một bản ghi
    the path '{}' cannot be understood
    = không hiểu đường dẫn '{}'
    the path '{}' is that of a field and of a child table
    = đường dẫn '{}' vừa là của trường vừa là của bảng con
    there is no memory for a parser
    = không đủ bộ nhớ cho bộ phân tích
    the workbook has no sheet '{}'; its sheets are: {}
    = sổ tính không có trang '{}'; các trang gồm: {}
    it is a binary workbook (.xlsb); save it as .xlsx
    = là sổ tính nhị phân (.xlsb); hãy lưu lại thành .xlsx
    the sheet has no column names in row {}
    = trang không có tên cột ở dòng {}
    the sheet breaks behind row {}, at byte {} of its XML: {}
    = trang bị đứt sau dòng {}, ở byte {} của XML: {}
    the workbook's part {} {}
    = phần {} của sổ tính {}
    the workbook's part of the sheet {}
    = phần chứa trang của sổ tính {}
    the workbook's part of the shared strings {}
    = phần văn bản chung của sổ tính {}
    has a string of more than 16 MiB
    = có chuỗi dài hơn 16 MiB
    is not a {}
    = không phải {}
    has no {}
    = không có {}
    has more than 1 MiB before its {}
    = có hơn 1 MiB trước {}
    is not in UTF-8
    = không phải UTF-8
    names no document: it is not a workbook
    = không nêu tài liệu nào: đây không phải sổ tính
    is not a workbook
    = không phải sổ tính
    is missing
    = bị thiếu
    is missing: it is not a workbook
    = bị thiếu: đây không phải sổ tính
    is damaged: {}
    = bị hỏng: {}
    is larger than {} MiB
    = lớn hơn {} MiB
    is in no encoding that is known
    = không thuộc bảng mã nào đã biết
    """
}
