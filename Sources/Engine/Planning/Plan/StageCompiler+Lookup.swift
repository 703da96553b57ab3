import Archives
import Columnar
import Dataflow
import Extraction
import Transformation

extension StageCompiler {
  /// Compiles a lookup into a reference CSV, which is read now and kept.
  mutating func lookup(_ spec: LookupSpec) {
    guard let index = index(of: spec.column) else { return }
    let dateColumn = spec.asOf.flatMap { self.index(of: $0) }
    guard let table = referenceTable(spec) else { return }
    let missing = finding(
      spec.code, field: spec.column.value, severity: spec.severity,
      "the value is not in the reference table", "giá trị không có trong bảng tham chiếu")
    let outputs = spec.take.map(\.to.value)
    for name in outputs {
      if let known = columns.firstIndex(where: { $0.name == name }) {
        columns[known].type = .text
      } else {
        columns.append((name, .text))
      }
    }
    append("lookup \(spec.column.value)") { _ in
      Lookup(
        keyColumns: [index], dateColumn: dateColumn, outputs: outputs, table: table,
        missing: missing)
    }
  }

  private mutating func referenceTable(_ spec: LookupSpec) -> LookupTable? {
    guard let content = compilation.attachment(spec.file) else { return nil }
    let wanted = [spec.key] + spec.take.map(\.from) + spec.valid
    let fields = wanted.enumerated().map { index, name in
      SourceField(name: "\(index)", headers: [name.value])
    }
    guard let rows = referenceRows(of: content, fields, in: spec.file) else { return nil }
    return LookupTable(
      keyCount: 1, valueCount: spec.take.count,
      rows: rows.map { row in
        LookupTable.Row(
          key: [row[0] ?? ""], values: Array(row[1..<(1 + spec.take.count)]),
          validFrom: spec.valid.isEmpty ? nil : Self.day(row[1 + spec.take.count]),
          validTo: spec.valid.isEmpty ? nil : Self.day(row[2 + spec.take.count]))
      })
  }

  /// The records of a reference CSV, or `nil` with a diagnostic.
  mutating func referenceRows(
    of content: [UInt8], _ fields: [SourceField], in file: Located<String>
  ) -> [[String?]]? {
    do { return try Self.read(content, fields) } catch let diagnostic as Diagnostic {
      compilation.add(
        "SH1540", "\(file.value): \(diagnostic.message)", at: file.location,
        remedy: diagnostic.remedy)
    } catch {
      compilation.add("SH1540", "\(file.value) cannot be read", at: file.location)
    }
    return nil
  }

  /// Reads a small CSV whole.
  private static func read(_ content: [UInt8], _ fields: [SourceField]) throws -> [[String?]] {
    var book = RuleBook()
    let rules = ExtractionRules(addingTo: &book)
    let stream = MemoryStream(content)
    let head = try CSVHead.read(from: stream, fields: fields, dialect: CSVDialect())
    var reader = try CSVReader(head: head, stream: stream, rules: rules)
    var chunk = Chunk(columns: fields.map(\.name))
    var rows: [[String?]] = []
    while try reader.read(into: &chunk, limit: ChunkLimit()) {
      for row in 0..<chunk.rowCount {
        guard chunk.states[row] == .live else {
          throw Diagnostic(
            "SH1541", "line \(chunk.origins[row].line) is no record of the reference table",
            status: .definition)
        }
        rows.append(
          chunk.columns.map { column in
            let text = chunk.bytes.string(column.cells[row])
            return text?.isEmpty == true ? nil : text
          })
      }
    }
    return rows
  }

  /// A day `yyyy-mm-dd` as a number; `nil` for an open end.
  private static func day(_ text: String?) -> Int64? {
    guard let text else { return nil }
    return Int64(text.filter { $0 != "-" })
  }
}
