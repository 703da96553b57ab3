extension Phrase {
  /// What each verb does, as its help says first.
  static let helpVerbs = """
    Finds everything wrong in definitions, each with file, line and column.
    = Tìm mọi lỗi trong định nghĩa, mỗi lỗi kèm tệp, dòng và cột.
    Lists the checkpoints of a run; the newest by default.
    = Liệt kê các điểm lưu của một lượt chạy; mặc định là lượt mới nhất.
    Prints the completion script of a shell.
    = In tập lệnh tự hoàn thành cho một trình lệnh (shell).
    Makes one model of what is linked: each value with its source and its rivals.
    = Lập một mô hình từ những gì đã nối: mỗi giá trị kèm nguồn và các giá trị khác.
    Compares the tables as two runs left them: rows added, removed and changed, field by field.
    = So sánh các bảng sau hai lượt chạy: dòng thêm, dòng bớt và dòng sửa, theo từng trường.
    Prints the reference page of a pipeline as Markdown or HTML.
    = In trang mô tả của một quy trình dạng Markdown hoặc HTML.
    Tells what works here and what does not.
    = Cho biết máy này chạy được gì và thiếu gì.
    Kills copies of a run everywhere and proves that the result is the same.
    = Ngắt bản sao của một lượt chạy ở mọi chỗ và chứng minh kết quả vẫn như nhau.
    Counts what is doubtful in the consolidated model, by commune; exports it as CSV.
    = Đếm những điểm nghi ngờ trong mô hình hợp nhất theo xã; xuất ra CSV.
    Draws a pipeline: sources, stages and tables.
    = Vẽ một quy trình: các nguồn, chặng và bảng.
    Writes a first definition for files, with the evidence per column.
    = Viết định nghĩa đầu tiên cho các tệp, kèm căn cứ của từng cột.
    Makes a folder with a small pipeline that runs: definition, schema, sample, tests.
    = Tạo thư mục có sẵn một quy trình nhỏ chạy được: định nghĩa, lược đồ, mẫu, ca kiểm thử.
    Tells how many pairs each block compares and how many it reaches; links nothing.
    = Cho biết mỗi khối so bao nhiêu cặp và tìm tới được bao nhiêu; không nối gì.
    Finds the records that are of one person, and explains why.
    = Tìm các bản ghi của cùng một người và giải thích vì sao.
    Links without writing, and measures the clusters against known ones.
    = Nối mà không ghi, rồi đo các cụm theo những cụm đã biết.
    Tells how the match weight of two records comes about.
    = Cho biết trọng số khớp của hai bản ghi từ đâu mà có.
    Learns what agreement is worth, from known records or by itself, and writes it as JSON.
    = Học xem mỗi chỗ giống nhau đáng bao nhiêu, từ bản ghi đã biết hoặc tự học, rồi ghi ra \
    JSON.
    Hands out the pairs for people, and takes their decisions.
    = Đưa các cặp cần người xem và nhận quyết định của họ.
    Takes decisions from a CSV; the next 'link run' follows them.
    = Nhận quyết định từ tệp CSV; lần 'link run' sau làm theo.
    Writes the pairs for people as CSV; fill in 'decision': together, apart, or none to withdraw.
    = Ghi các cặp cần người xem ra CSV; điền cột 'decision': together (một người), apart (hai \
    người), hoặc none để rút quyết định.
    Links the records of a pipeline's database, and keeps the clusters in it.
    = Nối các bản ghi trong cơ sở dữ liệu của quy trình và giữ các cụm trong đó.
    Tells how the consolidated model compares with a reference, by commune.
    = Cho biết mô hình hợp nhất so với bảng tham chiếu thế nào, theo xã.
    Lists the units of a pipeline: new, done, resumable, and why; never writes.
    = Liệt kê các tệp của quy trình: mới, đã xong, nạp tiếp được, và vì sao; không bao giờ ghi.
    Shows rows as they leave a step; never writes.
    = Hiện các dòng khi ra khỏi một bước; không bao giờ ghi.
    Shows what the values of every column look like, before and after the steps.
    = Cho thấy giá trị của từng cột trông thế nào, trước và sau các bước.
    Removes what is kept only to take old runs back.
    = Dọn những gì chỉ giữ lại để hoàn tác các lượt chạy cũ.
    Proves that every record is accounted for; the newest run by default.
    = Chứng minh không bản ghi nào bị thất lạc; mặc định là lượt mới nhất.
    Looks into what was refused, and takes it in corrected.
    = Xem những gì bị loại và nạp lại sau khi sửa.
    Gives rejects up, for a reason that is kept.
    = Bỏ hẳn các bản ghi loại, với lý do được lưu lại.
    Opens discarded rejects again.
    = Mở lại các bản ghi loại đã bỏ.
    Writes refused records for correction in a spreadsheet: CSV or XLSX.
    = Xuất các bản ghi bị loại để sửa bằng bảng tính: CSV hoặc XLSX.
    Takes up an export that was corrected in a spreadsheet.
    = Nhận lại tệp đã xuất sau khi sửa bằng bảng tính.
    Lists refused records: where they stand and which rules they break.
    = Liệt kê các bản ghi bị loại: nằm ở đâu và vi phạm quy tắc nào.
    Takes open and corrected rejects through the pipeline again.
    = Đưa các bản ghi loại chưa xử lý và đã sửa qua quy trình lần nữa.
    Shows a refused record as it was read, with every rule it breaks.
    = Hiện một bản ghi bị loại đúng như đã đọc, kèm mọi quy tắc nó vi phạm.
    Reads units, chunks or a table's records again and replaces exactly what they wrote.
    = Đọc lại tệp, đoạn hoặc bản ghi của một bảng và thay đúng những gì chúng đã ghi.
    Continues an interrupted run; 'run' does the same.
    = Chạy tiếp một lượt bị ngắt; 'run' cũng làm như vậy.
    Runs a pipeline, or continues what was interrupted.
    = Chạy một quy trình, hoặc chạy tiếp phần bị ngắt.
    Lists the runs of a database, newest first.
    = Liệt kê các lượt chạy của một cơ sở dữ liệu, mới nhất trước.
    Prints the JSON Schema of the definition language, for editors.
    = In JSON Schema của ngôn ngữ định nghĩa, dùng cho trình soạn thảo.
    Số hoá: turns deliveries of digitized paper registers into one consolidated database.
    = Số hoá: biến các gói hồ sơ sổ giấy đã số hoá thành một cơ sở dữ liệu hợp nhất.
    Shows how a run stands, unit by unit; the newest by default.
    = Cho biết một lượt chạy đến đâu, theo từng tệp; mặc định là lượt mới nhất.
    Runs the test cases of definitions, comparing all that comes out.
    = Chạy các ca kiểm thử của định nghĩa, so sánh mọi thứ cho ra.
    Leads from a row to archive, line, steps, scan and runs; and from a file or scan to rows.
    = Dẫn từ một dòng đến tệp nén, dòng nguồn, các bước, bản quét và các lượt chạy; và từ tệp \
    hoặc bản quét về các dòng.
    Puts the database back to what it was before a run.
    = Đưa cơ sở dữ liệu về đúng như trước một lượt chạy.
    """
}
