/// A small register with everything that can become of a record, made by arithmetic.
///
/// Every 23rd record has a bad date, every 31st no name, every 41st is left out by a filter, every
/// 17th repeats the one before, every 19th has its key with another name, and each register begins
/// with some keys of the one before it.
public enum People {
  struct Person {
    var number: Int
    var name: String
    var date: String
    var place: String
  }

  /// The records of the `register`-th unit.
  static func records(register: Int, count: Int) -> [Person] {
    var people: [Person] = []
    for index in 0..<count {
      let number = register * (count - count / 5) + index + 1
      var person = Person(
        number: number, name: "Nguyễn Văn \(number)", date: "2001-\(two(number % 12 + 1))-15",
        place: "Xã \(number % 7), huyện Đông Anh")
      if index % 17 == 16, let before = people.last { person = before }
      if index % 19 == 18, let before = people.last {
        person = before
        person.name += " khác"
      }
      if register > 0 && index < count / 5 && index % 3 == 0 { person.name += " sửa" }
      if index % 23 == 22 { person.date = "31/02/2001" }
      if index % 31 == 30 { person.name = "" }
      if index % 41 == 40 { person.place = "bỏ qua" }
      people.append(person)
    }
    return people
  }

  /// The records as comma-separated text.
  public static func csv(register: Int = 0, count: Int) -> [UInt8] {
    var text = "so,ten,ngay,noi\n"
    for (index, person) in records(register: register, count: count).enumerated() {
      let place = index % 5 == 0 ? person.place.replacing(", ", with: ",\n") : person.place
      text += "\(person.number),\(person.name),\(person.date),\"\(place)\"\n"
    }
    return Array(text.utf8)
  }

  /// The records as an XML document.
  public static func xml(register: Int = 0, count: Int) -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<so>\n"
    for person in records(register: register, count: count) {
      text += "<nguoi so=\"\(person.number)\"><ten>\(person.name)</ten><ngay>\(person.date)</ngay>"
      text += "<noi>\(person.place)</noi></nguoi>\n"
    }
    return Array((text + "</so>\n").utf8)
  }

  /// A workbook with a sheet for each register; texts are shared strings, empty ones no cells.
  public static func workbook(registers: Int, count: Int) throws -> [UInt8] {
    var numbers: [String: Int] = [:]
    var strings: [String] = []
    func cell(_ place: String, _ text: String) -> String {
      guard !text.isEmpty else { return "" }
      let number = numbers[text, default: strings.count]
      if number == strings.count {
        numbers[text] = number
        strings.append("<t>\(text)</t>")
      }
      return "<c r=\"\(place)\" t=\"s\"><v>\(number)</v></c>"
    }
    func row(_ number: Int, _ first: String, _ texts: [String]) -> String {
      let cells = zip(["B", "C", "D"], texts).map { cell("\($0)\(number)", $1) }
      return "<row r=\"\(number)\">\(first)\(cells.joined())</row>"
    }
    let sheets = (0..<registers).map { register in
      var rows = row(1, cell("A1", "so"), ["ten", "ngay", "noi"])
      for (index, person) in records(register: register, count: count).enumerated() {
        let number = "<c r=\"A\(index + 2)\"><v>\(person.number)</v></c>"
        rows += row(index + 2, number, [person.name, person.date, person.place])
      }
      return Spreadsheet.Sheet("Sổ \(register + 1)", rows: rows)
    }
    return try Spreadsheet(sheets, strings: strings).bytes()
  }

  /// How a definition for them differs.
  public struct Definition: Sendable {
    /// The pattern of the files.
    public var files: String
    /// Whether they are XML documents.
    public var isXML: Bool
    /// Whether they are workbooks.
    public var isWorkbook: Bool
    /// How rows meet those of the table.
    public var mode: String
    /// The column that tells rows apart, or `nil`.
    public var key: String?
    /// The rows committed together.
    public var chunkRows: Int
    /// The units read at once.
    public var jobs: Int
    /// The limit of rejects, as YAML.
    public var rejects: String?
    /// What must hold for a name.
    public var check: String
    /// The file with conditions over many rows, or `nil`; see ``People/checks``.
    public var schema: String?
    /// Whether records are kept as they were read.
    public var isSpooled: Bool

    /// Creates a definition; without arguments, of CSV files with a key.
    public init(
      files: String = "in/*", isXML: Bool = false, isWorkbook: Bool = false,
      mode: String = "append", key: String? = "so", chunkRows: Int = 100, jobs: Int = 2,
      rejects: String? = nil, check: String = "ten <> 'cấm'", schema: String? = nil,
      isSpooled: Bool = false
    ) {
      self.files = files
      self.isXML = isXML
      self.isWorkbook = isWorkbook
      self.mode = mode
      self.key = key
      self.chunkRows = chunkRows
      self.jobs = jobs
      self.rejects = rejects
      self.check = check
      self.schema = schema
      self.isSpooled = isSpooled
    }

    private var format: String {
      if isWorkbook { return "xlsx: { header: 1 }" }
      return isXML ? "xml: { record: /so/nguoi }" : "csv: { header: 1, encoding: utf-8 }"
    }

    /// The definition as YAML.
    public var text: String {
      """
      sohoa: 1
      name: nguoi
      extract:
        so_nguoi:
          files: '\(files)'
          \(format)
          fields: { so: '\(isXML ? "@so" : "so")', ten: ten, ngay: ngay, noi: noi }
      transform:
        - normalize: { trim: true }
        - cast: { so: integer, ngay: date }
        - check:
            - { code: E-NAME, expression: "ten IS NOT NULL AND ten <> ''", field: ten }
            - { code: E-BANNED, expression: "\(check)", field: ten }
        - filter: noi <> 'bỏ qua'
      \(schema.map { "  - validate: \($0)" } ?? "")
      load:
        nguoi: { mode: \(mode)\(key.map { ", key: [\($0)]" } ?? "") }
      chunk: { rows: \(chunkRows) }
      jobs: \(jobs)
      \(isSpooled ? "spool: true" : "")
      \(rejects.map { "rejects: { limit: \($0) }" } ?? "")

      """
    }
  }

  /// A schema for the records with a check on each scope, one of which is missed.
  public static let checks = """
    {
      "fields": [
        { "name": "so", "type": "integer" }, { "name": "ten", "type": "string" },
        { "name": "ngay", "type": "date" }, { "name": "noi", "type": "string" }
      ],
      "sohoa:checks": [
        { "id": "W-DONG", "measure": "rowCount", "over": "unit", "minimum": 1, "severity": "warn" },
        { "id": "W-TEN", "measure": "distinct", "field": "ten", "maximum": 2, "severity": "warn" },
        { "id": "W-BANG", "measure": "rowCount", "over": "table", "minimum": 1, "severity": "warn" }
      ]
    }

    """

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
