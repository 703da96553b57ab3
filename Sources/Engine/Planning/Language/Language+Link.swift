extension Language {
  /// Records of one entity, found in the tables of the database.
  static let link = KeyTable(
    "link",
    Documentation(
      "Finds the records that are of one entity, in tables of the database, after they are loaded.",
      "Tìm các bản ghi của cùng một đối tượng trong các bảng của CSDL, sau khi nạp."),
    keys: [
      Key(
        "fields", .names(.plain, .value(.oneOf(LinkSpec.kinds))), required: true,
        "The fields of a record, with what they hold: `name` (a person's), `text`, `date` (ISO 8601, parts may be missing), `lunar_date` (the calendar may be mistaken), `number` (digits of a paper), `code`, `place` (a path such as `01/016/00376`), `unit` (the code of a commune and a day, such as `00376@1985-06-01`, compared as the place it lies in today), `set` (texts parted by `|`), `amount`, `relation` (the id of another record, whose entity is compared).",
        "Các trường của bản ghi và nội dung: `name` (họ tên), `text`, `date` (ISO 8601, có thể thiếu phần), `lunar_date` (có thể nhầm âm lịch), `number` (số giấy tờ), `code`, `place` (đường dẫn như `01/016/00376`), `unit` (mã xã và ngày, như `00376@1985-06-01`, so theo nơi thuộc về hiện nay), `set` (các chữ cách nhau bằng `|`), `amount`, `relation` (mã của bản ghi khác, so theo đối tượng của bản ghi đó)."
      ),
      Key(
        "with", .names(.plain, .value(.expression)), default: "none",
        "Queries that become temporary tables before records are read, their first column indexed.",
        "Các câu truy vấn tạo bảng tạm trước khi đọc bản ghi, cột đầu có chỉ mục."),
      Key(
        "records", .names(.plain, .object(linkRecords)), required: true,
        "Where records come from; a row has one for each role that somebody has in it.",
        "Nguồn bản ghi; mỗi vai trong một dòng là một bản ghi."),
      Key(
        "block", .list(.anyOf([.list(.value(.text)), .object(linkBlock)])), required: true,
        "Which records are compared: those that agree on all parts of one of these lists. A part is a field, or `bare(f)` (without marks), `first(f)`, `last(f)` (word), `prefix(f)` (three letters), `sound(f)`, `year(f)`, `month_day(f)`, `parent(f)` (the unit above a place).",
        "Những bản ghi được so với nhau: giống nhau ở mọi phần của một danh sách. Mỗi phần là một trường, hoặc `bare(f)` (bỏ dấu), `first(f)`, `last(f)` (chữ đầu, chữ cuối), `prefix(f)` (ba chữ cái), `sound(f)` (âm), `year(f)`, `month_day(f)`, `parent(f)` (đơn vị cấp trên)."
      ),
      Key(
        "compare", .names(.plain, .object(linkCompare)), required: true,
        "The fields whose agreement counts, at most 16.",
        "Các trường được so, nhiều nhất 16."),
      Key(
        "groups", .names(.plain, .value(.integer(1...1000))),
        "The most bits that the agreement of a group's fields counts together.",
        "Số bit tối đa mà sự giống nhau của các trường trong nhóm được tính."),
      Key(
        "identifiers", .list(.value(.name(.plain))), default: "none",
        "Fields that tell an entity; their agreement teaches what that of the others is worth. Without them it is learnt by expectation maximization.",
        "Các trường định danh; nhờ chúng mà học được giá trị của các trường khác. Không có thì học bằng cực đại kỳ vọng (EM)."
      ),
      Key(
        "model", .value(.path), default: "learnt by each run that compares all",
        "A file with the weights to use instead of learning them, as `sohoa link learn` writes it.",
        "Tệp trọng số dùng thay cho việc học lại, do `sohoa link learn` tạo ra."),
      Key(
        "guards", .object(linkGuards), "What is never one entity.",
        "Những gì không bao giờ là một đối tượng."),
      Key(
        "match", .value(.percent), default: "97%",
        "The probability from which on records are joined.", "Xác suất từ đó bản ghi được nối."),
      Key(
        "review", .value(.percent), default: "50%",
        "The probability from which on a pair that is not joined is put before people.",
        "Xác suất từ đó cặp chưa nối được đưa cho người xét."),
      Key(
        "support", .value(.integer(-20...20)), default: "0",
        "The mean weight in bits that the records of two clusters must have to be one.",
        "Trọng số trung bình (bit) giữa các bản ghi của hai cụm để được nhập một."),
      Key(
        "rounds", .value(.integer(1...5)), default: "2 with relations, otherwise 1",
        "How often clusters are made; each round compares relations by the clusters of the one before.",
        "Số vòng gom cụm; mỗi vòng so quan hệ theo cụm của vòng trước."),
      Key(
        "between", .value(.oneOf(["all", "sets"])), default: "all",
        "Whether any records may be one entity, or only those of different sets.",
        "So mọi bản ghi, hay chỉ giữa các tập khác nhau."),
      Key(
        "one_to_one", .value(.boolean), default: "false",
        "Whether a record is linked with one other at most, the best.",
        "Mỗi bản ghi chỉ nối với nhiều nhất một bản ghi khác, cặp tốt nhất."),
      Key(
        "best_link", .value(.boolean), default: "false",
        "With `between: sets`, whether each record is linked with its best one of the first set (that of the lowest number) only; several may take the same one.",
        "Cùng với `between: sets`: mỗi bản ghi chỉ nối với một bản ghi phù hợp nhất của tập đầu (tập có số hiệu nhỏ nhất); nhiều bản ghi có thể nối với cùng một bản ghi đó."
      ),
    ])

  static let linkRecords = KeyTable(
    "linkRecords",
    Documentation("The records of one role.", "Các bản ghi của một vai."),
    keys: [
      Key(
        "from", .value(.text), required: true,
        "A table of the database, or what SQL allows behind FROM.",
        "Một bảng của CSDL, hoặc phần sau FROM của SQL."),
      Key("where", .value(.expression), "Which rows, as SQL.", "Những dòng nào, viết bằng SQL."),
      Key(
        "id", .value(.expression), default: "name, unit and record",
        "What tells the record, as SQL; the same id is the same entity. `record('role')` is the id that another role of the same row has.",
        "Mã bản ghi, viết bằng SQL; cùng mã là cùng đối tượng. `record('vai')` là mã của vai khác trong cùng dòng."
      ),
      Key(
        "partition", .value(.name(.plain)), default: "none",
        "The column by which records of joined tables hang together, such as a household's number: a record depends on no rows but those with its value in this column, in every table that has it. A delivery then reads the partitions that it touches, otherwise all records. A source that is one table needs none.",
        "Cột gắn các bản ghi của những bảng được nối với nhau, như số sổ hộ khẩu: một bản ghi chỉ phụ thuộc các dòng cùng giá trị ở cột này, trong mọi bảng có cột đó. Nhờ vậy đợt giao mới chỉ đọc những phần có thay đổi, nếu không thì đọc tất cả. Nguồn là một bảng thì không cần."
      ),
      Key(
        "set", .value(.integer(0...255)), default: "0",
        "The number of its set, for `between: sets`.",
        "Số hiệu tập, dùng cho `between: sets`."),
      Key(
        "fields", .names(.plain, .value(.expression)), required: true,
        "The value of each field that the records have, as SQL over the row.",
        "Giá trị của từng trường, viết bằng SQL trên dòng."),
    ])

  static let linkBlock = KeyTable(
    "linkBlock",
    Documentation("A rule by which records are compared.", "Một quy tắc chọn cặp để so."),
    keys: [
      Key("on", .list(.value(.text)), "The parts that agree.", "Các phần giống nhau."),
      Key(
        "split", .list(.value(.text)), default: "none",
        "Parts by which a block over the limit is split, one after the other.",
        "Các phần dùng để chia tiếp khối vượt giới hạn, lần lượt."),
      Key(
        "limit", .value(.integer(2...100_000)), default: "300",
        "The most records of a block that are all compared; in a larger one that cannot be split each is compared with so many next ones.",
        "Số bản ghi tối đa của một khối được so hết với nhau; khối lớn hơn mà không chia được thì mỗi bản ghi so với chừng ấy bản ghi kế tiếp."
      ),
      Key(
        "order", .list(.value(.text)), default: "none",
        "Compares neighbours in this order instead of the whole block.",
        "Chỉ so các bản ghi lân cận theo thứ tự này."),
      Key(
        "window", .value(.integer(1...1000)), default: "10",
        "With how many next ones each is compared.", "Mỗi bản ghi so với bao nhiêu bản ghi kế tiếp."
      ),
    ])

  static let linkCompare = KeyTable(
    "linkCompare", Documentation("How a field's agreement counts.", "Cách tính một trường."),
    keys: [
      Key(
        "frequency", .value(.boolean), default: "false",
        "Whether agreement on a rare value counts more than on a frequent one.",
        "Giá trị hiếm giống nhau có nặng hơn giá trị thường gặp không."),
      Key(
        "swaps_with", .value(.name(.plain)), default: "none",
        "The field whose value may stand in this one's place, as two parents or two parts of a name do.",
        "Trường có thể bị viết đổi chỗ với trường này, ví dụ cha và mẹ, họ và tên."),
      Key(
        "group", .value(.name(.plain)), default: "none",
        "The group that it counts in, with fields that say much the same.",
        "Nhóm các trường nói gần như cùng một điều."),
    ])

  static let linkGuards = KeyTable(
    "linkGuards",
    Documentation("What is never one entity.", "Những gì không bao giờ là một đối tượng."),
    keys: [
      Key(
        "one", .list(.value(.name(.plain))), default: "none",
        "Fields of which an entity has one value at most.", "Trường mà mỗi đối tượng chỉ có một."),
      Key(
        "apart", .list(.value(.name(.plain))), default: "none",
        "Fields in which no two records of an entity have the same value.",
        "Trường mà không hai bản ghi nào của một đối tượng có cùng giá trị."),
      Key(
        "order", .list(.list(.value(.name(.plain)), minimum: 2)), default: "none",
        "Pairs of dates: the first of any record is never after the second of any other.",
        "Các cặp ngày: ngày thứ nhất không bao giờ sau ngày thứ hai."),
      Key(
        "never", .list(.names(.plain, .oneOrMore(.text))), default: "none",
        "Levels of several fields that together forbid it, such as those of twins.",
        "Các mức của nhiều trường mà khi cùng xảy ra thì cấm, ví dụ trường hợp sinh đôi."),
    ])
}
