public import Dataflow
import SQLite

/// A row of a loaded table as the database shows it.
public struct StoredRow: Sendable, Equatable {
  /// The number of the unit it came from.
  public var unit: Int64
  /// The record's number in its unit.
  public var record: Int64
  /// The values' texts, one for each column of the table; `nil` for null.
  public var values: [String?]
}

/// A finding as the ledger keeps it.
public struct StoredFinding: Sendable, Equatable {
  /// The unit's number.
  public var unit: Int64
  /// The record's number in its unit.
  public var record: Int64
  /// The rule's code and, behind a space, the field it is about.
  public var breaks: String
}

extension SQLiteSink {
  /// All rows of a loaded table, in the order in which they were read; for small tables.
  public func rows(of table: TargetTable) throws -> [StoredRow] {
    try reading {
      let columns = table.columns.map { "\(quoted: $0.name)" } + ["sohoa_unit", "sohoa_record"]
      let statement = try connection.prepare(
        """
        SELECT \(columns.joined(separator: ", ")) FROM \(quoted: table.name)
        ORDER BY sohoa_unit, sohoa_record, rowid
        """)
      var rows: [StoredRow] = []
      let count = table.columns.count
      while try statement.step() {
        rows.append(
          StoredRow(
            unit: statement.int64(at: count), record: statement.int64(at: count + 1),
            values: (0..<count).map { statement.string(at: $0) }))
      }
      return rows
    }
  }

  /// The number of different combinations of some columns' values in a table.
  public func distinctCount(of columns: [String], in table: String) throws -> Int {
    try reading {
      let list = columns.map { "\(quoted: $0)" }.joined(separator: ", ")
      let sql = "SELECT count(*) FROM (SELECT DISTINCT \(list) FROM \(quoted: table))"
      return Int(try connection.integer(sql) ?? 0)
    }
  }

  /// What rules found in rows that are loaded all the same, in the order of units and records.
  public func warnings() throws -> [StoredFinding] {
    try reading {
      guard try hasLedger else { return [] }
      let statement = try connection.prepare(
        """
        SELECT unit, record, rule, field FROM sohoa_finding f
        WHERE severity <> 'reject' AND NOT EXISTS (
          SELECT 1 FROM sohoa_reject r
          WHERE r.unit = f.unit AND r.stage = f.stage AND r.record = f.record)
        ORDER BY unit, record, rowid
        """)
      var findings: [StoredFinding] = []
      while try statement.step() {
        let rule = statement.string(at: 2) ?? ""
        let field = statement.string(at: 3) ?? ""
        findings.append(
          StoredFinding(
            unit: statement.int64(at: 0), record: statement.int64(at: 1),
            breaks: field.isEmpty ? rule : "\(rule) \(field)"))
      }
      return findings
    }
  }
}
