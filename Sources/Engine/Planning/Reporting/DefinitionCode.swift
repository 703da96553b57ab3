import Dataflow

/// What can be wrong with a definition: the stable codes and what each means.
public enum DefinitionCode: String, CaseIterable, Sendable {
  /// A file cannot be read.
  case unreadable = "SH1001"
  /// A file is not UTF-8 text.
  case encoding = "SH1002"
  /// A file is too large.
  case tooLarge = "SH1003"
  /// The YAML cannot be read.
  case syntax = "SH1004"
  /// A key occurs twice in one map.
  case duplicateKey = "SH1005"
  /// Aliases or nesting make the document too large.
  case aliases = "SH1006"
  /// YAML that the language leaves out.
  case unsupported = "SH1007"
  /// There is nothing where something must be.
  case empty = "SH1008"

  /// The language has no such key.
  case unknownKey = "SH1101"
  /// A required key is missing.
  case missingKey = "SH1102"
  /// A list, a map or a single value stands where another was wanted.
  case wrongKind = "SH1103"
  /// A value is not of the wanted form.
  case badValue = "SH1104"
  /// Keys that exclude each other.
  case conflict = "SH1105"
  /// The language version is not supported.
  case version = "SH1106"
  /// A name is not of the wanted form.
  case badName = "SH1107"

  /// An interpolation is not well formed.
  case interpolation = "SH1201"
  /// No such parameter.
  case unknownParameter = "SH1202"
  /// A required parameter has no value.
  case missingParameter = "SH1203"
  /// A parameter's value does not fit its declaration.
  case badParameter = "SH1204"
  /// An environment variable is not set.
  case missingVariable = "SH1205"
  /// A secret is not available.
  case missingSecret = "SH1206"

  /// Files include each other.
  case includeCycle = "SH1301"
  /// An included file holds what only the definition itself may hold.
  case includeContent = "SH1302"
  /// Two included files define the same name.
  case includeClash = "SH1303"
  /// A pipeline that runs before this one cannot be used.
  case predecessor = "SH1304"
  /// Pipelines run before each other.
  case predecessorCycle = "SH1305"

  /// No such source or stage.
  case unknownInput = "SH1401"
  /// It does not say which of several inputs is meant.
  case ambiguousInput = "SH1402"
  /// Stages feed each other.
  case stageCycle = "SH1403"
  /// No such column at this step.
  case unknownColumn = "SH1404"
  /// A column would exist twice.
  case duplicateColumn = "SH1405"
  /// Inputs of one stage or table deliver different columns.
  case differentColumns = "SH1406"

  /// The definition names no database.
  case noDatabase = "SH1501"
  /// A file that the definition names cannot be read.
  case missingFile = "SH1502"
  /// Records are loaded into two tables.
  case loadedTwice = "SH1503"
  /// Records are read but loaded into no table.
  case notLoaded = "SH1504"
  /// A table takes rows from stages and other inputs at once.
  case mixedInputs = "SH1505"
  /// Nested records take a field that the source does not have.
  case childKey = "SH1511"
  /// A source has no fields, and no schema to take them from.
  case noFields = "SH1512"
  /// Sources of one table have different fields.
  case differentFields = "SH1513"
  /// A field of a source that is no text has an encoding of its own.
  case fieldEncoding = "SH1514"
  /// A field asks for a fixed column that is not there.
  case fixedColumn = "SH1515"
  /// The length of records does not fit the fixed columns.
  case recordLength = "SH1516"
  /// An expression cannot be used.
  case expression = "SH1520"
  /// Upsert needs a key.
  case upsertKey = "SH1522"
  /// A date format cannot be understood.
  case dateFormat = "SH1523"
  /// A repeated key can be rejected or warned about only.
  case uniqueSeverity = "SH1524"
  /// Only the later ones of several rows with one key can be refused.
  case uniqueReport = "SH1525"
  /// The schema requires a column that is not there.
  case schemaColumn = "SH1530"
  /// A check over many rows names what its table has not, or is there twice.
  case aggregateChecks = "SH1531"
  /// A dated foreign key refers to its own table.
  case datedForeignKey = "SH1532"
  /// A foreign key refers to a file that is no CSV.
  case foreignKeyFile = "SH1533"
  /// A foreign key refers to a column that its table has not.
  case foreignKeyColumn = "SH1534"
  /// A reference table cannot be read.
  case reference = "SH1540"
  /// A line of a reference table is no record.
  case referenceRecord = "SH1541"

