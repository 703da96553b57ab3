extension Phrase {
  /// What the arguments and options of the verbs are, and the headings of their help.
  static let helpOptions = """
    Loads the records as they were kept ('spool: true') and leaves the source alone; done anyway \
    where it is gone.
    = Nạp các bản ghi đã giữ lại ('spool: true') và không đụng đến nguồn; vẫn làm vậy khi nguồn \
    không còn.
    Removes only the records as they were read; the runs can still be undone.
    = Chỉ dọn các bản ghi như đã đọc; các lượt chạy vẫn hoàn tác được.
    The pipeline whose kept records lie beside its definition.
    = Quy trình có các bản ghi giữ lại nằm cạnh định nghĩa.
    How findings are printed.
    = Cách in các lỗi tìm thấy.
    The definitions.
    = Các định nghĩa.
    The run's number.
    = Số của lượt chạy.
    The shell.
    = Trình lệnh (shell).
    Makes it although nothing is new.
    = Làm dù không có gì mới.
    Prints JSON.
    = In ra JSON.
    The run to compare it with.
    = Lượt chạy để so với.
    The run.
    = Lượt chạy.
    How rows that differ are shown: table, json or xlsx.
    = Cách hiện các dòng khác nhau: table, json hoặc xlsx.
    Writes them to a file, which XLSX needs.
    = Ghi ra một tệp; XLSX bắt buộc có tệp.
    How the page is written; HTML needs nothing else, the graph stands in it.
    = Cách viết trang; HTML không cần gì thêm, hình vẽ nằm ngay trong trang.
    The pipeline's definition.
    = Định nghĩa của quy trình.
    The database whose place is examined too, such as sqlite:PATH or postgres:URL.
    = Cơ sở dữ liệu mà chỗ chứa cũng được kiểm tra, như sqlite:ĐƯỜNG-DẪN hoặc postgres:URL.
    A PostgreSQL database; the drill makes and drops databases of its own beside it.
    = Một cơ sở dữ liệu PostgreSQL; bài thử tạo và xoá các cơ sở dữ liệu riêng bên cạnh.
    A command that restarts the server, which is then done at random instants.
    = Lệnh khởi động lại máy chủ, sẽ được gọi ở những lúc ngẫu nhiên.
    How many runs to kill at random instants, up to three times each.
    = Bao nhiêu lượt chạy bị ngắt ở lúc ngẫu nhiên, mỗi lượt tối đa ba lần.
    The folder for the databases, the temporary one by default.
    = Thư mục cho các cơ sở dữ liệu, mặc định là thư mục tạm.
    The most commit windows to kill in, spread over the run; all by default.
    = Số thời điểm ghi tối đa để ngắt, rải đều lượt chạy; mặc định là tất cả.
    What the random instants come from.
    = Số mà các lúc ngẫu nhiên được sinh ra từ đó.
    Only this commune, by its code.
    = Chỉ xã này, theo mã.
    Only what this rule finds.
    = Chỉ những gì quy tắc này thấy.
    Writes the rows as CSV; - is stdout.
    = Ghi các dòng ra CSV; - là đầu ra chuẩn.
    How the picture is written.
    = Cách viết hình vẽ.
    Files of any format that is read, plain or in archives.
    = Các tệp thuộc mọi định dạng đọc được, để thường hoặc trong tệp nén.
    Writes the definition to a file, which must not be there yet.
    = Ghi định nghĩa vào một tệp chưa có.
    Prints the names of the new files as JSON.
    = In tên các tệp mới ra JSON.
    The new folder.
    = Thư mục mới.
    The database, such as sqlite:PATH or postgres:URL; otherwise $SOHOA_DATABASE, or the only \
    database in .sohoa.
    = Cơ sở dữ liệu, như sqlite:ĐƯỜNG-DẪN hoặc postgres:URL; nếu không nêu thì là \
    $SOHOA_DATABASE, hoặc cơ sở dữ liệu duy nhất trong .sohoa.
    How much of the records stays in memory; the rest lies in a file beside the database.
    = Bao nhiêu phần bản ghi giữ trong bộ nhớ; phần còn lại nằm trong một tệp cạnh cơ sở dữ liệu.
    How many threads compare records.
    = Bao nhiêu luồng so các bản ghi.
    The link's name, where the pipeline has several.
    = Tên phép nối, khi quy trình có nhiều phép nối.
    Draws precision and recall by weight as SVG.
    = Vẽ độ chính xác và độ phủ theo trọng số ra SVG.
    The known clusters or pairs, as CSV.
    = Các cụm hoặc cặp đã biết, dạng CSV.
    Draws it as SVG.
    = Vẽ ra SVG.
    The id of a record.
    = Mã của một bản ghi.
    The id of another.
    = Mã của bản ghi khác.
    The file to write; stdout by default.
    = Tệp để ghi; mặc định là đầu ra chuẩn.
    The CSV, as 'review export' writes it.
    = Tệp CSV như 'review export' ghi.
    Leaves out what the records say.
    = Bỏ những gì các bản ghi nói.
    Who decided.
    = Ai quyết định.
    Compares all records anew, not only those that are new.
    = So lại mọi bản ghi, không chỉ bản ghi mới.
    Writes the clusters as CSV: record_id,cluster_id.
    = Ghi các cụm ra CSV: record_id,cluster_id.
    Writes the joined pairs as CSV: id_left,id_right,probability.
    = Ghi các cặp đã nối ra CSV: id_left,id_right,probability.
    Writes what does not agree as CSV; - is stdout.
    = Ghi những gì không khớp ra CSV; - là đầu ra chuẩn.
    Sets a parameter of the definition.
    = Đặt một tham số của định nghĩa.
    The database to use instead of the definition's, such as sqlite:PATH or postgres:URL.
    = Cơ sở dữ liệu dùng thay cho cái trong định nghĩa, như sqlite:ĐƯỜNG-DẪN hoặc postgres:URL.
    Only units whose names contain this.
    = Chỉ các tệp có tên chứa chữ này.
    Shows refused rows with the rules they break instead.
    = Thay vào đó hiện các dòng bị loại kèm quy tắc vi phạm.
    The most rows of each unit.
    = Số dòng tối đa của mỗi tệp.
    The step that the rows have just left: its name or its number, 0 for the records as read.
    = Bước mà các dòng vừa ra khỏi: tên hoặc số thứ tự, 0 là bản ghi như đã đọc.
    A pipeline's definition, or files to be read without one.
    = Định nghĩa của quy trình, hoặc các tệp đọc không cần định nghĩa.
    Writes one page of HTML with pictures to a file.
    = Ghi một trang HTML có hình vào một tệp.
    All runs that ended so many days ago or earlier.
    = Mọi lượt chạy đã kết thúc từ bấy nhiêu ngày trở lên.
    Tells what would be removed, and writes nothing.
    = Cho biết sẽ dọn gì, không ghi gì.
    The runs.
    = Các lượt chạy.
    Who wants it; otherwise the name of the account.
    = Ai yêu cầu; nếu không nêu thì là tên tài khoản.
    Only about this field.
    = Chỉ về trường này.
    Only of runs that began on this day here, such as 2026-05-31.
    = Chỉ của các lượt chạy bắt đầu vào ngày này ở đây, như 2026-05-31.
    Only of this run.
    = Chỉ của lượt chạy này.
    Only of this unit: its number, or what its name contains.
    = Chỉ của tệp này: số của tệp, hoặc chữ có trong tên.
    Only with this rule, such as E-DATE.
    = Chỉ với quy tắc này, như E-DATE.
    Only with this status.
    = Chỉ ở trạng thái này.
    The rejects' numbers.
    = Số của các bản ghi loại.
    Why.
    = Vì sao.
    The file to write; CSV goes to stdout without one.
    = Tệp để ghi; không nêu thì CSV ra đầu ra chuẩn.
    Who takes them; otherwise the name of the account.
    = Ai lấy; nếu không nêu thì là tên tài khoản.
    csv or xlsx; otherwise as the file's name ends.
    = csv hoặc xlsx; nếu không nêu thì theo đuôi tên tệp.
    The file as the spreadsheet saved it: CSV or XLSX.
    = Tệp như bảng tính đã lưu: CSV hoặc XLSX.
    Who corrected.
    = Ai đã sửa.
    Only those after this reject, for reading on.
    = Chỉ những bản sau bản ghi loại này, để xem tiếp.
    The most rejects to list.
    = Số bản ghi loại tối đa được liệt kê.
    Goes on although the definition has changed since the records were refused.
    = Vẫn làm dù định nghĩa đã đổi từ lúc các bản ghi bị loại.
    A reject that has the key of a row is its correction and takes its place; the row stays in its history.
    = Bản ghi loại trùng khoá với một dòng là bản sửa của dòng đó và thay chỗ nó; dòng cũ còn trong lịch sử.
    The reject's number.
    = Số của bản ghi loại.
    Prints the report as JSON.
    = In báo cáo ra JSON.
    Shows what would differ, row by row, and writes nothing.
    = Hiện từng dòng sẽ khác, không ghi gì.
    The table whose rows are replaced; of all units where none is named.
    = Bảng có các dòng được thay; của mọi tệp nếu không nêu tệp nào.
    The unit, by its number or what its name contains, and its chunks: U, U@3 or U@3..5.
    = Tệp, theo số hoặc chữ có trong tên, và các đoạn của nó: U, U@3 hoặc U@3..5.
    Goes on although units were loaded with an older definition; they stay as they are.
    = Vẫn chạy dù có tệp đã nạp theo định nghĩa cũ; các tệp ấy giữ nguyên.
    Pauses after so many records of each unit; the next run goes on from there.
    = Tạm dừng sau bấy nhiêu bản ghi của mỗi tệp; lượt sau chạy tiếp từ đó.
    Profiles the rows and writes one page of HTML with pictures to a file.
    = Lập hồ sơ các dòng và ghi một trang HTML có hình vào một tệp.
    Shows no progress.
    = Không hiện tiến độ.
    The most units read at the same time.
    = Số tệp tối đa được đọc cùng lúc.
    Writes the report to a file: as JSON, or as a page with pictures where it ends in .html.
    = Ghi báo cáo vào một tệp: dạng JSON, hoặc trang có hình nếu tên tệp kết thúc bằng .html.
    Prints the JSON Schema of files of test cases instead.
    = Thay vào đó in JSON Schema của tệp ca kiểm thử.
    Prints the reference page as Markdown instead.
    = Thay vào đó in trang tra cứu dạng Markdown.
    Writes one page of HTML with pictures to a file, checks compared over the runs.
    = Ghi một trang HTML có hình vào một tệp, các kiểm tra được so qua các lượt chạy.
    Runs only cases whose names contain this.
    = Chỉ chạy các ca có tên chứa chữ này.
    The key: column=value, or the values of the key's columns in order.
    = Khoá: cột=giá-trị, hoặc các giá trị của các cột khoá đúng thứ tự.
    The most rows.
    = Số dòng tối đa.
    The pipeline that loaded the row.
    = Quy trình đã nạp dòng này.
    The rows of a file, of a member of it, or of one record.
    = Các dòng của một tệp, của một tệp con trong đó, hoặc của một bản ghi.
    The rows of a scan.
    = Các dòng của một bản quét.
    The table, or the person's id or number.
    = Bảng, hoặc mã hay số định danh của người.
    Asks nothing.
    = Không hỏi gì.
    Tells what would be done, and writes nothing.
    = Cho biết sẽ làm gì, không ghi gì.
    The run's number; see them with 'runs'.
    = Số của lượt chạy; xem bằng 'runs'.
    """
}
