public import Consolidation
import Dataflow
import Loading
import SQLite

/// What is doubtful in the consolidated model of a database.
public struct ConsolidatedFlags {
  private let store: ConsolidationStore

  /// Opens a database for reading.
  ///
  /// - Throws: `Diagnostic` where it has no model.
  public init(_ url: String) throws {
    do {
      guard let path = Database.sqlitePath(of: url) else { throw Self.missing }
      store = ConsolidationStore(try Connection(path: path, mode: .readOnly))
      guard try store.exists else { throw Self.missing }
    } catch is SQLiteError { throw Self.missing }
  }

  private static var missing: Diagnostic {
    Diagnostic(
      "SH5929", "the database has no consolidated model", status: .input,
      remedy: "make it with: sohoa consolidate PIPELINE")
  }

  /// How many rows each rule finds, by commune.
  public func counts() throws -> [ConsolidationStore.FlagCount] { try store.flagCounts() }

  /// What the rules find, as CSV.
  public func table(flag: String?, commune: String?) throws -> String {
    var text = "flag,table,id,commune,detail,since\n"
    try store.flagged(flag: flag, commune: commune) { row in
      let cells = [
        row.flag, row.table, row.id, row.commune ?? "", row.detail ?? "", "\(row.since)",
      ]
      text += cells.map(Self.quoted).joined(separator: ",") + "\n"
    }
    return text
  }

  /// How rows compare with references, by commune.
  public func matches() throws -> [ConsolidationStore.MatchCount] { try store.matchCounts() }

  /// What does not agree with a reference, as CSV, a line for each field that does not.
  public func matchTable() throws -> String {
    var text = "match,id,code,commune,field,state,ours,theirs\n"
    try store.matchRows { cells in
      text += cells.map { Self.quoted($0 ?? "") }.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A cell for CSV; one that a spreadsheet would compute is kept from it.
  private static func quoted(_ cell: String) -> String {
    let isFormula = cell.first.map { "=+-@".contains($0) } ?? false
    let cell = isFormula ? "'" + cell : cell
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
