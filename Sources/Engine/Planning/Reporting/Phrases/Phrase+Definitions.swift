extension Phrase {
  /// What is to be done about definitions and schemas, and the forms of values.
  static let definitions = """
    write 'left top width height', '#block', '@text', '@page', '@image' or '@confidence'
    = viết 'trái trên rộng cao', '#khối', '@text', '@page', '@image' hoặc '@confidence'
    list what comes out: tables, rejects, warnings
    = liệt kê kết quả: tables, rejects, warnings
    columns: {}
    = các cột: {}
    it has {}
    = có {}
    write it: see Docs/pipeline-reference.md#testfile
    = hãy viết tệp đó: xem Docs/pipeline-reference.md#testfile
    begin with 'sohoa: 1'
    = bắt đầu bằng 'sohoa: 1'
    check the path and its permissions
    = kiểm tra đường dẫn và quyền truy cập
    move code tables to a reference CSV and use 'lookup'
    = chuyển các bảng mã sang tệp CSV tham chiếu và dùng 'lookup'
    save it as UTF-8
    = lưu tệp bằng UTF-8
    move what both need to a third file
    = chuyển phần cả hai cùng cần sang tệp thứ ba
    move it to the definition itself
    = chuyển sang chính tệp định nghĩa
    it may have {}
    = chỉ được có {}
    write 'transform: { <name>: { steps: [...] } }'
    = viết 'transform: { <tên>: { steps: [...] } }'
    leave it out in one of them
    = bỏ nó ở một trong các định nghĩa đó
    mend what is said about it
    = sửa những chỗ được nêu của luồng đó
    keep one, or define it in the definition itself
    = giữ lại một, hoặc khai báo ngay trong định nghĩa
    close it with '}', or write '$${' for the two characters themselves
    = đóng bằng '}', hoặc viết '$${' nếu muốn đúng hai ký tự đó
    did you mean '${{}:{}}'?
    = có phải ý bạn là '${{}:{}}'?
    write ${param:…}, ${env:…} or ${secret:…}
    = viết ${param:…}, ${env:…} hoặc ${secret:…}
    set it, or give a default: ${env:{}:-default}
    = đặt biến, hoặc cho giá trị mặc định: ${env:{}:-mặc-định}
    set SOHOA_SECRET_{}, or add it to the service's credentials
    = đặt SOHOA_SECRET_{}, hoặc thêm vào bí mật của dịch vụ
    declare it under 'params'
    = khai báo dưới 'params'
    there are {}
    = có {}
    run with --set {}=<{}>
    = chạy với --set {}=<{}>
    its keys are {}
    = các khoá của nó là {}
    add '{}': {}
    = thêm '{}': {}
    keep one of {}
    = giữ lại một trong {}
    write {}
    = viết {}
    a {} is one of {}
    = {} là một trong {}
    '{}' belongs under '{}': indent it further
    = '{}' thuộc về '{}': thụt vào thêm
    '{}' belongs one level up: indent it less
    = '{}' thuộc cấp trên: thụt vào ít hơn
    '{}' belongs under '{}'
    = '{}' thuộc về '{}'
    the keys here are {}
    = các khoá ở đây là {}
    begin a new step with '- {}:'
    = bắt đầu bước mới bằng '- {}:'
    decode them with a 'decode' step
    = giải mã bằng bước 'decode'
    add it to the source's 'fields'
    = thêm vào 'fields' của nguồn
    add 'fields', or a 'validate' step
    = thêm 'fields', hoặc bước 'validate'
    give them the same fields; one that a source lacks can be { optional: true }
    = cho chúng cùng các trường; trường mà một nguồn không có thì ghi { optional: true }
    let a stage take all the inputs, and the table that stage
    = cho một chặng nhận mọi đầu vào, rồi bảng lấy từ chặng đó
    add 'database: sqlite:PATH', or give --database sqlite:PATH
    = thêm 'database: sqlite:ĐƯỜNG-DẪN', hoặc nêu --database sqlite:ĐƯỜNG-DẪN
    check the path
    = kiểm tra đường dẫn
    load them into one table, or name the files in a second source
    = nạp vào một bảng, hoặc nêu các tệp đó trong nguồn thứ hai
    add a table under 'load' that takes them
    = thêm dưới 'load' một bảng nhận chúng
    add 'key: [column, …]' to the table
    = thêm 'key: [cột, …]' cho bảng
    leave 'report' out of 'sohoa:uniqueness', or add 'severity': 'warn'
    = bỏ 'report' khỏi 'sohoa:uniqueness', hoặc thêm 'severity': 'warn'
    write 'reject' or 'warn'
    = viết 'reject' hoặc 'warn'
    load what is valid at times into a table of its own, or name a CSV
    = nạp phần có hiệu lực theo thời gian vào bảng riêng, hoặc nêu tệp CSV
    give the resource the path of a .csv file, or none for a table of the database
    = cho tài nguyên đường dẫn tới tệp .csv, hoặc bỏ đường dẫn nếu là bảng trong cơ sở dữ liệu
    write first and last day in order, and leave open ends empty
    = viết ngày đầu rồi ngày cuối, đầu nào mở thì để trống
    write it like dd/MM/yyyy or %d/%m/%Y
    = viết như dd/MM/yyyy hoặc %d/%m/%Y
    give one of them another 'id'
    = cho một cái 'id' khác
    add 'fields': the columns, each with its path inside {}
    = thêm 'fields': các cột, mỗi cột kèm đường dẫn bên trong {}
    give one of them another name
    = đặt cho một cái tên khác
    take it under another name
    = lấy dưới tên khác
    rename it to something else, or drop the other with 'map'
    = đổi sang tên khác, hoặc bỏ cột kia bằng 'map'
    give both the same columns, or make a stage for each
    = cho hai bên cùng các cột, hoặc mỗi bên một chặng
    the columns here are {}
    = các cột ở đây là {}
    add 'from': one of {}
    = thêm 'from': một trong {}
    add 'key': the columns that tell rows apart
    = thêm 'key': các cột để phân biệt các dòng
    let one of them take its rows from a source
    = cho một chặng lấy dòng từ nguồn
    remove it, or write it as an escape in double quotes
    = bỏ đi, hoặc viết dạng thoát trong dấu nháy kép
    write the repeated part out
    = viết đầy đủ phần lặp lại
    write the keys out, or share whole sources, stages and tables with 'include'
    = viết đầy đủ các khoá, hoặc dùng chung cả nguồn, chặng, bảng bằng 'include'
    it stands on line {} already; keep one
    = đã có ở dòng {}; giữ lại một
    remove it: the key decides the type
    = bỏ đi: kiểu đã do khoá quyết định
    indent with spaces, not tabs
    = thụt vào bằng dấu cách, không bằng tab
    it began on line {}, column {}
    = bắt đầu ở dòng {}, cột {}
    a place such as 6-25 (from, to), 6+20 (from, width) or 6, counted from 1
    = một vị trí như 6-25 (từ, đến), 6+20 (từ, độ rộng) hoặc 6, đếm từ 1
    a text
    = một văn bản
    a path
    = một đường dẫn
    a path or pattern
    = một đường dẫn hoặc mẫu
    an SQL expression
    = một biểu thức SQL
    one ASCII character in quotes
    = một ký tự ASCII trong dấu nháy
    true or false
    = true hoặc false
    a size such as 8MB
    = một kích thước như 8MB
    a share from 0% to 100%
    = một tỉ lệ từ 0% đến 100%
    a number or a share such as 5%
    = một số hoặc một tỉ lệ như 5%
    {}, or {}
    = {}, hoặc {}
    a row's number from 1, rows such as 3-4, or {}
    = số thứ tự dòng từ 1, các dòng như 3-4, hoặc {}
    one of {}
    = một trong {}
    a whole number from {}
    = một số nguyên từ {}
    a whole number from {} to {}
    = một số nguyên từ {} đến {}
    lower-case letters a–z, digits and '_', not beginning with a digit, at most 63
    = chữ thường a–z, chữ số và '_', không bắt đầu bằng chữ số, nhiều nhất 63 ký tự
    the name of a stage or a source, or source.child
    = tên một chặng hoặc một nguồn, hoặc nguồn.con
    capital letters, digits, '-' and '_', such as E-DATE
    = chữ hoa, chữ số, '-' và '_', như E-DATE
    a name
    = một tên
    a list
    = một danh sách
    a map
    = một bảng khoá
    """
}
