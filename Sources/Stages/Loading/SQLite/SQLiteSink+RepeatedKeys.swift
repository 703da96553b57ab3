import Columnar
import Dataflow
import SQLite

extension SQLiteSink {
  /// Notes the rows that share a key which may be repeated: no index holds such a key, so that its
  /// copies are found in one sort of the finished table.
  ///
  /// A group of copies counts when a row of this run is in it. It may be done again.
  func noteRepeatedKeys(of table: TargetTable, run: Int64, rules: RuleBook) throws {
    for key in table.watchedKeys {
      let columns = key.columns.map { "\(quoted: $0)" }
      let names = columns.joined(separator: ", ")
      let chosen =
        switch key.report {
        case .first: "place = 1"
        case .later: "place > 1"
        case .all: "1"
        }
      let rule = rules[key.rule]
      let statement = try connection.prepare(
        """
        WITH copies AS (
          SELECT sohoa_unit, sohoa_record, max(sohoa_run) OVER (PARTITION BY \(names)) AS newest,
            row_number() OVER (PARTITION BY \(names) ORDER BY rowid) AS place,
            count(*) OVER (PARTITION BY \(names)) AS copies
          FROM \(quoted: table.name)
          WHERE \(columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")))
        INSERT INTO sohoa_finding (unit, stage, record, rule, field, severity, value, run)
        SELECT sohoa_unit, ?2, sohoa_record, ?3, ?4, ?5, NULL, ?1 FROM copies c
        WHERE copies > 1 AND newest = ?1 AND \(chosen) AND NOT EXISTS (
          SELECT 1 FROM sohoa_finding f WHERE f.unit = c.sohoa_unit AND f.stage = ?2
            AND f.record = c.sohoa_record AND f.rule = ?3 AND f.field = ?4)
        ORDER BY sohoa_unit, sohoa_record
        """)
      try statement.bind(run, at: 1)
      try statement.bind(table.name, at: 2)
      try statement.bind(rule.code, at: 3)
      try statement.bind(rule.field ?? "", at: 4)
      try statement.bind(rule.severity.rawValue, at: 5)
      try statement.run()
    }
  }
}
