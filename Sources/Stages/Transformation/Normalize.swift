public import Columnar
public import Dataflow

/// Cleans the text of columns: Unicode form C, white space, letter case, in this order.
public struct Normalize: Transform, Sendable {
  /// The columns, or `nil` for all text columns.
  public var columns: [String]?
  /// Whether white space is taken off the ends.
  public var trim: Bool
  /// Whether white space inside becomes single blanks.
  public var collapse: Bool
  /// Whether text is put in Unicode form C.
  public var unicodeNFC: Bool
  /// The case letters are put in, if any.
  public var letterCase: LetterCase?

  /// Creates a step; without arguments it trims, collapses and composes all text columns.
  public init(
    columns: [String]? = nil, trim: Bool = true, collapse: Bool = true, unicodeNFC: Bool = true,
    letterCase: LetterCase? = nil
  ) {
    self.columns = columns
    self.trim = trim
    self.collapse = collapse
    self.unicodeNFC = unicodeNFC
    self.letterCase = letterCase
  }

  /// Cleans the cells in place; what was read stays in the chunk's bytes.
  ///
  /// - Throws: `Diagnostic` where a named column is not there or holds no text.
  public mutating func apply(to chunk: inout Chunk) throws {
    let composes = unicodeNFC && ComposedText.mayBeMissing(in: chunk.bytes)
    for position in try positions(in: chunk) {
      var cells: [Cell] = []
      swap(&cells, &chunk.columns[position].cells)
      if composes { normalizeNFC(&cells, bytes: &chunk.bytes) }
      if collapse { collapseWhiteSpace(&cells, bytes: &chunk.bytes) }
      if trim { Columnar.trim(&cells, in: chunk.bytes) }
      if let letterCase { foldCase(&cells, bytes: &chunk.bytes, to: letterCase) }
      swap(&cells, &chunk.columns[position].cells)
    }
  }

  private func positions(in chunk: Chunk) throws -> [Int] {
    guard let columns else {
      return chunk.columns.indices.filter { chunk.columns[$0].type == .text }
    }
    return try columns.map { name in
      guard let position = chunk.columnIndex(name) else {
        throw Diagnostic(
          "SH4001", "normalize: there is no column '\(name)'", status: .definition,
          remedy: nearest(to: name, among: chunk.columns.map(\.name)).map {
            "did you mean '\($0)'?"
          })
      }
      guard chunk.columns[position].type == .text else {
        throw Diagnostic(
          "SH4002", "normalize: the column '\(name)' holds no text any more", status: .definition,
          remedy: "put 'normalize' before the step that casts it")
      }
      return position
    }
  }
}
