/// How scans are named: text, and columns in braces, as in `{quyen_so}/{so_dang_ky}.pdf`.
///
/// Components are told apart by `/`. A scan fits whose path *ends* with them: more folders, or the
/// archive's own name, may stand in front.
public struct ScanPattern: Sendable, Equatable {
  /// A piece of the pattern.
  public enum Piece: Sendable, Equatable {
    /// Text that stands in every name.
    case text(String)
    /// A column, by its name.
    case column(String)
  }

  /// A column's name in the pattern, and how many bytes of the pattern stand in front of it.
  public struct Reference: Sendable, Equatable {
    /// The column's name.
    public var column: String
    /// The offset of the name's first byte.
    public var offset: Int
  }

  /// What is wrong with a pattern.
  public struct Problem: Error, Equatable {
    /// What, for people.
    public var message: String
    /// The offset of the byte where.
    public var offset: Int
  }

  /// The components, each of at least one piece.
  public private(set) var components: [[Piece]] = [[]]
  /// The columns in the order of the pattern.
  public private(set) var references: [Reference] = []

  /// Reads a pattern.
  ///
  /// - Throws: ``Problem`` for braces that do not close, for a component without any text, and for a
  ///   pattern that names no column: it would fit one scan only.
  public init(_ text: String) throws(Problem) {
    let bytes = Array(text.utf8)
    var start = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "/"):
        append(text: bytes[start..<index])
        try endComponent(at: index)
        components.append([])
        start = index + 1
      case UInt8(ascii: "{"):
        append(text: bytes[start..<index])
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")), end > index + 1 else {
          throw Problem(message: "a brace without the name of a column", offset: index)
        }
        let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        references.append(Reference(column: name, offset: index + 1))
        components[components.count - 1].append(.column(name))
        index = end
        start = end + 1
      case UInt8(ascii: "}"):
        throw Problem(message: "a brace that closes nothing", offset: index)
      default: break
      }
      index += 1
    }
    append(text: bytes[start...])
    try endComponent(at: max(0, bytes.count - 1))
    if references.isEmpty { throw Problem(message: "it names no column", offset: 0) }
  }

  private mutating func append(text: ArraySlice<UInt8>) {
    guard !text.isEmpty else { return }
    components[components.count - 1].append(.text(String(decoding: text, as: UTF8.self)))
  }

  private func endComponent(at offset: Int) throws(Problem) {
    if components[components.count - 1].isEmpty {
      throw Problem(message: "an empty part of the path", offset: offset)
    }
  }

  /// Whether names end with a kind of file, such as `.pdf`; otherwise a scan of any kind fits.
  public var namesFormat: Bool {
    guard case .text(let text)? = components.last?.last else { return false }
    return ScanName.fileEnding(of: text) != nil
  }
}
