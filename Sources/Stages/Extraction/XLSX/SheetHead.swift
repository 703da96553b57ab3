public import Archives
import Columnar
public import Dataflow

/// What the beginning of a sheet tells about the rest: the columns, and where the records begin.
///
/// It holds the workbook's shared strings too; a reader that resumes needs them all the same.
public struct SheetHead {
  /// The names of the sheet's columns, cleaned of line breaks and surplus white space.
  public internal(set) var headers: [String] = []
  /// The names that no field asks for.
  public internal(set) var unused: [String] = []
  /// The fields that the sheet was read for.
  public let fields: [SourceField]
  /// The rows of the header, or `nil` where there is none.
  public internal(set) var headerRows: ClosedRange<Int>?
  /// Where the first record begins.
  public internal(set) var start = Position()
  /// The SHA-256 of the parts besides the sheet's own that the values of its cells come from.
  public internal(set) var partDigests: [[UInt8]] = []

  /// The sheet's column of each field, or `nil` where it has none.
  var columns: [Int?] = []
  let xml: SheetXML
  var assembler: SheetAssembler
  let shape: XLSXShape

  /// The sheet's column that carries each field, by its name; `nil` where the sheet has none.
  public var carriers: [(field: String, header: String?)] {
    zip(fields, columns).map { ($0.name, $1.map { headers[$0] }) }
  }

  /// Reads the head of a sheet.
  ///
  /// - Parameters:
  ///   - workbook: the workbook.
  ///   - sheet: one of its sheets.
  ///   - archive: the file it was opened from.
  ///   - fields: what is wanted of every record.
  ///   - shape: how the sheet is read.
  /// - Throws: `Diagnostic` when the sheet cannot be read for these fields, `ArchiveError` when its
  ///   content cannot be read.
  public init(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, from archive: Archive, fields: [SourceField],
    shape: XLSXShape
  ) throws {
    let (styles, stylesDigest) = try workbook.readStyles(archive)
    var strings = SharedStrings()
    var stringsDigest: [UInt8] = []
    if let part = workbook.sharedStrings {
      let stream = try archive.open(part)
      try strings.read(stream, part: part.path.last ?? "")
      stringsDigest = stream.contentDigest()
    }
    let part = sheet.part
    try self.init(
      part: part.path.last ?? "", styles: styles, strings: strings,
      isFrom1904: workbook.isFrom1904, fields: fields, shape: shape
    ) { try archive.open(part) }
    partDigests = [stylesDigest, stringsDigest]
  }

  /// Reads the head of a sheet whose part `open` opens, each time anew.
  init(
    part: String, styles: SheetStyles, strings: SharedStrings, isFrom1904: Bool,
    fields: [SourceField], shape: XLSXShape, open: @escaping () throws -> any ByteStream
  ) throws {
    self.fields = fields
    self.shape = shape
    assembler = SheetAssembler(
      styles: styles, strings: strings, isFrom1904: isFrom1904,
      width: SheetReference.columnLimit, fieldLimit: shape.fieldLimit)
    func openList() throws -> SheetXML {
      try SheetXML(open(), part: part, root: "worksheet", list: "sheetData")
    }
    xml = try openList()
    var reading = SheetHeadReading(rows: SheetRows(xml, recordLimit: shape.recordLimit)) {
      [shape] in SheetRows(try openList(), recordLimit: shape.recordLimit)
    }
    start = Position(offset: xml.offset)
    try reading.find(&self)
    let width = (columns.compactMap(\.self).max() ?? -1) + 1
    assembler.cells = [Cell](repeating: .null, count: width)
    assembler.fonts = [UInt8](repeating: 0, count: width)
  }
}
