import Dataflow

/// The columns of an export of rejects: what says which record it is, then every field of the record,
/// then the record as read.
enum RejectColumns {
  /// The columns that must come back as they went out.
  enum Identity: String, CaseIterable {
    case export = "sohoa_export"
    case reject = "sohoa_reject"
    case table = "sohoa_table"
    case unit = "sohoa_unit"
    case record = "sohoa_record"
    case line = "sohoa_line"
    case rule = "sohoa_rule"
    case field = "sohoa_field"
    case message = "sohoa_message"
    case violations = "sohoa_violations"
    case scan = "sohoa_scan"
  }

  /// The column with the record as read; nobody looks at it when the file comes back.
  static let raw = "sohoa_raw"

  /// The texts that a reject may have in a column: the message in either language.
  static func texts(_ column: Identity, of entry: RejectEntry, export: Int64) -> [String] {
    switch column {
    case .export: ["\(export)"]
    case .reject: ["\(entry.number)"]
    case .table: [entry.stage]
    case .unit: [entry.unitName]
    case .record: ["\(entry.record)"]
    case .line: [entry.line > 0 ? "\(entry.line)" : ""]
    case .rule: [entry.rule]
    case .field: [entry.field]
    case .message: [entry.message.english, entry.message.vietnamese]
    case .violations: [entry.violations.joined(separator: "; ")]
    case .scan: [entry.scan ?? ""]
    }
  }
}
