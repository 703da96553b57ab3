/// A workbook in the making: parts as XML, packed as Office Open XML wants them.
public struct Spreadsheet: Sendable {
  /// A worksheet.
  public struct Sheet: Sendable {
    /// Its name.
    public var name: String
    /// `hidden`, `veryHidden`, or `nil` for a sheet that is shown.
    public var state: String?
    /// The whole part.
    public var xml: String

    /// Creates a sheet of these rows, as XML.
    public init(_ name: String, state: String? = nil, rows: String, tail: String = "") {
      self.name = name
      self.state = state
      xml = Spreadsheet.part(rows: rows, tail: tail)
    }
  }

  /// The sheets.
  public var sheets: [Sheet]
  /// The entries of the shared strings, as XML.
  public var strings: [String]
  /// The content of the `styleSheet` element.
  public var styles: String
  /// Whether days count from 1904.
  public var isFrom1904: Bool

  /// Creates a workbook.
  public init(
    _ sheets: [Sheet], strings: [String] = [], styles: String = "", isFrom1904: Bool = false
  ) {
    self.sheets = sheets
    self.strings = strings
    self.styles = styles
    self.isFrom1904 = isFrom1904
  }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The part of a sheet.
  public static func part(rows: String, tail: String = "") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"\(main)\"><sheetData>\(rows)"
      + "</sheetData>\(tail)</worksheet>"
  }

  /// The part of the shared strings.
  public static func part(strings: [String]) -> String {
    "<sst xmlns=\"\(main)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"
  }

  /// The part of the styles.
  public static func part(styles: String) -> String {
    "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>"
  }

  /// The members of the package.
  public var members: [Packed] {
    var links = ""
    var list = ""
    var members: [Packed] = [Packed("[Content_Types].xml", "<Types/>")]
    for (index, sheet) in sheets.enumerated() {
      let id = "r\(index)"
      links += link(id, "worksheet", "worksheets/\(id).xml")
      let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"\(id)\"/>"
      members.append(Packed("xl/worksheets/\(id).xml", sheet.xml))
    }
    links += link("s", "sharedStrings", "/xl/sharedStrings.xml") + link("t", "styles", "styles.xml")
    members += [
      Packed("xl/sharedStrings.xml", Self.part(strings: strings)),
      Packed("xl/styles.xml", Self.part(styles: styles)),
      Packed(
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><workbookPr date1904=\""
          + "\(isFrom1904 ? 1 : 0)\"/><sheets>\(list)</sheets></workbook>"),
      Packed(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(Self.package)\">\(links)</Relationships>"),
      Packed(
        "_rels/.rels",
        "<Relationships xmlns=\"\(Self.package)\">\(link("d", "officeDocument", "xl/workbook.xml"))"
          + "</Relationships>"),
    ]
    return members
  }

  private func link(_ id: String, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(Self.office)/\(kind)\" Target=\"\(target)\"/>"
  }

  /// The file.
  public func bytes() throws -> [UInt8] { try Packed.zip(members) }
}
