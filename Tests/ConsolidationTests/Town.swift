import Consolidation
import SQLite
import TestSupport

/// A small database whose rows are of people already: `birth` is trusted before `book` where rank counts.
final class Town {
  let connection: Connection
  var plan = ConsolidationPlan()
  private var units: [String: Int64] = [:]

  /// Makes the database; a row is source, person, unit, record, day, name, birth and number.
  init(_ rows: [[String]], name: String = "town.sqlite") throws {
    connection = try Connection(path: TemporaryDirectory.path + "/" + name)
    try connection.addFunction("content_id", argumentCounts: 1...3) { call in
      let texts = call.arguments.indices.map { call.text($0) ?? [] }
      call.answer(Array(texts.joined(separator: [0x2F])))
    }
    try connection.execute("CREATE TABLE sohoa_unit(unit INTEGER PRIMARY KEY, sha256 TEXT)")
    for source in ["birth", "book"] {
      try connection.execute(
        "CREATE TABLE \(source)(person, unit, record, run DEFAULT 1, said, name, born, number)")
    }
    for row in rows { try add(row) }
    var table = ConsolidationPlan.Table(name: "person", key: ["ma"])
    table.fields = [
      .init(name: "name", rules: [.agreement], same: "upper(replace(value, 'â', 'Â'))"),
      .init(name: "born", rules: [.complete, .agreement]),
      .init(name: "number", rules: [.recent]),
    ]
    table.validFrom = "born"
    table.sources = ["birth", "book"].enumerated().map { position, source in
      .init(
        name: source, table: source, rank: position + 1,
        query: "SELECT person AS ma, name, born, number, said, unit, record, run FROM \(source)")
    }
    plan.tables = [table]
  }

  func add(_ row: [String]) throws {
    let content = row[2]
    if units[content] == nil {
      units[content] = Int64(units.count + 1)
      try connection.execute("INSERT INTO sohoa_unit VALUES(\(units.count), '\(content)')")
    }
    let values = [row[1], "\(units[content] ?? 0)", row[3], "1"] + row[4...]
    try connection.execute(
      "INSERT INTO \(row[0]) VALUES(\(values.map { "nullif('\($0)', '')" }.joined(separator: ", ")))"
    )
  }

  /// Consolidates and tells what became of the first table.
  func consolidate(run: Int64) throws -> String {
    try connection.execute("BEGIN IMMEDIATE")
    let outcomes = try ConsolidationStore(connection)
      .consolidate(plan, run: run, fingerprint: "")
    try connection.execute("COMMIT")
    return "\(outcomes[0].rows) rows, \(outcomes[0].opened) opened, \(outcomes[0].closed) closed"
  }

  func rows(_ query: String) throws -> [String] {
    let statement = try connection.prepare(query)
    var rows: [String] = []
    while try statement.step() {
      rows.append(
        (0..<statement.columnCount).map { statement.string(at: $0) ?? "–" }
          .joined(separator: " | "))
    }
    return rows
  }
}
