import Consolidation

extension Language {
  private static let rules = ConsolidationPlan.Rule.allCases.map(\.rawValue)

  /// One model made of all that is linked.
  static let consolidate = KeyTable(
    "consolidate",
    Documentation(
      "Makes one model of what was linked: tables whose rows say where each value comes from, what else was said, and what was known when.",
      "Lập một mô hình hợp nhất từ những gì đã nối: mỗi giá trị có nguồn gốc, các giá trị khác được giữ lại, và biết lúc nào đã biết gì."
    ),
    keys: [
      Key(
        "link", .value(.name(.plain)), default: "the only one",
        "The link whose entities `entity('role')` means.",
        "Phép nối mà `entity('vai')` lấy đối tượng từ đó."),
      Key(
        "with", .names(.plain, .value(.expression)), default: "none",
        "Queries that become temporary tables first, their first column indexed.",
        "Các câu truy vấn tạo bảng tạm trước, cột đầu có chỉ mục."),
      Key(
        "tables", .names(.plain, .object(consolidatedTable)), required: true,
        "The tables of the model. Each becomes a view of its name over what is known now, `NAME_version` (known from which run to which), `NAME_value` (each value with its place, why, and its source; `NAME_value_version` with those known before) and `NAME_claim` (what each record says).",
        "Các bảng của mô hình. Mỗi bảng thành một khung nhìn cùng tên về điều biết hiện nay, `TÊN_version` (biết từ lượt nào đến lượt nào), `TÊN_value` (từng giá trị, thứ hạng, lý do, nguồn; `TÊN_value_version` gồm cả điều từng biết) và `TÊN_claim` (mỗi bản ghi nói gì)."
      ),
      Key(
        "match", .names(.plain, .object(referenceMatch)), default: "none",
        "Compares rows with a reference that is loaded, such as the extract of the national database: `sohoa_match` holds `agree`, `differ`, `not_found` or `ambiguous` of each row, `sohoa_match_value` its fields, `sohoa_match_count` counts by commune. Without the reference's table nothing is compared.",
        "Đối chiếu với một bảng tham chiếu đã nạp, ví dụ trích xuất CSDL quốc gia: `sohoa_match` giữ kết quả từng dòng (`agree` khớp, `differ` khác, `not_found` không thấy, `ambiguous` không rõ), `sohoa_match_value` từng trường, `sohoa_match_count` đếm theo xã. Chưa nạp bảng tham chiếu thì không đối chiếu."
      ),
      Key(
        "flags", .names(.plain, .object(consolidatedFlag)), default: "none",
        "What is doubtful in the model, by rules in SQL: the table `sohoa_flag` holds what each finds from run to run, `sohoa_flag_count` counts by commune.",
        "Những chỗ đáng ngờ trong mô hình, theo quy tắc SQL: bảng `sohoa_flag` giữ kết quả qua các lượt, `sohoa_flag_count` đếm theo xã."
      ),
    ])

  private static let policies = ConsolidationPlan.Match.Policy.allCases.map(\.rawValue)

  static let referenceMatch = KeyTable(
    "referenceMatch",
    Documentation("A comparison with a reference.", "Một phép đối chiếu."),
    keys: [
      Key(
        "of", .value(.name(.plain)), required: true, "The table whose rows are compared.",
        "Bảng được đối chiếu."),
      Key(
        "with", .value(.name(.plain)), required: true, "The table that holds the reference.",
        "Bảng tham chiếu."),
      Key(
        "values", .names(.plain, .value(.expression)), required: true,
        "The fields of the table, each as SQL over the reference's row.",
        "Các trường của bảng, viết bằng SQL trên dòng tham chiếu."),
      Key(
        "by", .list(.list(.value(.expression))), required: true,
        "How rows find each other: lists of SQL over the fields of one record; those that are the same in all of a list. The first list that finds something counts.",
        "Cách tìm nhau: các danh sách biểu thức SQL trên các trường của một bản ghi; giống nhau ở mọi biểu thức. Danh sách đầu tiên tìm được là danh sách quyết định."
      ),
      Key(
        "compare", .names(.plain, .value(.expression)), required: true,
        "The fields compared, each with SQL over `ours` and `theirs` that is true where they agree.",
        "Các trường được so, kèm biểu thức SQL trên `ours` và `theirs` đúng khi khớp."),
      Key(
        "enrich", .names(.plain, .value(.oneOf(policies))), default: "never",
        "What becomes of the reference's value: `empty` takes it where no record says anything, `always` lets it win, `never` only compares. What records say is kept beside it.",
        "Giá trị tham chiếu: `empty` dùng khi không bản ghi nào có, `always` luôn thắng, `never` chỉ so. Giá trị gốc luôn được giữ."
      ),
      Key(
        "commune", .value(.expression), default: "none",
        "The commune's code, as SQL over the table.",
        "Mã xã, viết bằng SQL trên bảng."),
    ])

