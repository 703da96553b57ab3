extension Phrase {
  /// What is to be done about sources and databases.
  static let sources = """
    leave it out of 'fields'
    = bỏ khỏi 'fields'
    put the .dbt or .fpt of the same name beside the unit, or make the field 'optional'
    = đặt tệp .dbt hoặc .fpt cùng tên bên cạnh, hoặc cho trường là 'optional'
    save it as dBase III or Visual FoxPro, or leave this file out
    = lưu lại dạng dBase III hoặc Visual FoxPro, hoặc bỏ tệp này ra
    the records before are read; open and repair it where it was made
    = các bản ghi phía trước đã được đọc; hãy mở và sửa tệp ở nơi tạo ra nó
    the records before are read; ask for the file again
    = các bản ghi phía trước đã được đọc; hãy xin lại tệp
    convert it to UTF-8, or leave this file out
    = chuyển sang UTF-8, hoặc bỏ tệp này ra
    give the source's 'json' the path of the list: record: /
    = khai báo trong 'json' của nguồn đường dẫn tới danh sách: record: /
    write names joined by '/', such as cha/hoTen; '~1' stands for a slash in a name
    = viết các tên nối bằng '/', như cha/hoTen; '~1' thay cho dấu gạch chéo trong tên
    take it in one of them only
    = chỉ lấy ở một chỗ
    make room on the disk of the database
    = dọn chỗ trống trên đĩa chứa cơ sở dữ liệu
    check that the unit is CSV, and its quote and header row
    = kiểm tra tệp có đúng là CSV không, dấu nháy và dòng tên cột
    give the row that holds them, or say that there is none
    = nêu dòng chứa tên cột, hoặc khai báo là không có
    check the delimiter, or raise the limit of columns
    = kiểm tra dấu ngăn cột, hoặc tăng giới hạn số cột
    the unit was changed after it was read; run it again from the beginning
    = tệp đã bị sửa sau khi đọc; hãy nạp lại từ đầu
    give the columns different names in the unit
    = đặt tên khác nhau cho các cột trong tệp
    its columns are: {}
    = các cột của tệp: {}
    give '{}', one of {}
    = khai báo '{}', là một trong {}
    make room there, or name another directory in TMPDIR
    = dọn chỗ trống ở đó, hoặc nêu thư mục khác trong TMPDIR
    the pages before this place are read; ask for the file again
    = các trang trước chỗ này đã được đọc; hãy xin lại tệp
    leave it out with 'members', or read it as 'xml'
    = bỏ tệp này ra bằng 'members', hoặc đọc nó dạng 'xml'
    leave 'ocr.format' out, or leave this file out with 'members'
    = bỏ khoá 'ocr.format', hoặc bỏ tệp này ra bằng 'members'
    the rows before this place are read; ask for the file again
    = các dòng trước chỗ này đã được đọc; hãy xin lại tệp
    open the file with a spreadsheet program and save it as .xlsx again
    = mở tệp bằng chương trình bảng tính rồi lưu lại dạng .xlsx
    give the row that holds them as 'header', or 'auto'
    = nêu dòng chứa tên cột bằng 'header', hoặc 'auto'
    use one of: {}
    = dùng một trong: {}
    the records before this place are read; ask for the file again
    = các bản ghi trước chỗ này đã được đọc; hãy xin lại tệp
    correct the source's record path, or leave this file out
    = sửa đường dẫn bản ghi của nguồn, hoặc bỏ tệp này ra
    convert the file to UTF-8
    = chuyển tệp sang UTF-8
    check it with 'xmllint --noout --schema'; put everything into one document
    = kiểm tra bằng 'xmllint --noout --schema'; gộp tất cả vào một tài liệu
    read the unit again from its beginning
    = đọc lại tệp từ đầu
    write paths like 'hoTen', 'cha/hoTen', '@so' or, for records, '/danhSach/hoSo'
    = viết đường dẫn như 'hoTen', 'cha/hoTen', '@so' hoặc, với bản ghi, '/danhSach/hoSo'
    write sqlite:PATH or postgres://ROLE@HOST/DATABASE
    = viết sqlite:ĐƯỜNG-DẪN hoặc postgres://VAI-TRÒ@MÁY-CHỦ/CƠ-SỞ-DỮ-LIỆU
    another program holds the database's lock; run the same command again when it is done
    = chương trình khác đang khoá cơ sở dữ liệu; khi nó xong hãy chạy lại đúng lệnh này
    make room on the file system of {}, then run the same command again: it goes on from the \
    last checkpoint
    = dọn chỗ trống trên đĩa chứa {} rồi chạy lại đúng lệnh này: lệnh sẽ nạp tiếp từ điểm lưu cuối
    check that {} and its directory exist and can be written, then run the same command again
    = kiểm tra {} và thư mục chứa nó có thật và ghi được, rồi chạy lại đúng lệnh này
    the file is damaged or not a database: restore it from a backup, or name another with --database
    = tệp hỏng hoặc không phải cơ sở dữ liệu: khôi phục từ bản sao lưu, hoặc nêu tệp khác bằng \
    --database
    wait for it to end; see how far it is with: sohoa status --database sqlite:{}
    = chờ nó xong; xem tiến độ bằng: sohoa status --database sqlite:{}
    nothing is lost: what this process did not commit, the other one reads again
    = không mất gì: phần tiến trình này chưa ghi, tiến trình kia sẽ đọc lại
    load {} first, or in the same pipeline
    = nạp {} trước, hoặc trong cùng quy trình
    its columns: {}
    = các cột của nó: {}
    make ({}) a key of {}, or add it to its 'indexes'
    = đặt ({}) làm khoá của {}, hoặc thêm vào 'indexes' của bảng
    give the load another table name, or load into another database with --database
    = đặt tên bảng khác để nạp, hoặc nạp vào cơ sở dữ liệu khác bằng --database
    take the key out of the definition, or load into another table
    = bỏ khoá khỏi định nghĩa, hoặc nạp vào bảng khác
    give 'from', or decode it 'per: cell'
    = khai báo 'from', hoặc giải mã 'per: cell'
    put 'normalize' before the step that casts it
    = đặt 'normalize' trước bước ép kiểu cột đó
    it belongs to: {}
    = thuộc về: {}
    directives: %Y %y %m %d %j %H %I %M %S %f %p %z, or dd/MM/yyyy
    = các ký hiệu: %Y %y %m %d %j %H %I %M %S %f %p %z, hoặc dd/MM/yyyy
    let '$ref' lead back below 'properties' or 'items' only
    = '$ref' chỉ được trỏ về dưới 'properties' hoặc 'items'
    resources: {}
    = các tài nguyên: {}
    it may have: {}
    = chỉ được có: {}
    check 'scans.files'; it is relative to the definition's file
    = kiểm tra 'scans.files'; đường dẫn tính từ tệp định nghĩa
    the columns are: {}
    = các cột gồm: {}
    correct 'length' or the columns
    = sửa 'length' hoặc các cột
    write measure: bytes, or leave 'length' out
    = viết measure: bytes, hoặc bỏ 'length'
    write columns in braces, such as '{quyen_so}/{so_dang_ky}.pdf'
    = viết tên cột trong ngoặc nhọn, như '{quyen_so}/{so_dang_ky}.pdf'
    """
}
