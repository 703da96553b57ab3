public import Columnar

/// A step over the live rows of a chunk.
public protocol Transform {
  /// Changes the chunk in place: cells, column types, added columns, row states, violations.
  ///
  /// - Throws: `Diagnostic` for what is not the row's fault; a bad row becomes a violation.
  mutating func apply(to chunk: inout Chunk) throws
}
