/// The rows that travel, are transformed and are committed together, held as columns.
///
/// The text of all cells lies in one arena; every column has one cell a row. A row is never removed:
/// its ``states`` entry says what became of it, so counts and coordinates stay true to the end.
public struct Chunk: Sendable {
  /// What the cells of all columns and the raw records point into.
  public var bytes: ByteArena
  /// The columns; each has ``rowCount`` cells.
  public var columns: [Column]
  /// Where each row came from.
  public var origins: [RowOrigin]
  /// What became of each row.
  public var states: [RowState]
  /// What the rules found, in no particular order.
  public var violations: [Violation]
  /// The number of each row's scan in the ledger, 0 for none; empty where nobody looked for scans.
  public var scans: [Int64] = []
  /// The columns as they were read, before any step; empty where nobody kept them.
  public private(set) var asRead: [Column] = []
  /// Rows of nested records, one chunk for each child table; their origins name the parent's row.
  public var children: [Chunk]

  /// Creates a chunk without rows.
  ///
  /// - Parameters:
  ///   - names: the columns' names, in order.
  ///   - byteCapacity: the number of bytes to make room for at once.
  public init(columns names: [String], byteCapacity: Int = 0) {
    bytes = ByteArena(capacity: byteCapacity)
    columns = names.map { Column(name: $0) }
    origins = []
    states = []
    violations = []
    children = []
  }

  /// The number of rows, whatever became of them.
  public var rowCount: Int { origins.count }

  /// Forgets all rows and keeps the storage, so that the chunk can be filled again.
  public mutating func removeAll() {
    bytes.removeAll()
    asRead.removeAll(keepingCapacity: true)
    for index in columns.indices { columns[index].removeAll() }
    origins.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    violations.removeAll(keepingCapacity: true)
    scans.removeAll(keepingCapacity: true)
    for index in children.indices { children[index].removeAll() }
  }

  /// Forgets all rows, scans and children, and makes new columns out of the storage of the old ones:
  /// steps may have renamed, added or replaced those.
  public mutating func restart(columns names: [String]) {
    var read: [Column] = []
    var made: [Column] = []
    swap(&read, &asRead)
    swap(&made, &columns)
    let values = Dictionary(
      made.lazy.filter { !$0.values.isEmpty }.map { ($0.name, $0.values) }
    ) { first, _ in first }
    // Whatever `made` shares with `read` is the latter's own again.
    made = []
    columns = names.enumerated().map { index, name in
      var column = Column(name: name)
      if read.indices.contains(index) { swap(&column.cells, &read[index].cells) }
      if let used = values[name] { column.values = used }
      return column
    }
    children = []
    removeAll()
  }

  /// Keeps the columns as they are for ``asRead``, so that a refused record can be shown and corrected
  /// field by field.
  ///
  /// Only the cells and fonts are kept: whoever shared ``Column/values`` too would make every step that
  /// fills them allocate them anew.
  public mutating func keepAsRead() {
    asRead.removeAll(keepingCapacity: true)
    for column in columns {
      var kept = Column(name: column.name)
      kept.cells = column.cells
      kept.fonts = column.fonts
      asRead.append(kept)
    }
  }

  /// The position of the column named `name`, or `nil`.
  public func columnIndex(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// Notes that a rule is broken; a rule that rejects also takes the row out.
  public mutating func note(_ violation: Violation, severity: Severity) {
    violations.append(violation)
    if severity == .reject { states[Int(violation.row)] = .rejected }
  }

  /// The number of rows in a state.
  public func count(_ state: RowState) -> Int {
    var count = 0
    for entry in states where entry == state { count += 1 }
    return count
  }
}
