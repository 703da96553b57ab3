import Columnar
import Dataflow
import Execution

/// A unit's preview as JSON names its parts.
struct PreviewJSON: Encodable {
  struct Column: Encodable {
    var name, type: String
  }

  struct Finding: Encodable {
    var rule: String
    var field: String?
    var severity, message: String
    var value: String?
  }

  struct Row: Encodable {
    var record, line: Int64
    var values: [String: String?]
    var findings: [Finding]
    var scan: String?
    var raw: String
  }

  struct Table: Encodable {
    var name, step: String
    var columns: [Column]
    var looked_at, rejected, filtered: Int
    var rows: [Row]
  }

  struct Field: Encodable {
    var field: String
    var header: String?
  }

  var source, path, member, format: String
  var encoding: String?
  var encodings: [EncodingJSON]
  var delimiter: String?
  var fields: [Field]
  var unused_headers: [String]
  var tables: [Table]
  var problem: String?

  init(_ unit: UnitPreview) {
    source = unit.identity.source
    path = unit.identity.path
    member = unit.identity.member
    format = unit.format
    encoding = unit.encoding
    encodings = unit.encodingFindings.map(EncodingJSON.init)
    delimiter = unit.delimiter.map { String($0) }
    fields = unit.carriers.map { Field(field: $0.field, header: $0.header) }
    unused_headers = unit.unusedHeaders
    problem = unit.problem?.message
    tables = unit.tables.map { table in
      Table(
        name: table.name, step: table.step,
        columns: table.columns.map { Column(name: $0.name, type: "\($0.type)") },
        looked_at: table.read, rejected: table.rejected, filtered: table.filtered,
        rows: table.rows.map { row in
          Row(
            record: row.record, line: row.line,
            values: Dictionary(
              zip(table.columns.map(\.name), row.values), uniquingKeysWith: { first, _ in first }),
            findings: row.findings.map {
              Finding(
                rule: $0.rule.code, field: $0.column, severity: $0.rule.severity.rawValue,
                message: $0.rule.message, value: $0.value)
            }, scan: row.scan, raw: row.raw)
        })
    }
  }
}
