import Dataflow
import SQLite

/// Which rows of a table are those of a chunk's records.
///
/// A row is the chunk's own while unit and record in it are the chunk's; it was added by the chunk's
/// checkpoint, by one that revised it, when the keys were built, or by a replay.
struct ChunkClaim {
  let connection: Connection
  let table: String
  let unit: Int64
  let chunk: Int64
  let records: ClosedRange<Int64>

  /// Whether a row, or what is kept of one, is the chunk's own.
  private func isOwn(_ unitColumn: String, _ recordColumn: String) -> String {
    "(\(unitColumn) = \(unit) AND \(recordColumn) BETWEEN"
      + " \(records.lowerBound) AND \(records.upperBound))"
  }
  var isOwn: String { isOwn("t.sohoa_unit", "t.sohoa_record") }
  var wasOwn: String {
    isOwn("json_extract(g.before, '$.sohoa_unit')", "json_extract(g.before, '$.sohoa_record')")
  }

  /// The checkpoints that added nothing but rows of the chunk, and those that may have added some.
  var wholly: String { "(c.chunk = \(chunk) OR c.revises = \(chunk))" }
  var partly: String { "(c.chunk <= 0 AND c.revises = 0)" }

  /// The numbers under which the chunk's changes are kept.
  var numbers: String {
    """
    (SELECT c.chunk FROM sohoa_checkpoint c
      WHERE c.unit = \(unit) AND c.stage = \(literal(table)) AND \(wholly))
    """
  }

  func added(_ which: String) -> String {
    """
    sohoa_checkpoint c CROSS JOIN \(quoted: table) t
      ON t.rowid BETWEEN c.first_row AND c.last_row
    WHERE c.unit = \(unit) AND c.stage = \(literal(table)) AND c.first_row > 0 AND \(which)
    """
  }

  /// The changes that the unit's records made in the table, by checkpoints that `which` finds.
  func changes(_ which: String) -> String {
    """
    sohoa_change g CROSS JOIN \(quoted: table) t ON t.rowid = g.row
    WHERE g.unit = \(unit) AND g."table" = \(literal(table)) AND g.deleted = 0 AND \(which)
    """
  }

  /// Makes sure that no row of the chunk is another's now.
  func checkNobodyElse() throws {
    let query = """
      SELECT max(run) FROM (
        SELECT t.sohoa_run AS run FROM \(added(wholly)) AND NOT \(isOwn)
        UNION ALL
        SELECT t.sohoa_run FROM \(changes("g.chunk IN \(numbers)")) AND NOT \(isOwn)
        UNION ALL
        SELECT t.sohoa_run FROM sohoa_checkpoint c
          CROSS JOIN sohoa_change g ON g."table" = c.stage AND g.row BETWEEN c.first_row AND c.last_row
          CROSS JOIN \(quoted: table) t ON t.rowid = g.row
        WHERE c.unit = \(unit) AND c.stage = \(literal(table)) AND c.first_row > 0 AND \(partly)
          AND g.deleted = 0 AND \(wasOwn) AND NOT \(isOwn))
      """
    guard let later = try connection.integer(query) else { return }
    throw isBuiltOn(by: later)
  }

  /// What is said where a run changed rows of the chunk later.
  func isBuiltOn(by later: Int64) -> Diagnostic {
    Diagnostic(
      "SH6607",
      "run \(later) changed rows of \(table) that chunk \(chunk) of unit \(unit) wrote",
      status: .input,
      remedy: "take that run back first with: sohoa undo \(later)")
  }
}
