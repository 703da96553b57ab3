public import Archives
public import Dataflow
import Markup

/// A workbook in Office Open XML (ECMA-376): its sheets, and where their parts lie.
public struct Workbook: Sendable {
  /// A worksheet.
  public struct Sheet: Sendable, Equatable {
    /// Its name, unique in the workbook whatever the case.
    public var name: String
    /// Whether the program does not show it.
    public var isHidden: Bool
    /// The part with its rows.
    public var part: ArchiveEntry
  }

  /// The worksheets in the order of their tabs; sheets of charts and macros are none.
  public private(set) var sheets: [Sheet] = []
  /// The part with the texts that cells share, if there is one.
  public private(set) var sharedStrings: ArchiveEntry?
  /// The part with the styles, if there is one.
  public private(set) var styles: ArchiveEntry?
  /// Whether days count from 1904.
  public private(set) var isFrom1904 = false

  private static let smallPart = 16 << 20
  private static let largePart = 64 << 20

  /// Whether the members are those of a package of Office Open XML, not of any other archive.
  public static func isPackage(_ entries: [ArchiveEntry]) -> Bool {
    entries.contains { $0.path == ["[Content_Types].xml"] }
  }

  /// Opens a workbook.
  ///
  /// - Parameters:
  ///   - archive: the file.
  ///   - entry: the member that is the workbook, or `nil` for the file itself.
  /// - Throws: `ArchiveError` when it is damaged or encrypted, `Diagnostic` when it is no workbook.
  public init(_ archive: Archive, entry: ArchiveEntry?) throws {
    let parts = Parts(archive, try archive.members(inside: entry))
    guard let start = try parts.relationships(of: "").first(where: { $0.kind == "officeDocument" })
    else { throw SheetBreak.part("_rels/.rels", "names no document: it is not a workbook") }
    if start.target.lowercased().hasSuffix(".bin") {
      throw ArchiveError(
        .unsupported, "it is a binary workbook (.xlsb); save it as .xlsx")
    }
    let links = try parts.relationships(of: start.target)
    func part(_ kind: String) -> ArchiveEntry? {
      links.first { $0.kind == kind }.flatMap { parts.entry($0.target) }
    }
    sharedStrings = part("sharedStrings")
    styles = part("styles")
    let tape = try parts.tape(start.target, limit: Self.smallPart)
    guard tape.events.first?.kind == .start, MarkupElement(tape, at: 0).name == "workbook" else {
      throw SheetBreak.part(start.target, "is not a workbook")
    }
    for (index, event) in tape.events.enumerated() where event.kind == .start {
      let element = MarkupElement(tape, at: index)
      if element.name == "workbookPr" {
        isFrom1904 = ["1", "true"].contains(element["date1904"])
      }
      guard element.name == "sheet", let name = element["name"], let id = element["id"],
        let link = links.first(where: { $0.id == id }), link.kind == "worksheet"
      else { continue }
      guard let entry = parts.entry(link.target) else {
        throw SheetBreak.part(link.target, "is missing")
      }
      sheets.append(
        Sheet(
          name: name, isHidden: ["hidden", "veryHidden"].contains(element["state"]), part: entry))
    }
  }

  /// What is wrong when a definition asks for a sheet that the workbook has not.
  public func hasNoSheet(_ name: String) -> Diagnostic {
    Diagnostic(
      "SH3306",
      "the workbook has no sheet '\(name)'; its sheets are: "
        + sheets.map(\.name).joined(separator: ", "), status: .input)
  }

  /// Reads the styles, and the SHA-256 of their part.
  func readStyles(_ archive: Archive) throws -> (SheetStyles, digest: [UInt8]) {
    guard let styles else { return (SheetStyles(), []) }
    let stream = try archive.open(styles)
    let name = styles.path.last ?? ""
    return (
      SheetStyles(try Parts.tape(stream, part: name, limit: Self.largePart)),
      stream.contentDigest()
    )
  }
}

/// The parts of a package by their names, which letter case does not tell apart.
struct Parts {
  struct Relationship {
    var id: String
    /// The last component of its type.
    var kind: String
    var target: String
  }

  let archive: Archive
  private var entries: [String: ArchiveEntry] = [:]

  init(_ archive: Archive, _ members: [ArchiveEntry]) {
    self.archive = archive
    for member in members where !member.isDirectory {
      let name = (member.path.last ?? "").replacing("\\", with: "/").lowercased()
      if entries[name] == nil { entries[name] = member }
    }
  }

  func entry(_ name: String) -> ArchiveEntry? { entries[name.lowercased()] }

  /// What a part refers to inside the package; "" stands for the package itself.
  func relationships(of part: String) throws -> [Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
    let source = "\(folder)_rels/\(name).rels"
    guard entry(source) != nil else {
      guard part.isEmpty else { return [] }
      throw SheetBreak.part(source, "is missing: it is not a workbook")
    }
    let tape = try tape(source, limit: 16 << 20)
    return tape.events.indices.compactMap { index in
      guard tape.events[index].kind == .start else { return nil }
      let element = MarkupElement(tape, at: index)
      guard element.name == "Relationship", element["TargetMode"] != "External",
        let id = element["Id"], let type = element["Type"], let target = element["Target"]
      else { return nil }
      return Relationship(
        id: id, kind: String(type.split(separator: "/").last ?? ""),
        target: Self.resolved(target, in: folder))
    }
  }

  /// A part's name from a reference, which is relative to a folder unless it begins with a slash.
  private static func resolved(_ target: String, in folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." {
        _ = parts.popLast()
      } else {
        parts.append(step)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The events of a part that is read whole.
  func tape(_ name: String, limit: Int) throws -> MarkupTape {
    guard let entry = entry(name) else { throw SheetBreak.part(name, "is missing") }
    return try Self.tape(archive.open(entry), part: name, limit: limit)
  }

  static func tape(_ stream: any ByteStream, part name: String, limit: Int) throws -> MarkupTape {
    var source = XMLSource(stream, from: 0, encoding: nil)
    var pieces = try MarkupPieces(at: 0, prologue: [])
    var whole = MarkupTape()
    while true {
      let isLast = try pieces.feed(&source, keepingFrom: pieces.fed)
      whole.add(pieces.tape, through: nil)
      if let failure = pieces.failure {
        throw SheetBreak.part(name, "is damaged: " + XMLBreak.sentence(failure.reason))
      }
      guard pieces.fed <= limit, whole.events.count <= limit / 8 else {
        throw SheetBreak.part(name, "is larger than \(limit >> 20) MiB")
      }
      guard !isLast else { break }
    }
    if let ending = source.ending, ending != .end {
      if case .stream(let error) = ending { throw error }
      throw SheetBreak.part(name, "is in no encoding that is known")
    }
    return whole
  }
}