  static let consolidatedFlag = KeyTable(
    "consolidatedFlag",
    Documentation(
      "A rule that finds what is doubtful.", "Một quy tắc tìm chỗ đáng ngờ."),
    keys: [
      Key(
        "of", .value(.name(.plain)), required: true, "The table whose rows it finds.",
        "Bảng có các dòng được tìm."),
      Key(
        "from", .value(.text), default: "the table",
        "What SQL allows behind FROM; a table `of` with its id must be among it.",
        "Phần sau FROM của SQL, trong đó có bảng `of`."),
      Key(
        "where", .value(.expression), required: true, "Which rows, as SQL.",
        "Điều kiện, viết bằng SQL."),
      Key(
        "commune", .value(.expression), default: "none", "The commune's code, as SQL.",
        "Mã xã, viết bằng SQL."),
      Key(
        "detail", .value(.expression), default: "none",
        "What is to be told of the row, as SQL; rows that differ in it count each.",
        "Chi tiết, viết bằng SQL; khác chi tiết thì tính riêng."),
      Key(
        "message", .anyOf([.value(.text), .object(message)]), default: "the name",
        "What it says to people.", "Lời báo."),
    ])

  static let consolidatedTable = KeyTable(
    "consolidatedTable",
    Documentation("A table of the model.", "Một bảng của mô hình."),
    keys: [
      Key("about", .value(.text), "What it holds, for people.", "Nội dung, cho người đọc."),
      Key(
        "key", .oneOrMore(.name(.plain)), required: true,
        "The columns that tell its rows apart; several of them make the id `ma`, by their content. Where one has no value there is no row.",
        "Các cột phân biệt các dòng; nhiều cột thì có thêm mã `ma` theo nội dung. Thiếu một cột thì không có dòng."
      ),
      Key(
        "fields",
        .names(
          .plain,
          .anyOf([
            .value(.oneOf(rules)), .list(.value(.oneOf(rules))), .object(consolidatedField),
          ])),
        default: "none",
        "The columns whose values compete, each with the rules of which the first that tells two values apart decides: `rank` (the source that stands first), `recent` (said last), `complete` (says more), `agreement` (said by most records). What they leave open is decided by rank, day and text, so never by chance.",
        "Các cột có giá trị cạnh tranh và quy tắc chọn; quy tắc đầu tiên phân biệt được hai giá trị sẽ quyết định: `rank` (nguồn đứng trước), `recent` (nói sau cùng), `complete` (đầy đủ hơn), `agreement` (nhiều bản ghi nói nhất). Phần còn lại theo thứ tự nguồn, ngày, chữ, không bao giờ ngẫu nhiên."
      ),
      Key(
        "valid", .list(.value(.name(.plain))), default: "none",
        "The field that tells since when a row is true, and the one until when.",
        "Trường cho biết dòng đúng từ khi nào, và trường cho biết đến khi nào."),
      Key(
        "from", .names(.plain, .object(consolidatedSource)), required: true,
        "What it is made of, the most trusted first.",
        "Các nguồn, nguồn đáng tin nhất đứng trước."),
    ])

  static let consolidatedField = KeyTable(
    "consolidatedField",
    Documentation("A column whose values compete.", "Một cột có giá trị cạnh tranh."),
    keys: [
      Key(
        "by", .oneOrMore(.oneOf(rules)), default: "rank", "The rules, in order.",
        "Các quy tắc, theo thứ tự."),
      Key(
        "same", .value(.expression), default: "value",
        "SQL over `value`: values of which it makes the same count together for `agreement`.",
        "SQL trên `value`: những giá trị cho cùng kết quả được đếm chung ở `agreement`."),
    ])

  static let consolidatedSource = KeyTable(
    "consolidatedSource",
    Documentation("Rows that say something.", "Những dòng nói lên điều gì đó."),
    keys: [
      Key(
        "roles", .oneOrMore(.name(.plain)), default: "the source's name, if the link has it",
        "The roles of the link whose rows these are, or `all` that no other source of the table takes. They are trusted alike. Their entity is the key, where that is one column.",
        "Các vai của phép nối mà các dòng này thuộc về, hoặc `all` là mọi vai chưa có ở nguồn khác của bảng; độ tin cậy như nhau. Đối tượng của vai là khoá nếu khoá có một cột."
      ),
      Key(
        "from", .value(.text), default: "the role's, or the source's name",
        "A table of the database, or what SQL allows behind FROM.",
        "Một bảng của CSDL, hoặc phần sau FROM của SQL."),
      Key(
        "table", .value(.name(.plain)), default: "the first table of `from`",
        "The table that the rows belong to.", "Bảng mà các dòng thuộc về."),
      Key("where", .value(.expression), "Which rows, as SQL.", "Những dòng nào, viết bằng SQL."),
      Key(
        "at", .value(.expression), default: "none",
        "The day on which the row says it, as SQL, for `recent`.",
        "Ngày mà dòng ghi nhận, viết bằng SQL, dùng cho `recent`."),
      Key(
        "values", .names(.plain, .value(.expression)), default: "none",
        "The values of key and fields, as SQL over the row. `link('field')` is what the role has as that field of the link, `entity()` the role's entity, `entity('role')` that of the row's record in another role, `entity(column)` that of the record whose id a column holds.",
        "Giá trị của khoá và các trường, viết bằng SQL trên dòng. `link('trường')` là giá trị mà vai có ở trường đó của phép nối, `entity()` là đối tượng của vai, `entity('vai')` là đối tượng của bản ghi ở vai khác cùng dòng, `entity(cột)` là đối tượng của bản ghi có mã nằm trong cột."
      ),
    ])
}
