extension Phrase {
  /// What is to be done about rejects, checkpoints and runs that QA works on.
  static let quality = """
    nothing has been written; look at it with: sohoa rejects show {}
    = chưa ghi gì; xem bằng: sohoa rejects show {}
    see them with: sohoa rejects list
    = xem bằng: sohoa rejects list
    an export can be taken up once; make another with: sohoa rejects export
    = mỗi lần xuất chỉ nhập lại được một lần; xuất lần khác bằng: sohoa rejects export
    wait for it to end; nothing has been written
    = chờ việc đó xong; chưa ghi gì
    nothing has been written; import again
    = chưa ghi gì; hãy nhập lại
    finish it first with: sohoa run PIPELINE
    = làm xong lượt chạy trước bằng: sohoa run QUY-TRÌNH
    replay with the definition that loaded it
    = nạp lại bằng định nghĩa đã nạp nó
    put the definition back, or say that it is meant with --accept-definition
    = đặt lại định nghĩa, hoặc xác nhận bằng --accept-definition
    the same command goes on from here
    = chạy lại đúng lệnh này để làm tiếp
    name the file that the spreadsheet saved, as CSV (UTF-8) or XLSX
    = nêu tệp do bảng tính lưu ra, dạng CSV (UTF-8) hoặc XLSX
    correct the fields to the right of {}, save, and import again
    = sửa các trường bên phải cột {}, lưu rồi nhập lại
    write CSV: --format csv
    = ghi CSV: --format csv
    nothing has been written; put right what is listed, save, and import again
    = chưa ghi gì; sửa những chỗ nêu trên, lưu rồi nhập lại
    the tables are: {}
    = các bảng gồm: {}
    give the columns of a key: {}
    = nêu các cột của một khoá: {}
    write it as the ledger has it: see sohoa status
    = viết đúng như trong sổ: xem sohoa status
    see the runs with: sohoa runs
    = xem các lượt chạy bằng: sohoa runs
    load again what it had loaded with: sohoa run PIPELINE
    = nạp lại những gì đã nạp bằng: sohoa run QUY-TRÌNH
    take back what it was made of, then: sohoa consolidate PIPELINE
    = hoàn tác các lượt mà nó dựa vào, rồi: sohoa consolidate QUY-TRÌNH
    restore a backup from before the run, or correct the rows by a later delivery
    = khôi phục bản sao lưu trước lượt chạy, hoặc sửa các dòng bằng lần giao sau
    take that back first with: sohoa rejects reopen {}
    = mở lại trước bằng: sohoa rejects reopen {}
    take the later run back first with: sohoa undo {}
    = hoàn tác lượt chạy sau trước bằng: sohoa undo {}
    take the later runs back first, the newest one before the others
    = hoàn tác các lượt chạy sau trước, từ lượt mới nhất
    run the pipeline again with the delivery whose rows are wanted
    = chạy lại quy trình với đợt giao có các dòng cần dùng
    keep those rows with the definition
    = giữ các dòng đó lại bằng định nghĩa
    keep those rows with the definition, or take what refers to them back first with: sohoa undo {}
    = giữ các dòng đó lại bằng định nghĩa, hoặc hoàn tác trước những gì trỏ tới chúng bằng: sohoa undo {}
    take that run back first with: sohoa undo {}
    = hoàn tác lượt chạy đó trước bằng: sohoa undo {}
    take the load back with: sohoa undo {}, then run the pipeline again
    = hoàn tác lượt nạp bằng: sohoa undo {}, rồi chạy lại quy trình
    read it again with the definition that loaded it
    = chạy lại bằng định nghĩa đã nạp nó
    put the file back as it was and type the same command again
    = đặt lại tệp như cũ rồi gõ lại đúng lệnh này
    see them with: sohoa checkpoints {}
    = xem bằng: sohoa checkpoints {}
    put source and reading back as they were, or take the load back with sohoa undo and run the pipeline again
    = đặt lại nguồn và cách đọc như cũ, hoặc hoàn tác bằng sohoa undo rồi chạy lại quy trình
    its tables: {}
    = các bảng của nó: {}
    see the units with: sohoa status
    = xem các tệp bằng: sohoa status
    check the name, or name columns with their values, such as so=12
    = kiểm tra tên bảng, hoặc nêu cột cùng giá trị, ví dụ so=12
    its keys: {}
    = các khoá của nó: {}
    """
}
