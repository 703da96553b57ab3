/// A small delivery in all the forms that really arrive, with one of each defect that occurs.
public struct SampleDelivery {
  /// Decides the people; what is planted where is fixed.
  public var seed: UInt64

  /// Creates a sample.
  public init(seed: UInt64 = 2026) { self.seed = seed }

  /// Writes `khai-sinh/` with the delivery and its truth, and `README.md`, into a directory.
  ///
  /// - Parameter directory: is created if it is not there.
  /// - Returns: what has to become of all records that can be read.
  /// - Throws: what the file system refuses.
  public func write(into directory: String) throws -> Counts {
    let delivery = "\(directory)/khai-sinh"
    var truth = try Truth(directory: delivery, keepsLines: true)
    for file in Self.files {
      try write(file, into: delivery, truth: &truth)
    }
    try truth.finish()
    let readme = try OutputFile("\(directory)/README.md")
    try readme.write(Array(SampleReadme(files: Self.files, truth: truth, seed: seed).text.utf8))
    try readme.close()
    return truth.total
  }

  private func write(_ file: File, into directory: String, truth: inout Truth) throws {
    var container = try Container("\(directory)/\(file.name)", packing: file.packing)
    for member in file.members {
      try container.begin(
        ZIPDirectory.Member(
          name: member.name, isStreamed: member.isStreamed,
          isDamaged: member.outcome == .rejected))
      var unit = BirthUnit(
        records: BirthRecords(
          seed: seed &+ UInt64(member.commune), communes: member.commune..<member.commune + 1,
          firstYear: member.year),
        format: member.format, planting: Planting(member.planted))
      let isRead = member.outcome == .loaded
      var counts = try unit.write(
        rows: member.rows, to: &container, truth: &truth, notes: isRead, unit: file.name,
        member: member.name)
      if !isRead { counts = Counts() }
      try container.end()
      try truth.note(
        unit: file.name, member: member.name, outcome: member.outcome, defect: member.defect,
        counts: counts)
    }
    try container.finish()
  }
}

extension SampleDelivery {
  /// A file of the delivery.
  struct File: Sendable {
    var name: String
    var packing: Packing
    /// What it is, for the README.
    var about: String
    var members: [Member]
  }

  /// A unit of the delivery; the name is "" where the file is the unit.
  struct Member: Sendable {
    var name = ""
    var format: UnitFormat
    var rows: Int
    var commune: Int
    var year: Int
    var planted: [Int: Defect] = [:]
    var isStreamed = false
    var outcome = UnitOutcome.loaded
    /// What is wrong with the unit as a whole.
    var defect = ""
  }

  static let files: [File] = [
    File(
      name: "huyen-ba-vi.zip", packing: .zip,
      about: "XML, one `<hoSo>` an entry, UTF-8.",
      members: [
        Member(
          name: "khai-sinh.xml", format: .markup(BirthSheet.markup), rows: 50, commune: 0,
          year: 2018,
          planted: [
            8: .missingName, 19: .badSex, 27: .repeated, 33: .conflicting, 40: .decomposedName,
          ])
      ]),
    File(
      name: "phuong-an-khanh.csv.gz", packing: .gzip,
      about: "CSV with tabs, compressed with GZIP.",
      members: [
        Member(
          format: .delimited(tabs), rows: 40, commune: 1, year: 2009,
          planted: [10: .badDate, 25: .repeated])
      ]),
    File(
      name: "so-cu-tcvn3.csv", packing: .plain,
      about: "CSV in the TCVN3 encoding of the nineties, typed from an older sheet.",
      members: [
        Member(
          format: .delimited(tcvn3), rows: 40, commune: 2, year: 1996,
          planted: [13: .badDate, 29: .badIdentity])
      ]),
    File(
      name: "thi-tran-cho-moi.zip", packing: .zip,
      about: "CSV with semicolons, byte order mark and CRLF; written to a pipe (data descriptor).",
      members: [
        Member(
          name: "Sổ khai sinh 2011.csv", format: .delimited(semicolons), rows: 50, commune: 3,
          year: 2011,
          planted: [
            7: .several, 15: .missingDate, 22: .badBook, 30: .badPage, 33: .pageOutOfRange,
            41: .longRemark, 45: .extraBlanks,
          ], isStreamed: true)
      ]),
    File(
      name: "xa-tan-lap.zip", packing: .zip,
      about: "CSV with commas and the noisy headers of the import sheet; three books.",
      members: [
        Member(
          name: "so-khai-sinh-2003.csv", format: .delimited(BirthSheet.delimited(.noisy)),
          rows: 60, commune: 4, year: 2003,
          planted: [
            5: .badDate, 9: .missingName, 12: .repeated, 17: .conflicting, 21: .badSex,
            26: .badIdentity, 31: .bornLater, 35: .tooFewFields, 38: .tooManyFields,
            42: .strayQuote, 46: .invalidByte, 50: .decomposedName, 53: .extraBlanks,
            60: .unclosedQuote,
          ]),
        book2004,
        Member(
          name: "so-khai-sinh-2005.csv", format: .delimited(BirthSheet.delimited(.noisy)),
          rows: 20, commune: 4, year: 2005, outcome: .rejected, defect: "wrong-checksum"),
      ]),
    File(
      name: "xa-yen-son.zip", packing: .zip,
      about: "CSV from the sheet without personal numbers, and a book that was sent before.",
      members: [
        Member(
          name: "so-khai-sinh-1999.csv", format: .delimited(BirthSheet.delimited(.older)),
          rows: 40, commune: 5, year: 1999, planted: [11: .repeated, 20: .badSex]),
        resentBook2004,
      ]),
  ]

  private static let book2004 = Member(
    name: "so-khai-sinh-2004.csv", format: .delimited(BirthSheet.delimited(.plain)), rows: 40,
    commune: 4, year: 2004)

  /// The same content under another name.
  private static var resentBook2004: Member {
    var member = book2004
    member.name = "tan-lap-2004-gui-lai.csv"
    member.outcome = .duplicate
    member.defect = "content-sent-before"
    return member
  }

  private static var tabs: DelimitedText {
    var text = BirthSheet.delimited(.plain)
    text.delimiter = 9
    return text
  }

  private static var semicolons: DelimitedText {
    var text = BirthSheet.delimited(.noisy)
    text.delimiter = UInt8(ascii: ";")
    text.lineEnd = [13, 10]
    text.hasByteOrderMark = true
    return text
  }

  private static var tcvn3: DelimitedText {
    var text = BirthSheet.delimited(.older)
    text.encoding = .tcvn3
    return text
  }
}
