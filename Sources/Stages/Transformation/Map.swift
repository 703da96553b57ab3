public import Columnar
public import Dataflow

/// Picks, orders and renames columns; those not picked are dropped.
public struct Map: Transform {
  private let sources: [Int]
  private let names: [String]

  /// Creates a step.
  ///
  /// - Parameter columns: each column to come with its name, unique, and the index of the column it
  ///   is made from, which may serve several.
  public init(_ columns: [(name: String, source: Int)]) {
    sources = columns.map(\.source)
    names = columns.map(\.name)
  }

  /// Replaces the columns; findings about a dropped column become findings about the row.
  public mutating func apply(to chunk: inout Chunk) throws {
    for index in chunk.violations.indices {
      let column = Int(chunk.violations[index].column)
      let target = column < 0 ? nil : sources.firstIndex(of: column)
      chunk.violations[index].column = target.map { Int16(truncatingIfNeeded: $0) } ?? -1
    }
    let columns = chunk.columns
    chunk.columns = zip(sources, names).map { source, name in
      var column = columns[source]
      column.name = name
      return column
    }
  }
}
