public import Consolidation
public import Dataflow

/// What is doubtful in the consolidated model of a database.
public struct ConsolidatedFlags {
  private let model: ConsolidatedModel

  /// Reads a database.
  ///
  /// - Throws: `Diagnostic` where it has no model.
  public init(_ ledger: any Ledger) throws {
    guard let database = ledger as? any PlainQueries else { throw Self.missing }
    model = ConsolidatedModel(database)
    guard try model.exists else { throw Self.missing }
  }

  private static var missing: Diagnostic {
    Diagnostic(
      "SH5929", "the database has no consolidated model", status: .input,
      remedy: "make it with: sohoa consolidate PIPELINE")
  }

  /// How many rows each rule finds, by commune.
  public func counts() throws -> [ConsolidatedModel.FlagCount] { try model.flagCounts() }

  /// Refuses a rule that the model does not have.
  ///
  /// - Throws: `Diagnostic` that names those it has.
  public func check(flag: String) throws {
    var names: [String] = []
    for count in try counts() where !names.contains(count.flag) { names.append(count.flag) }
    guard !names.contains(flag) else { return }
    throw Diagnostic(
      "SH5930", "the consolidated model has no flag '\(flag)'", status: .usage,
      remedy: "there are \(names.joined(separator: ", "))")
  }

  /// What the rules find, as CSV.
  public func table(flag: String?, commune: String?) throws -> String {
    var text = "flag,table,id,commune,detail,since\n"
    try model.flagged(flag: flag, commune: commune) { row in
      let cells = [
        row.flag, row.table, row.id, row.commune ?? "", row.detail ?? "", "\(row.since)",
      ]
      text += cells.map(Self.quoted).joined(separator: ",") + "\n"
    }
    return text
  }

  /// How rows compare with references, by commune.
  public func matches() throws -> [ConsolidatedModel.MatchCount] { try model.matchCounts() }

  /// What does not agree with a reference, as CSV, a line for each field that does not.
  public func matchTable() throws -> String {
    var text = "match,id,code,commune,field,state,ours,theirs\n"
    try model.matchRows { cells in
      text += cells.map { Self.quoted($0 ?? "") }.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A cell for CSV; one that a spreadsheet would compute is kept from it.
  private static func quoted(_ cell: String) -> String {
    let isFormula = cell.first.map { "=+-@".contains($0) } ?? false
    let cell = isFormula ? "'" + cell : cell
    return csvCell(cell)
  }
}
