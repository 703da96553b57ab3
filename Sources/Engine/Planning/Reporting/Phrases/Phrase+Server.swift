extension Phrase {
  /// What the way to a PostgreSQL server asks for, and what `doctor` says of one.
  static let server = """
    leave it out, and keep the password in the file that PGPASSFILE names, or in ~/.pgpass; see \
    Docs/postgresql.md
    = bỏ mật khẩu ra, và giữ nó trong tệp mà PGPASSFILE nêu, hoặc trong ~/.pgpass; xem \
    Docs/postgresql.md
    check host, database, role and password; the password is best kept in a file: see PGPASSFILE in \
    Docs/postgresql.md
    = kiểm tra máy chủ, cơ sở dữ liệu, vai trò và mật khẩu; mật khẩu nên để trong tệp: xem \
    PGPASSFILE trong Docs/postgresql.md
    name the certificate of the authority with sslrootcert=FILE, and the server as its own \
    certificate does
    = nêu chứng thư của cơ quan cấp bằng sslrootcert=TỆP, và gọi máy chủ đúng tên ghi trong chứng thư
    see that the server is up and can be reached, then run the same command again: it goes on from \
    the last checkpoint
    = xem máy chủ có đang chạy và kết nối được không, rồi chạy lại đúng lệnh này: lệnh sẽ nạp tiếp \
    từ điểm lưu cuối
    make room on the server's disk, then run the same command again: it goes on from the last \
    checkpoint
    = dọn chỗ trống trên đĩa của máy chủ rồi chạy lại đúng lệnh này: lệnh sẽ nạp tiếp từ điểm lưu \
    cuối
    give the role the rights that Docs/postgresql.md lists
    = cấp cho vai trò các quyền mà Docs/postgresql.md nêu
    leave 'partitions' out, or add ({}) to that key
    = bỏ 'partitions', hoặc thêm ({}) vào khoá đó
    use PostgreSQL 13 or later
    = dùng PostgreSQL từ bản 13
    make one with: createdb --encoding=UTF8 --template=template0
    = tạo bằng: createdb --encoding=UTF8 --template=template0
    wait for it to end; see how far it is with: sohoa status --database {}
    = chờ nó xong; xem tiến độ bằng: sohoa status --database {}
    wait for its run to end; see it with: sohoa runs --database {}
    = chờ lượt chạy của nó xong; xem bằng: sohoa runs --database {}
    take one of at most 63 bytes
    = chọn tên không quá 63 byte
    {}: PostgreSQL
    = {}: PostgreSQL
    server
    = máy chủ
    PostgreSQL {}, {}
    = PostgreSQL {}, {}
    encrypted
    = có mã hoá
    not encrypted
    = không mã hoá
    add sslmode=verify-full to the URL
    = thêm sslmode=verify-full vào URL
    round trip
    = thời gian hỏi đáp
    {} ms
    = {} ms
    rights
    = quyền
    the role may make and fill tables
    = vai trò được tạo và ghi bảng
    the role lacks {}
    = vai trò thiếu quyền {}
    have an administrator run the script of Docs/postgresql.md
    = nhờ quản trị viên chạy kịch bản trong Docs/postgresql.md
    """
}
