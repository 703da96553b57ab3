import Dataflow

/// What both databases refuse in the same words.
extension Diagnostic {
  static func noSuchReject(_ number: Int64) -> Diagnostic {
    Diagnostic(
      "SH6401", "there is no reject \(number)", status: .input,
      remedy: "see them with: sohoa rejects list")
  }

  static func rejectIsSettled(_ reject: Int64, as status: String) -> Diagnostic {
    Diagnostic(
      "SH6402", "reject \(reject) is \(status)", status: .input,
      remedy: "nothing has been written; look at it with: sohoa rejects show \(reject)")
  }

  static func exportIsApplied(_ number: Int64) -> Diagnostic {
    Diagnostic(
      "SH6403", "export \(number) has been taken up already", status: .input,
      remedy: "an export can be taken up once; make another with: sohoa rejects export")
  }

  static func rejectHasChanged(_ reject: Int64) -> Diagnostic {
    Diagnostic(
      "SH6404", "reject \(reject) was changed by somebody else meanwhile",
      status: .input, remedy: "nothing has been written; import again")
  }

  static func isRevised(by kind: String, _ holder: String) -> Diagnostic {
    Diagnostic(
      "SH6105", "a \(kind) is at work (process \(holder))",
      status: .busy, remedy: "wait for it to end; nothing has been written")
  }

  static func tableIsNotReady(_ table: String, state: String?) -> Diagnostic {
    Diagnostic(
      "SH6106",
      state == nil
        ? "nothing has been loaded into \(table) yet"
        : "\(table) is still being filled by a run that is not finished",
      status: .input, remedy: "finish it first with: sohoa run PIPELINE")
  }

  static func noSuchTable(_ table: String, among tables: [String]) -> Diagnostic {
    Diagnostic(
      "SH6501", "there is no loaded table '\(table)'", status: .usage,
      remedy: nearest(to: table, among: tables).map { "did you mean '\($0)'?" }
        ?? "the tables are: \(tables.joined(separator: ", "))")
  }

  static func noSuchColumn(_ column: String, of table: String, among columns: [String])
    -> Diagnostic
  {
    Diagnostic(
      "SH6502", "\(table) has no column '\(column)'", status: .usage,
      remedy: nearest(to: column, among: columns).map { "did you mean '\($0)'?" }
        ?? "its columns: \(columns.joined(separator: ", "))")
  }

  static func noIndex(of table: String, keys: [[String]]) -> Diagnostic {
    let keys = keys.map { "(\($0.joined(separator: ", ")))" }
    return Diagnostic(
      "SH6503", "no index of \(table) leads to rows by these columns", status: .usage,
      remedy: "give the columns of a key: \(keys.joined(separator: " or "))")
  }
}
