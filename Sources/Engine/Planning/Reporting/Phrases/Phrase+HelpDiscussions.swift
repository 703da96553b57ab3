extension Phrase {
  /// What is to be known of a verb, a paragraph each.
  static let helpDiscussions = """
    Schemas, expressions and reference tables that the definitions name are checked with them. \
    Nothing is read of the deliveries, and nothing is written.
    = Lược đồ, biểu thức và bảng tham chiếu mà định nghĩa nêu cũng được kiểm tra. Không đọc gói \
    hồ sơ nào, không ghi gì.
    Links first where something is new. What has not changed is not written; what has gets a new \
    version, and the former one says until which run it was known. 'run' does the same.
    = Nối trước nếu có gì mới. Cái gì không đổi thì không ghi; cái gì đổi thì có phiên bản mới, \
    phiên bản cũ cho biết đã biết đến lượt chạy nào. 'run' cũng làm như vậy.
    A row that was delivered again as it was, or not at all, is there as before and is not \
    shown; what later runs made of the rows does not matter. A row that an update changed is met \
    by its number, one that was taken out and loaded again by its unit and record. With one run, \
    what it changed itself is shown. Runs whose earlier states were pruned cannot be compared.
    = Dòng được giao lại y nguyên, hoặc không được giao lại, thì vẫn như cũ và không hiện; các \
    lượt sau làm gì với các dòng không ảnh hưởng. Dòng bị cập nhật được nhận ra theo số dòng, \
    dòng bị lấy ra rồi nạp lại theo tệp và bản ghi. Nêu một lượt thì hiện những gì chính lượt ấy \
    đã đổi. Lượt đã dọn trạng thái cũ thì không so được.
    Its sources, the steps in words, the tables with their keys, where each column comes from, \
    and every rule with its code and messages, in Vietnamese and English.
    = Các nguồn, các bước bằng lời, các bảng với khoá, mỗi cột từ đâu mà có, và mọi quy tắc với \
    mã và thông báo, bằng tiếng Việt và tiếng Anh.
    It only looks, unless a database is named: then it also writes a small file beside it, waits \
    until the disk has it, removes it, and opens the database.
    = Lệnh chỉ xem, trừ khi có nêu cơ sở dữ liệu: khi đó lệnh còn ghi một tệp nhỏ bên cạnh, chờ \
    đĩa nhận xong, xoá đi, rồi mở cơ sở dữ liệu.
    The pipeline runs once undisturbed, then again and again into databases of its own, killed \
    by SIGKILL in the windows of its commits and at random instants, and taken up again. In the \
    end all tables, rejects, counts and checkpoints must be those of the undisturbed run. The \
    sources are only read; the pipeline's own database is not touched. On PostgreSQL the server \
    also ends sessions, and a proxy on 127.0.0.1 cuts the connection while rows are sent, before \
    a COMMIT arrives and before its answer comes back. With a large delivery name a part of it \
    with --set, or fewer --windows. Exit status: 0 all equal, 70 something differs.
    = Quy trình chạy một lần không bị quấy rầy, rồi chạy đi chạy lại vào các cơ sở dữ liệu \
    riêng, bị SIGKILL ở các thời điểm ghi và ở những lúc ngẫu nhiên, rồi chạy tiếp. Cuối cùng \
    mọi bảng, bản ghi loại, số đếm và điểm lưu phải giống lượt không bị quấy rầy. Nguồn chỉ được \
    đọc; cơ sở dữ liệu của quy trình không bị động đến. Với PostgreSQL, máy chủ còn ngắt phiên, \
    và một cầu nối ở 127.0.0.1 cắt kết nối khi đang gửi dòng, trước khi COMMIT đến nơi và trước \
    khi có trả lời. Gói hồ sơ lớn thì nêu một phần bằng --set, hoặc giảm --windows. Mã thoát: 0 \
    tất cả giống nhau, 70 có khác biệt.
    Without options: how many rows each rule of 'flags' finds, by commune. --csv writes the rows \
    themselves: flag, table, id, commune, detail, since which run. --flag and --commune narrow \
    it.
    = Không có tuỳ chọn: mỗi quy tắc của 'flags' thấy bao nhiêu dòng, theo xã. --csv ghi chính \
    các dòng: cờ, bảng, mã, xã, chi tiết, từ lượt chạy nào. --flag và --commune thu hẹp lại.
    Mermaid is shown by Markdown pages; an SVG is a picture that needs nothing else.
    = Mermaid hiện trong các trang Markdown; SVG là hình không cần gì thêm.
    It tells encoding, delimiter, headers, records of XML, dates and keys from the files' \
    content, and keeps every identifier as text. The definition runs unedited; what was seen \
    stands in comments.
    = Lệnh nhận ra bảng mã, dấu phân cách, tiêu đề, bản ghi XML, ngày tháng và khoá từ nội dung \
    tệp, và giữ mọi số định danh là chữ. Định nghĩa chạy được ngay; những gì đã thấy nằm trong \
    chú thích.
    What is there already is never overwritten.
    = Không bao giờ ghi đè cái đã có.
    The file has the header record_id,cluster_id or id_left,id_right; records that it does not \
    name do not count. Clusters are right where they are the same, record by record, and without \
    a stranger where all records of one are of one known cluster.
    = Tệp có tiêu đề record_id,cluster_id hoặc id_left,id_right; bản ghi không được nêu thì \
    không tính. Cụm đúng là cụm giống hệt, từng bản ghi một; cụm không lẫn người lạ là cụm có \
    mọi bản ghi thuộc một cụm đã biết.
    Uses what the last 'link run' learnt. Values of the records are not shown.
    = Dùng những gì lần 'link run' cuối đã học. Không hiện giá trị của bản ghi.
    The file of known records has the header record_id,cluster_id or id_left,id_right, with or \
    without a decision as 'review export' writes it. What is written may be read, corrected, and \
    named under 'model' in the definition; the link then uses it instead of learning.
    = Tệp bản ghi đã biết có tiêu đề record_id,cluster_id hoặc id_left,id_right, có hoặc không \
    có cột quyết định như 'review export' ghi. Kết quả có thể đọc, sửa và nêu ở 'model' trong \
    định nghĩa; khi đó phép nối dùng nó thay vì tự học.
    A decision wins over everything: 'apart' parts what was joined, 'together' joins what guards \
    keep apart. Another decision on the same pair replaces the first, and 'none' withdraws it. \
    Decisions that contradict each other are refused, those on unknown records are left out.
    = Quyết định thắng mọi thứ: 'apart' tách cái đã nối, 'together' nối cái mà các chốt chặn giữ \
    riêng. Quyết định khác cho cùng cặp thay quyết định trước, còn 'none' thì rút nó. Các quyết \
    định mâu thuẫn nhau bị từ chối, quyết định về bản ghi không có bị bỏ qua.
    Beside the ids stand the fields of both records as the tables have them, which are personal \
    data: the file can be read by its owner only. --ids-only leaves them out.
    = Cạnh các mã là các trường của hai bản ghi như trong bảng, tức là dữ liệu cá nhân: chỉ chủ \
    tệp đọc được. --ids-only bỏ các trường đó.
    The last line is for all blocks, each pair once. Recall is the share of the pairs of one \
    entity that a block finds, of those known without it: of the pairs that agree on an \
    identifier which is not in the block, or without identifiers of those that other blocks find \
    and that match by what is learnt from samples.
    = Dòng cuối là cho mọi khối, mỗi cặp một lần. Độ phủ là phần các cặp cùng một đối tượng mà \
    khối tìm được, trong số biết được không nhờ khối đó: các cặp trùng một trường định danh không \
    có trong khối, hoặc nếu không có định danh thì các cặp mà khối khác tìm được và khớp theo \
    những gì học từ mẫu.
    The tables NAME_cluster, NAME_review, NAME_parameter and NAME_change hold what came out. The \
    result is the same for any number of threads. What was linked before stays linked, and only \
    records that are new are compared, unless the definition or a decision has changed. One that \
    is killed is taken up by the next: pairs that were scored are kept in a file until the \
    result is written.
    = Kết quả nằm trong các bảng NAME_cluster, NAME_review, NAME_parameter và NAME_change. Kết \
    quả như nhau với mọi số luồng. Cái gì đã nối thì vẫn nối, chỉ so các bản ghi mới, trừ khi \
    định nghĩa hoặc một quyết định đã đổi. Lần bị ngắt được lần sau làm tiếp: các cặp đã tính \
    điểm được giữ trong một tệp đến khi ghi xong kết quả.
    'consolidate' compares; this shows how many agree, differ, are not found or are not told \
    apart. --csv writes what does not agree, a line for each field.
    = 'consolidate' đối chiếu; lệnh này cho biết bao nhiêu khớp, khác, không thấy hoặc không rõ. \
    --csv ghi những gì không khớp, mỗi trường một dòng.
    It looks at the first unit of every source, or with --rejects at all units, and at no more \
    than {} records of each. What only the table can tell, such as a repeated key, is not known \
    here: 'run' tells.
    = Lệnh xem tệp đầu tiên của mỗi nguồn, hoặc mọi tệp nếu có --rejects, mỗi tệp không quá {} \
    bản ghi. Điều chỉ bảng mới biết, như khoá lặp, thì ở đây không biết: 'run' sẽ cho biết.
    All units are read; nothing is loaded. Per column: how often it is filled, different values, \
    lengths, range, frequent values and shapes, for days a histogram; and why records are \
    refused. Values are shown only where they are categories, never where they may tell a \
    person.
    = Đọc mọi tệp; không nạp gì. Với mỗi cột: tỷ lệ có giá trị, số giá trị khác nhau, độ dài, \
    khoảng giá trị, giá trị và dạng hay gặp, với ngày thì có biểu đồ; và vì sao bản ghi bị loại. \
    Chỉ hiện giá trị khi chúng là phân loại, không bao giờ khi có thể lộ một người.
    Files without a definition are read as 'guess' would have them read. Of large columns the \
    frequent values, the shapes and the lengths as read are those of a part of the rows; all \
    other figures are exact, different values to 2 %.
    = Tệp không có định nghĩa được đọc như 'guess' sẽ đọc. Với cột lớn, giá trị hay gặp, dạng và \
    độ dài lúc đọc lấy từ một phần các dòng; mọi số khác đều chính xác, số giá trị khác nhau sai \
    không quá 2 %.
    That is what rows were before the runs changed them, the states of compressed streams, the \
    records of their rejects that are settled, and the records as they were read ('spool: \
    true'). Rows, counts, open rejects and the audit stay. A run that is pruned, and those \
    before it, cannot be undone any more. Files of kept records that nothing names are removed \
    too; for a database on a server --pipeline says where they lie.
    = Đó là trạng thái của dòng trước khi lượt chạy sửa, trạng thái của luồng nén, bản ghi của \
    các bản ghi loại đã xử lý xong, và bản ghi như đã đọc ('spool: true'). Dòng, số đếm, bản ghi \
    loại chưa xử lý và nhật ký vẫn còn. Lượt đã dọn, và các lượt trước nó, không hoàn tác được \
    nữa. Tệp bản ghi giữ lại mà không đâu nêu tên cũng bị dọn; với cơ sở dữ liệu trên máy chủ \
    thì --pipeline cho biết chúng nằm đâu.
    For every unit and table: read = loaded + updated + unchanged + filtered + duplicate + \
    rejected, summed in the database, and held against the rows and rejects that it really \
    holds.
    = Với mỗi tệp và bảng: đọc = nạp + cập nhật + không đổi + lọc bỏ + trùng + loại, cộng ngay \
    trong cơ sở dữ liệu, rồi đối chiếu với số dòng và bản ghi loại thực có.
    They stay in the ledger, counted as rejected; no replay takes them up.
    = Chúng vẫn nằm trong sổ theo dõi, tính là bị loại; không lần nạp lại nào động đến.
    One row a record: where it stands and what it breaks, then every field as it was read, then \
    the record itself. Correct the fields, save, and take the file up with 'rejects import'.
    = Mỗi bản ghi một dòng: nằm ở đâu và vi phạm gì, rồi từng trường như đã đọc, rồi chính bản \
    ghi. Sửa các trường, lưu, và nhận lại tệp bằng 'rejects import'.
    Nothing in the file is computed. In XLSX every cell is a text. In CSV, which begins with a \
    byte order mark, an apostrophe stands before what a spreadsheet would compute or change, \
    such as =1+1, 0012 or 01/2009; 'import' takes it off again.
    = Không có gì trong tệp được tính toán. Trong XLSX mọi ô là chữ. Trong CSV, tệp bắt đầu bằng \
    dấu BOM, có dấu nháy đơn trước những gì bảng tính sẽ tính hoặc đổi, như =1+1, 0012 hoặc \
    01/2009; 'import' bỏ dấu ấy đi.
    The file is readable for its owner only: it holds personal data.
    = Chỉ chủ tệp đọc được: tệp chứa dữ liệu cá nhân.
    The file is held against the ledger first; when anything is wrong with it, everything that \
    is wrong is told and nothing is written. Otherwise who corrected what and when is noted and \
    the rejects wait, corrected, for 'rejects replay'. It is one transaction, and it happens \
    once.
    = Tệp được đối chiếu với sổ theo dõi trước; nếu có gì sai thì mọi chỗ sai được nêu và không \
    ghi gì. Nếu không, ai sửa gì và khi nào được ghi lại, và các bản ghi loại đã sửa chờ \
    'rejects replay'. Tất cả là một giao dịch, và chỉ diễn ra một lần.
    Corrected ones go as they were typed, the others as they were read. What passes is loaded; \
    what does not stays a reject, with what is wrong with it now. The balance stays true. After \
    a crash, type the same command again.
    = Bản đã sửa chạy theo giá trị đã gõ, bản khác theo giá trị đã đọc. Bản qua được thì nạp; \
    bản không qua vẫn là bản ghi loại, kèm lỗi hiện tại. Số đếm vẫn khớp. Sau sự cố, gõ lại đúng \
    lệnh này.
    With the definition as it is now: what changed in it since is shown, then done. Rows and \
    updates of each chunk are taken back and loaded again in one transaction, its rejects are \
    settled as by a replay, and what people corrected stays. With --dry-run nothing is written, \
    and every row that would be added, removed or changed is shown. After a crash, type the same \
    command again; take it back with 'undo'.
    = Theo định nghĩa hiện nay: những gì đã đổi từ đó được hiện ra, rồi làm. Các dòng và cập \
    nhật của mỗi đoạn được lấy ra và nạp lại trong một giao dịch, bản ghi loại được xử lý như \
    khi nạp lại, và những gì người ta đã sửa vẫn giữ. Với --dry-run thì không ghi gì, chỉ hiện \
    mọi dòng sẽ thêm, bớt hoặc sửa. Sau sự cố, gõ lại đúng lệnh này; muốn lấy lại thì 'undo'.
    What is loaded already is recognised by its content and not loaded again, so a run can be \
    started as often as you like. After a crash, run the same command again.
    = Cái đã nạp được nhận ra theo nội dung và không nạp lại, nên chạy bao nhiêu lần cũng được. \
    Sau sự cố, chạy lại đúng lệnh này.
    Engineers write a pipeline in YAML and try it with 'check' and 'preview'; operators run it \
    with 'run', as often as they like: what is loaded is never loaded twice. QA staff look into \
    rejects with 'rejects'.
    = Kỹ sư viết quy trình bằng YAML và thử bằng 'check' và 'preview'; người vận hành chạy bằng \
    'run', bao nhiêu lần cũng được: cái đã nạp không bao giờ nạp hai lần. Người kiểm tra chất \
    lượng xem bản ghi loại bằng 'rejects'.
    Messages are in Vietnamese or English as the locale (LC_ALL, LC_MESSAGES, LANG) or --lang \
    vi, en or both, before or behind any verb, says; the codes are the same.
    = Thông báo bằng tiếng Việt hoặc tiếng Anh theo ngôn ngữ máy (LC_ALL, LC_MESSAGES, LANG) \
    hoặc theo --lang vi, en hay both, đặt trước hoặc sau lệnh nào cũng được; các mã thì như \
    nhau.
    Exit status: 0 done or nothing new, 11 another run is at work, 64 wrong command line, 65 \
    reject limit hit, 66 input missing or changed, 70 internal error, 74 input/output error, 75 \
    database unavailable, 78 definition invalid, 130/143 stopped by a signal. After 65, 74, 75, \
    130 and 143 the same command goes on where it stopped.
    = Mã thoát: 0 xong hoặc không có gì mới, 11 có lượt khác đang chạy, 64 sai dòng lệnh, 65 \
    chạm giới hạn bản ghi loại, 66 thiếu hoặc đổi đầu vào, 70 lỗi bên trong, 74 lỗi vào/ra, 75 \
    không dùng được cơ sở dữ liệu, 78 định nghĩa sai, 130/143 bị tín hiệu dừng. Sau 65, 74, 75, \
    130 và 143, chạy lại đúng lệnh ấy là chạy tiếp từ chỗ dừng.
    It may be asked while the run is at work, from another terminal.
    = Có thể hỏi khi lượt chạy đang làm việc, từ cửa sổ lệnh khác.
    The cases of NAME.yaml stand in tests/NAME.yaml beside it. Each runs through the whole \
    engine into a database that is thrown away; nothing else is written. Rows, rejects, warnings \
    and counts that a case does not expect make it fail. Exit status: 0 all pass, 65 a case \
    fails, 78 a definition or case is invalid.
    = Các ca của NAME.yaml nằm ở tests/NAME.yaml bên cạnh. Mỗi ca chạy qua toàn bộ động cơ vào \
    một cơ sở dữ liệu sẽ bỏ đi; không ghi gì khác. Dòng, bản ghi loại, cảnh báo và số đếm mà ca \
    không chờ đợi làm ca hỏng. Mã thoát: 0 tất cả đạt, 65 có ca hỏng, 78 định nghĩa hoặc ca \
    không hợp lệ.
    Rows are found by their key: 'trace khai_sinh so_dang_ky=12 quyen_so=01/2009', or by the \
    key's values in its order. A person of the consolidated model is found by id or personal \
    number alone, with every value, its rivals and all records: 'trace 001085012345'; so is that \
    of a record by its id, as 'link review export' has it. With --pipeline the record is read \
    from its source again, and its line and every step that changed a field are shown. Back: \
    --file ARCHIVE[!MEMBER[@RECORD]], --scan PATH.
    = Dòng được tìm theo khoá: 'trace khai_sinh so_dang_ky=12 quyen_so=01/2009', hoặc theo các \
    giá trị của khoá đúng thứ tự. Người trong mô hình hợp nhất được tìm chỉ bằng mã hoặc số định \
    danh, kèm mọi giá trị, các giá trị khác và mọi bản ghi: 'trace 001085012345'; người của một \
    bản ghi được tìm bằng mã bản ghi như 'link review export' ghi. Với --pipeline, bản ghi được \
    đọc lại từ nguồn, dòng của nó và mọi bước đã đổi một trường được hiện ra. Chiều ngược lại: \
    --file TỆP[!TỆP-CON[@BẢN-GHI]], --scan ĐƯỜNG-DẪN.
    Rows that the run added go, rows that it changed are again what they were, its rejects and \
    checkpoints go, and its units are new for the next 'run'. A replay, a rerun or an import of \
    corrections is taken back in the same way. All of it is one transaction. Where a later run \
    built on the run, nothing is done and that run is named. The run stays in 'runs' as undone. \
    Links and a consolidated model are made anew by the next 'run' or 'consolidate'.
    = Dòng do lượt chạy thêm thì mất, dòng nó sửa trở lại như trước, bản ghi loại và điểm lưu \
    của nó mất, và các tệp của nó là mới đối với 'run' sau. Lần nạp lại, chạy lại hoặc nhập sửa \
    cũng hoàn tác như vậy. Tất cả là một giao dịch. Nếu một lượt sau dựa vào lượt này thì không \
    làm gì và nêu lượt đó. Lượt chạy vẫn nằm trong 'runs' là đã hoàn tác. Phép nối và mô hình \
    hợp nhất được 'run' hoặc 'consolidate' sau làm lại.
    """
}
