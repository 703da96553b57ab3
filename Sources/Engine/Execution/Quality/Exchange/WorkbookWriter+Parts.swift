extension WorkbookWriter {
  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let types = "http://schemas.openxmlformats.org/package/2006/content-types"
  private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  /// The parts besides the sheets.
  static func parts(sheets: [String]) -> [(name: String, text: String)] {
    let numbers = 1...max(1, sheets.count)
    let overrides = numbers.map {
      "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(type).worksheet+xml\"/>"
    }
    let list = zip(numbers, sheets).map {
      "<sheet name=\"\(escaped($1))\" sheetId=\"\($0)\" r:id=\"r\($0)\"/>"
    }
    let links = numbers.map { link("r\($0)", "worksheet", "worksheets/sheet\($0).xml") }
    return [
      (
        "[Content_Types].xml",
        """
        \(head)<Types xmlns="\(types)"><Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="\(type).sheet.main+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="\(type).styles+xml"/>\
        \(overrides.joined())</Types>
        """
      ),
      ("_rels/.rels", relationships([link("d", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "\(head)<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(list.joined())</sheets>"
          + "</workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relationships(links + [link("s", "styles", "styles.xml")])
      ),
      ("xl/styles.xml", styles),
    ]
  }

  private static func relationships(_ links: [String]) -> String {
    "\(head)<Relationships xmlns=\"\(package)\">\(links.joined())</Relationships>"
  }

  private static func link(_ id: String, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
  }

  /// Format 49 is text: what is typed there stays as it is typed.
  private static var styles: String {
    """
    \(head)<styleSheet xmlns="\(main)"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
    <font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3">\
    <fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFE699"/></patternFill></fill></fills>\
    <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
    <cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/>\
    <xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>\
    <xf numFmtId="49" fillId="2" applyNumberFormat="1" applyFill="1"/></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
    """
  }

  /// A text as XML and `ST_Xstring` take it: what XML has no character for is `_xHHHH_`.
  static func escaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let scalar = rest.unicodeScalars.first {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "_" where isEscape(rest): result += "_x005F_"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
      default: result.unicodeScalars.append(scalar)
      }
      rest.unicodeScalars.removeFirst()
    }
    return result
  }

  /// Whether a text begins like `_x0041_`.
  private static func isEscape(_ text: Substring) -> Bool {
    let begin = Array(text.unicodeScalars.prefix(7))
    return begin.count == 7 && begin[1] == "x" && begin[6] == "_"
      && begin[2...5].allSatisfy(\.properties.isASCIIHexDigit)
  }
}
