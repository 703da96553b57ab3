internal import CSQLite

/// What the statements of a restricted connection may do, as its callbacks see it.
final class Allowance {
  /// The names of the functions that may be called, in lower case.
  let functions: Set<String>
  /// The tables that may be read.
  var tables: Set<String> = []
  /// Whether a chunk table is being added, which declares its columns as a CREATE TABLE does.
  var isAddingTable = false
  /// Why the last statement was refused.
  var refusal: String?
  /// How many more times the progress handler lets work go on.
  var remainingTicks = 0
  /// What ``remainingTicks`` is set to for each chunk.
  let ticksPerChunk: Int
  /// The number of instructions of SQLite's virtual machine between two ticks.
  static let instructionsPerTick: Int32 = 10_000

  init(functions: Set<String>, instructionsPerChunk: Int) {
    self.functions = functions
    ticksPerChunk = instructionsPerChunk / Int(Self.instructionsPerTick)
    remainingTicks = ticksPerChunk
  }

  /// Gives the statements on the next chunk their full number of instructions.
  func renew() { remainingTicks = ticksPerChunk }

  /// Whether a statement may do what SQLite asks about; what is not known is refused.
  func allows(_ action: Int32, _ first: String, _ second: String) -> Bool {
    if isAddingTable { return true }
    switch action {
    case SQLITE_SELECT: return true
    case SQLITE_READ where tables.contains(first): return true
    case SQLITE_FUNCTION where functions.contains(second): return true
    case SQLITE_READ: refusal = "the table \(first) may not be read"
    case SQLITE_FUNCTION: refusal = "the function \(second)() is not available"
    case SQLITE_RECURSIVE: refusal = "recursion is not available"
    default: refusal = "only an expression is allowed"
    }
    return false
  }
}
