extension Phrase {
  /// What `doctor` says.
  static let examination = """
    encodings
    = bảng mã
    locale
    = ngôn ngữ máy
    processors
    = bộ xử lý
    open files
    = tệp mở cùng lúc
    memory
    = bộ nhớ
    clock
    = đồng hồ
    database
    = cơ sở dữ liệu
    disk
    = đĩa
    write and sync
    = ghi và đồng bộ
    kept records
    = bản ghi đã giữ
    {} files, {} MiB beside the database
    = {} tệp, {} MiB bên cạnh CSDL
    {}: STRICT tables, threads, mathematics
    = {}: bảng STRICT, đa luồng, hàm toán
    {} lacks {}
    = {} thiếu {}
    install libsqlite3-0 3.40 or later
    = cài libsqlite3-0 từ bản 3.40
    {}: streaming, XSD
    = {}: đọc tuần tự, XSD
    {} was built without XSD
    = {} không có XSD
    leave 'schema' out of XML sources, or install Debian's libxml2
    = bỏ 'schema' khỏi nguồn XML, hoặc cài libxml2 của Debian
    {}: ZIP and GZIP
    = {}: ZIP và GZIP
    {}: 7z, RAR, tar, XZ, bzip2, Zstandard
    = {}: 7z, RAR, tar, XZ, bzip2, Zstandard
    none is set; SoHoa writes UTF-8 all the same
    = chưa đặt; SoHoa vẫn ghi UTF-8
    set LANG=C.UTF-8 if Vietnamese letters are not shown
    = đặt LANG=C.UTF-8 nếu chữ Việt không hiện đúng
    {} is not UTF-8
    = {} không phải UTF-8
    set LANG=C.UTF-8
    = đặt LANG=C.UTF-8
    1: reading and loading take turns
    = 1: đọc và nạp phải thay phiên nhau
    give the machine a second processor
    = cho máy thêm một bộ xử lý
    {} allowed
    = được mở {}
    only {} allowed
    = chỉ được mở {}
    raise it with: ulimit -n 1024
    = tăng bằng: ulimit -n 1024
    the system does not tell
    = hệ thống không cho biết
    {} MiB for the process and the page cache
    = {} MiB cho tiến trình và bộ đệm đĩa
    end other programs; a run needs about 100 MiB
    = tắt bớt chương trình khác; một lượt chạy cần khoảng 100 MiB
    set the clock; leases and records bear its time
    = chỉnh lại đồng hồ; các lượt chạy và bản ghi mang giờ này
    {}, before the database's last change
    = {}, trước lần sửa cuối của cơ sở dữ liệu
    set the clock
    = chỉnh lại đồng hồ
    that is no kind of database here
    = ở đây không có loại cơ sở dữ liệu này
    {}: 16 KiB in {} ms
    = {}: 16 KiB trong {} ms
    use a faster disk: every commit waits for it
    = dùng đĩa nhanh hơn: mỗi lần ghi đều phải chờ đĩa
    name a directory that can be written, with --database
    = nêu một thư mục ghi được, bằng --database
    {} cannot be examined
    = không xem được {}
    name another place with --database
    = nêu nơi khác bằng --database
    {} on {}, {} MiB free
    = {} trên {}, còn trống {} MiB
    make room, or name another disk
    = dọn chỗ trống, hoặc nêu đĩa khác
    {}: a database in WAL mode needs a disk of this machine
    = {}: cơ sở dữ liệu kiểu WAL cần đĩa của chính máy này
    put the database on a local disk with --database
    = đặt cơ sở dữ liệu lên đĩa của máy bằng --database
    {}: gone at the next start
    = {}: mất khi khởi động lại
    use a lasting disk
    = dùng đĩa không mất dữ liệu khi tắt máy
    make room before a large run
    = dọn chỗ trống trước một lượt chạy lớn
    {} is not there yet; the first run makes it
    = chưa có {}; lượt chạy đầu sẽ tạo
    {}: {} runs
    = {}: {} lượt chạy
    name another with --database
    = nêu cơ sở dữ liệu khác bằng --database
    {} cannot be read
    = không đọc được {}
    """
}
