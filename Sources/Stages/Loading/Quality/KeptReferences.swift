import Columnar
import Dataflow

/// Which rows of loaded tables refer to which, as the ledger keeps it beside a table's name: so it is
/// known without the definition that loaded them.
struct KeptReferences {
  /// A reference of a table.
  struct Reference: Equatable {
    var table: String
    var other: String
    /// The columns here and there.
    var columns: [(here: String, there: String)]

    static func == (left: Reference, right: Reference) -> Bool {
      left.table == right.table && left.other == right.other
        && left.columns.map(\.here) == right.columns.map(\.here)
        && left.columns.map(\.there) == right.columns.map(\.there)
    }
  }

  /// A table's references as the ledger keeps them; those whose breach is only noted are left out.
  ///
  /// Each line has the other table's name and pairs of columns, between tabs.
  static func text(of table: TargetTable) -> String {
    table.references.filter { $0.severity != .warn }.map { reference in
      ([reference.table] + zip(reference.columns, reference.tableColumns).flatMap { [$0, $1] })
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// The references to a table.
  static func references(
    to other: String, in database: any LedgerDatabase
  ) throws -> [Reference] {
    var found: [Reference] = []
    try database.each(
      "SELECT name, refs FROM \(database.ledger("table")) WHERE refs <> '' ORDER BY name"
    ) { row in
      for line in (row.string(at: 1) ?? "").split(separator: "\n") {
        let words = line.split(separator: "\t").map(String.init)
        guard words.first == other, words.count > 2, words.count % 2 == 1 else { continue }
        let columns = stride(from: 1, to: words.count, by: 2).map {
          (here: words[$0], there: words[$0 + 1])
        }
        found.append(Reference(table: row.string(at: 0) ?? "", other: other, columns: columns))
      }
    }
    return try found.filter { try database.isTable($0.table) }
  }
}
