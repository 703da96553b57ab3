import Columnar
import Dataflow

/// What a step does, in words of both languages.
struct StepSentence {
  let vietnamese: String
  let english: String

  init(_ step: StepSpec) {
    switch step.action {
    case .normalize(let spec): self = Self.normalize(spec)
    case .decode(let spec):
      let columns = spec.columns.map { Self.listed($0.map(\.value)) }
      let from = spec.from?.value ?? "auto"
      self.init(
        "Giải mã \(columns ?? "mọi cột") theo bảng mã \(from).",
        "Decodes \(columns ?? "all columns") from the encoding \(from).")
    case .map(let pairs): self = Self.pairs("Chỉ giữ", "Keeps only", pairs)
    case .rename(let pairs): self = Self.pairs("Đổi tên", "Renames", pairs)
    case .values(let specs):
      let names = Self.listed(specs.map(\.column.value))
      self.init(
        "Thay giá trị theo bảng mã ở \(names).", "Replaces values by code tables in \(names).")
    case .cast(let specs):
      let types = specs.map { "`\($0.column)` → \($0.type.value)" }.joined(separator: ", ")
      self.init("Đổi kiểu: \(types).", "Gives types: \(types).")
    case .place(let specs):
      let names = Self.listed(specs.map(\.column.value))
      self.init(
        "Tìm mã đơn vị hành chính của \(names) theo ngày ghi.",
        "Finds the codes of the units that \(names) name on the day of the entry.")
    case .name(let specs):
      let names = Self.listed(specs.map(\.column.value))
      self.init(
        "Làm sạch, tách và đánh dấu họ tên ở \(names).",
        "Cleans, takes apart and marks the names in \(names).")
    case .code(let specs):
      let tables = specs.map { "`\($0.column)` → `\($0.into)`" }.joined(separator: ", ")
      self.init(
        "Tìm mã theo bảng mã có sẵn: \(tables).", "Finds codes in shipped tables: \(tables).")
    case .date(let specs):
      let dates = specs.map { Self.reading($0.column, $0.into) }.joined(separator: "; ")
      self.init("Đọc ngày tháng: \(dates).", "Reads dates: \(dates).")
    case .idNumber(let specs):
      let numbers = specs.map { Self.reading($0.column, $0.into) }.joined(separator: "; ")
      self.init("Đọc số định danh: \(numbers).", "Reads personal numbers: \(numbers).")
    case .lookup(let spec): self = Self.lookup(spec)
    case .derive(let specs):
      let made = specs.map { "`\($0.column)` = `\($0.expression)`" }.joined(separator: ", ")
      self.init("Tính: \(made).", "Computes: \(made).")
    case .filter(let expression):
      self.init(
        "Chỉ giữ dòng thoả `\(expression)`.", "Keeps the rows for which `\(expression)`.")
    case .check(let specs):
      let rules = specs.map { "\($0.code) `\($0.expression)`" }.joined(separator: ", ")
      self.init("Kiểm tra: \(rules).", "Checks: \(rules).")
    case .validate(let spec):
      self.init(
        "Kiểm tra theo lược đồ `\(spec.schema)`.",
        "Holds the rows against the schema `\(spec.schema)`.")
    case .unique(let spec):
      let key = Self.listed(spec.key.map(\.value))
      self.init("Không cho trùng \(key).", "Refuses rows that repeat \(key).")
    }
  }

  private init(_ vietnamese: String, _ english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  private static func normalize(_ spec: NormalizeSpec) -> StepSentence {
    var done: [(String, String)] = []
    if spec.trims { done.append(("bỏ khoảng trắng hai đầu", "trims blanks")) }
    if spec.collapses { done.append(("gộp khoảng trắng", "collapses blanks")) }
    if spec.composes { done.append(("đưa về Unicode NFC", "puts text in Unicode NFC")) }
    if let letters = spec.letterCase {
      done.append(
        letters == .upper ? ("viết hoa", "capital letters") : ("viết thường", "small letters"))
    }
    let columns = spec.columns.map { listed($0.map(\.value)) }
    return StepSentence(
      "Làm sạch \(columns ?? "mọi cột"): \(done.map(\.0).joined(separator: ", ")).",
      "Cleans \(columns ?? "all columns"): \(done.map(\.1).joined(separator: ", ")).")
  }

  private static func pairs(
    _ vietnamese: String, _ english: String, _ pairs: [ColumnPair]
  ) -> StepSentence {
    let names = pairs.map {
      $0.from.value == $0.to.value ? "`\($0.to)`" : "`\($0.from)` → `\($0.to)`"
    }
    let list = names.joined(separator: ", ")
    return StepSentence("\(vietnamese) \(list).", "\(english) \(list).")
  }

  private static func lookup(_ spec: LookupSpec) -> StepSentence {
    let taken = listed(spec.take.map(\.to.value))
    let severity: (String, String) =
      switch spec.severity {
      case .reject: ("không thấy thì loại", "what is not found is refused")
      case .warn: ("không thấy thì cảnh báo", "what is not found is noted")
      case .null: ("không thấy thì để trống", "what is not found is emptied")
      }
    return StepSentence(
      "Tra `\(spec.column)` trong `\(spec.file)`, lấy \(taken); \(severity.0).",
      "Looks `\(spec.column)` up in `\(spec.file)` and takes \(taken); \(severity.1).")
  }

  /// A column that is read, and the columns made of it.
  private static func reading(
    _ column: Located<String>, _ into: [String: Located<String>]
  ) -> String {
    let made = into.values.map(\.value).sorted()
    return made.isEmpty ? "`\(column)`" : "`\(column)` → \(listed(made))"
  }

  private static func listed(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}

extension StepSpec {
  /// The step's key in the definition.
  var verb: String {
    switch action {
    case .normalize: "normalize"
    case .decode: "decode"
    case .map: "map"
    case .rename: "rename"
    case .values: "values"
    case .cast: "cast"
    case .place: "place"
    case .name: "name"
    case .code: "code"
    case .date: "date"
    case .idNumber: "id_number"
    case .lookup: "lookup"
    case .derive: "derive"
    case .filter: "filter"
    case .check: "check"
    case .validate: "validate"
    case .unique: "unique"
    }
  }
}
