import Dataflow

/// Decisions that people filled in.
public struct LinkDecisions: Sendable {
  /// A line of the file.
  public struct Entry: Sendable, Equatable {
    /// The line.
    public var line: Int
    /// The records' ids.
    public var left, right: String
    /// Whether both are of one entity; `nil` where the decision on them is withdrawn.
    public var isTogether: Bool?

    /// The ids, the smaller first.
    var pair: [String] { [min(left, right), max(left, right)] }
  }

  /// The lines on which something is decided, in the order of the file.
  public private(set) var entries: [Entry] = []
  /// The file.
  let path: String

  /// Reads a CSV with the columns `id_left`, `id_right` and `decision`.
  ///
  /// - Throws: `Diagnostic` for a file that has them not, for a decision that is none, and for one on a
  ///   record with itself.
  public init(path: String) throws {
    self.path = path
    var rows = try LinkRows(path: path)
    guard let left = rows.column("id_left"), let right = rows.column("id_right"),
      let decision = rows.column("decision")
    else {
      throw Diagnostic(
        "SH5908", "\(path) lacks one of the columns id_left, id_right and decision",
        status: .input, remedy: "write the file with: sohoa link review export")
    }
    while let cells = rows.next() {
      guard cells.count > max(left, right, decision), !cells[decision].isEmpty else { continue }
      guard ["together", "apart", "none"].contains(cells[decision]) else {
        throw Diagnostic(
          "SH5909", "\(path):\(rows.line) has a decision that is not together, apart or none",
          status: .input,
          remedy: "write together or apart, none to withdraw a decision, or nothing")
      }
      entries.append(
        Entry(
          line: rows.line, left: cells[left], right: cells[right],
          isTogether: cells[decision] == "none" ? nil : cells[decision] == "together"))
    }
    if let own = entries.first(where: { $0.left == $0.right }) {
      throw Diagnostic(
        "SH5913", "\(path):\(own.line) decides on a record with itself", status: .input,
        remedy: "name two records")
    }
  }
}
