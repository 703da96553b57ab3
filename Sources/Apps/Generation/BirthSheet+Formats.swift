extension BirthSheet {
  /// The ways a sheet's header row is met.
  enum Header: Sendable {
    /// The names alone.
    case plain
    /// Trailing blanks, and lists of codes behind a line break, as the import sheet has them.
    case noisy
    /// The sheet from before the personal number, with another name for the place.
    case older
  }

  /// A delimited text with this sheet's columns.
  static func delimited(_ header: Header) -> DelimitedText {
    let fields = columns.indices.filter { header != .older || columns[$0].isInOlderSheet }
    let cells = fields.map { index in
      let column = columns[index]
      switch header {
      case .plain: return column.header
      case .noisy: return column.cell ?? column.header
      case .older:
        return column.target == "noi_dang_ky" ? "noiDangKy UBND ..." : column.cell ?? column.header
      }
    }
    return DelimitedText(header: cells, fields: fields)
  }

  /// An XML document with one child element for each column that has a value.
  static var markup: Markup {
    Markup(elements: columns.map(\.header), writesEmptyElements: false)
  }
}