  /// The name of scans cannot be used.
  case scanName = "SH1550"

  /// A zone of a page cannot be understood.
  case zone = "SH1551"

  /// A link names a field that it has not.
  case linkField = "SH1560"
  /// A part of a link cannot be understood.
  case linkPart = "SH1561"
  /// A consolidated model names what is not there.
  case consolidatedName = "SH1570"
  /// SQL of a consolidated model cannot be used.
  case consolidatedSQL = "SH1571"

  /// A definition has no test cases.
  case noCases = "SH1601"
  /// A test case cannot be used.
  case badCase = "SH1602"

  /// The code's meaning, in one line of English.
  public var explanation: String { meaning.english }
  /// The code's meaning, in one line of Vietnamese.
  public var explanationVietnamese: String { meaning.vietnamese }

  private var meaning: (english: String, vietnamese: String) {
    switch self {
    case .unreadable: ("a file cannot be read", "không đọc được tệp")
    case .encoding: ("a file is not UTF-8 text", "tệp không phải văn bản UTF-8")
    case .tooLarge: ("a file is larger than 1 MiB", "tệp lớn hơn 1 MiB")
    case .syntax: ("the YAML cannot be read", "YAML sai cú pháp")
    case .duplicateKey: ("a key occurs twice in one map", "khoá lặp lại")
    case .aliases:
      ("aliases or nesting make the document too large", "bí danh hoặc lồng nhau quá mức")
    case .unsupported: ("YAML that the language leaves out", "phần YAML không được hỗ trợ")
    case .empty: ("there is nothing where something must be", "chỗ này không được để trống")
    case .unknownKey: ("the language has no such key", "không có khoá này")
    case .missingKey: ("a required key is missing", "thiếu khoá bắt buộc")
    case .wrongKind:
      (
        "a list, a map or a single value stands where another was wanted",
        "sai kiểu: danh sách, bảng hoặc giá trị đơn"
      )
    case .badValue: ("a value is not of the wanted form", "giá trị không đúng dạng")
    case .conflict: ("keys exclude each other", "các khoá loại trừ nhau")
    case .version: ("the language version is not supported", "phiên bản ngôn ngữ không được hỗ trợ")
    case .badName: ("a name is not of the wanted form", "tên không đúng dạng")
    case .interpolation: ("an interpolation is not well formed", "phần thay thế ${…} sai dạng")
    case .unknownParameter: ("there is no such parameter", "không có tham số này")
    case .missingParameter: ("a required parameter has no value", "thiếu giá trị tham số bắt buộc")
    case .badParameter:
      ("a parameter's value does not fit its declaration", "giá trị tham số không đúng khai báo")
    case .missingVariable: ("an environment variable is not set", "biến môi trường chưa được đặt")
    case .missingSecret: ("a secret is not available", "không có bí mật này")
    case .includeCycle: ("files include each other", "các tệp include lẫn nhau")
    case .includeContent:
      (
        "an included file holds what only the definition itself may hold",
        "tệp được include chứa phần chỉ được có ở định nghĩa chính"
      )
    case .includeClash:
      ("two included files define the same name", "hai tệp include định nghĩa cùng một tên")
    case .predecessor:
      (
        "a pipeline that runs before this one cannot be used",
        "luồng chạy trước không dùng được"
      )
    case .predecessorCycle: ("pipelines run before each other", "các luồng chạy trước lẫn nhau")
    case .unknownInput: ("there is no such source or stage", "không có nguồn hoặc chặng này")
    case .ambiguousInput:
      ("it does not say which of several inputs is meant", "không rõ lấy đầu vào nào")
    case .stageCycle: ("stages feed each other", "các chặng nối vòng vào nhau")
    case .unknownColumn: ("there is no such column at this step", "không có cột này ở bước này")
    case .duplicateColumn: ("a column would exist twice", "cột bị trùng")
    case .differentColumns:
      ("inputs of one stage or table deliver different columns", "các đầu vào có cột khác nhau")
    case .noDatabase: ("the definition names no database", "chưa có cơ sở dữ liệu")
    case .missingFile:
      (
        "a file that the definition names cannot be read",
        "không đọc được tệp mà định nghĩa nhắc tới"
      )
    case .loadedTwice: ("records are loaded into two tables", "bản ghi được nạp vào hai bảng")
    case .notLoaded:
      ("records are read but loaded into no table", "bản ghi được đọc nhưng không nạp vào bảng nào")
    case .mixedInputs:
      (
        "a table takes rows from stages and other inputs at once",
        "bảng lấy dữ liệu từ chặng lẫn nguồn khác"
      )
    case .childKey:
      (
        "nested records take a field that the source does not have",
        "bản ghi con lấy trường mà nguồn không có"
      )
    case .noFields:
      ("a source has no fields, and no schema to take them from", "nguồn chưa khai báo trường")
    case .differentFields:
      ("sources of one table have different fields", "các nguồn của một bảng có trường khác nhau")
    case .fieldEncoding:
      (
        "a field of a source that is no text has an encoding of its own",
        "trường của nguồn không phải văn bản khai báo bảng mã riêng"
      )
    case .fixedColumn:
      (
        "a field asks for a fixed column that is not there",
        "trường lấy một cột cố định không có"
      )
    case .recordLength:
      (
        "the length of records does not fit the fixed columns",
        "độ dài bản ghi không khớp các cột cố định"
      )
    case .expression: ("an expression cannot be used", "biểu thức sai")
    case .upsertKey: ("upsert needs a key", "upsert cần có khoá")
    case .dateFormat: ("a date format cannot be understood", "không hiểu định dạng ngày")
    case .uniqueSeverity: ("a repeated key cannot be emptied", "không thể xoá trống khoá trùng")
    case .uniqueReport:
      (
        "of several rows with one key only the later ones can be refused",
        "chỉ báo được các dòng trùng khoá đến sau"
      )
    case .schemaColumn:
      ("the schema requires a column that is not there", "lược đồ đòi cột không có")
    case .aggregateChecks:
      (
        "a check over many rows is of a column that the table has not, or is there twice",
        "kiểm tra tổng hợp gọi tên cột không có trong bảng, hoặc lặp lại"
      )
    case .datedForeignKey:
      (
        "a dated foreign key refers to its own table", "khoá ngoại theo ngày trỏ tới chính bảng đó"
      )
    case .foreignKeyFile:
      ("a foreign key refers to a file that is no CSV", "khoá ngoại trỏ tới tệp không phải CSV")
    case .foreignKeyColumn:
      (
        "a foreign key refers to a column that its table has not",
        "khoá ngoại trỏ tới cột mà bảng không có"
      )
    case .reference: ("a reference table cannot be read", "không đọc được bảng tham chiếu")
    case .referenceRecord:
      ("a line of a reference table is no record", "dòng của bảng tham chiếu bị hỏng")
    case .scanName: ("the name of scans cannot be used", "mẫu tên ảnh quét không dùng được")
    case .zone: ("a zone of a page cannot be understood", "không hiểu vùng trên trang")
    case .linkField: ("a link names a field that it has not", "phép nối nhắc tới trường không có")
    case .linkPart: ("a part of a link cannot be understood", "không hiểu một phần của phép nối")
    case .consolidatedName:
      ("a consolidated model names what is not there", "mô hình hợp nhất nhắc tới cái không có")
    case .consolidatedSQL:
      ("SQL of a consolidated model cannot be used", "SQL của mô hình hợp nhất không dùng được")
    case .noCases: ("a definition has no test cases", "định nghĩa chưa có ca kiểm thử")
    case .badCase: ("a test case cannot be used", "ca kiểm thử không dùng được")
    }
  }

  /// Makes a diagnostic of this code.
  func diagnostic(
    _ message: String, at location: Diagnostic.Location?, remedy: String? = nil,
    status: ExitStatus = .definition
  ) -> Diagnostic {
    Diagnostic(rawValue, message, status: status, at: location, remedy: remedy)
  }
}
