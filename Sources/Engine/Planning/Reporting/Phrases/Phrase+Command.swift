extension Phrase {
  /// What is to be done about commands and runs.
  static let command = """
    {} was not run, because {} stopped
    = không chạy {} vì {} đã dừng
    see why above, then run the same command again: sohoa run {}
    = xem lý do ở trên, rồi chạy lại đúng lệnh này: sohoa run {}
    name one definition, or only files
    = nêu một định nghĩa, hoặc chỉ nêu các tệp
    name another file with --output
    = nêu tệp khác bằng --output
    name a place that can be written
    = nêu một nơi ghi được
    name another folder: sohoa init NAME
    = nêu thư mục khác: sohoa init TÊN
    keep the database as it is and report this
    = giữ nguyên cơ sở dữ liệu và báo lại lỗi này
    the run is not finished: run its pipeline again, then look once more
    = lượt chạy chưa xong: chạy lại quy trình rồi xem lại
    name a file in a directory that exists and can be written
    = nêu tệp trong một thư mục có thật và ghi được
    check the space on the disk, then export again
    = kiểm tra chỗ trống trên đĩa rồi xuất lại
    give the number of one of: {}
    = nêu số của một trong các tệp: {}
    see them with: {} rejects list
    = xem bằng: {} rejects list
    see the names with: sohoa test {}
    = xem các tên bằng: sohoa test {}
    this is a mistake in SoHoa: please report it with the command you typed
    = đây là lỗi của SoHoa: xin báo lại kèm lệnh đã gõ
    name one with --database, or make it with: {} run PIPELINE
    = nêu bằng --database, hoặc tạo bằng: {} run QUY-TRÌNH
    name one with --database sqlite:PATH
    = nêu bằng --database sqlite:ĐƯỜNG-DẪN
    see the runs with: {} runs
    = xem các lượt chạy bằng: {} runs
    begin one with: {} run PIPELINE
    = bắt đầu bằng: {} run QUY-TRÌNH
    the run itself is over and its result stays; name a place that can be written with --report
    = lượt chạy đã xong và kết quả vẫn giữ; nêu một nơi ghi được bằng --report
    check the disk behind stdout
    = kiểm tra đĩa nhận đầu ra
    write --lang vi, --lang en or --lang both
    = viết --lang vi, --lang en hoặc --lang both
    did you mean '{}'?
    = có phải ý bạn là '{}'?
    did you mean '{} {}'?
    = có phải ý bạn là '{} {}'?
    it has {}; see '{} --help'
    = có {}; xem '{} --help'
    put the file back as it was, then run the same command again
    = đặt lại tệp như cũ rồi chạy lại đúng lệnh này
    check the disk and the permissions, then run the same command again: it goes on from the \
    last checkpoint
    = kiểm tra đĩa và quyền truy cập rồi chạy lại đúng lệnh này: lệnh sẽ nạp tiếp từ điểm lưu cuối
    the path is relative to the file of test cases
    = đường dẫn tính từ tệp ca kiểm thử
    write commas between the columns
    = ngăn các cột bằng dấu phẩy
    check the path; it is relative to the definition's file
    = kiểm tra đường dẫn; đường dẫn tính từ tệp định nghĩa
    put the file back as it was and run again; nothing has been written
    = đặt lại tệp như cũ rồi chạy lại; chưa có gì được ghi
    name files of CSV, XML, JSON, fixed columns, DBF or XLSX, plain or packed
    = nêu các tệp CSV, XML, JSON, cột cố định, DBF hoặc XLSX, để nguyên hoặc nén
    the units are: {}
    = các tệp gồm: {}
    see the figures with: sohoa reconcile {}
    = xem số liệu bằng: sohoa reconcile {}
    go on with: sohoa run {}
    = nạp tiếp bằng: sohoa run {}
    see the values with: sohoa status {}; what is loaded stays, and the run is done once the \
    check is met or changed (--accept-definition)
    = xem các giá trị bằng: sohoa status {}; phần đã nạp vẫn giữ, và lượt chạy sẽ xong khi kiểm \
    tra đạt hoặc được sửa (--accept-definition)
    look at them with: sohoa rejects list --run {}; raise rejects.limit in {} to go on
    = xem bằng: sohoa rejects list --run {}; muốn nạp tiếp thì tăng rejects.limit trong {}
    name a database in a place that can be written, with --database
    = nêu cơ sở dữ liệu ở một nơi ghi được, bằng --database
    the unit is only partly loaded: put the definition back as it was and run again to finish it
    = tệp mới nạp được một phần: đặt lại định nghĩa như cũ rồi chạy lại cho xong
    put the definition back, or keep what is loaded and go on with: sohoa run {} --accept-definition
    = đặt lại định nghĩa, hoặc giữ phần đã nạp và nạp tiếp bằng: sohoa run {} --accept-definition
    the steps are: {}
    = các bước gồm: {}
    see why with: sohoa run {}
    = xem nguyên do bằng: sohoa run {}
    start the drill from a place where the command can be run
    = gọi diễn tập từ nơi chạy được lệnh này
    name a place that can be written with --folder
    = nêu nơi ghi được bằng --folder
    """
}
