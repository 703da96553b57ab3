import Archives
import Dataflow
import Extraction
import Foundation
import LegacyText

/// Looks at the beginning of every unit and sorts units by how they are read.
struct SourceSurvey {
  private(set) var sources: [GuessedSource] = []
  /// The units that could not be looked at, with the reason.
  private(set) var skipped: [(name: String, reason: String)] = []

  /// Looks at the units of files.
  ///
  /// - Throws: `Diagnostic` when a file is missing.
  init(_ files: [String]) throws {
    for file in files {
      if Self.isFolder(file) {
        // A pattern of the shell names folders of scans too.
        skipped.append((file, "it is a folder; name the files in it"))
        continue
      }
      do {
        let archive = try Archive(path: file, limits: ArchiveLimits())
        let entries = try archive.entries()
        if try addSheets(of: archive, entries, file) { continue }
        for entry in entries where !entry.isDirectory && !Self.isWorkbook(entry) {
          look(at: entry, entries, in: archive, file)
        }
      } catch let error as ArchiveError {
        throw error.diagnostic(unit: file)
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  private static func isWorkbook(_ entry: ArchiveEntry) -> Bool {
    let name = (entry.path.last ?? "").lowercased()
    return name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm")
  }

  /// Adds the sheets of a workbook, or of those in an archive; `true` where the file is a workbook.
  private mutating func addSheets(
    of archive: Archive, _ entries: [ArchiveEntry], _ file: String
  ) throws -> Bool {
    let isPackage = Workbook.isPackage(entries)
    guard isPackage || entries.contains(where: Self.isWorkbook) else { return false }
    var found: [(name: String, survey: SheetSurvey)] = []
    let units = try SheetUnits(archive: archive, shape: XLSXShape()).units(entries, selects: nil)
    for unit in units {
      let name = "\(file)!\(unit.member)"
      do {
        if let problem = unit.entry.problem { throw problem }
        guard let sheet = unit.sheet,
          let survey = try SheetSurvey(sheet.workbook, sheet.sheet, in: archive)
        else {
          skipped.append((name, "no row of it looks like the names of columns"))
          continue
        }
        found.append((sheet.sheet.name, survey))
      } catch {
        skip(name, error)
      }
    }
    // Sheets that were left out must not be read by the definition either.
    let names = found.count == units.count ? [] : found.map(\.name)
    for (name, survey) in found {
      let sheets = names.isEmpty ? [] : names.filter { $0 == name }
      add(
        .xlsx(row: survey.headerRow, sheets: sheets), file, pattern: isPackage ? nil : "*.xlsx",
        survey.headers)
    }
    return isPackage
  }

  private mutating func skip(_ name: String, _ error: any Error) {
    switch error {
    case let error as ArchiveError: skipped.append((name, error.message))
    case let error as Diagnostic: skipped.append((name, error.message))
    default: skipped.append((name, "it cannot be read"))
    }
  }

  private mutating func look(
    at entry: ArchiveEntry, _ entries: [ArchiveEntry], in archive: Archive, _ file: String
  ) {
    let name = ([file] + entry.path).joined(separator: "!")
    do {
      if let problem = entry.problem { throw problem }
      // A memo file is read with its table.
      guard MemoPlace.mayBeTable(entry, file, isNamed: true) else { return }
      let beginning = try Self.beginning(of: entry, in: archive)
      if DBFHead.isTable(beginning) {
        return try addTable(entry, entries, in: archive, file)
      }
      let text = String(decoding: beginning, as: UTF8.self)
      let trimmed = text.drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" })
      if trimmed.hasPrefix("<") {
        if let outline = OCROutline(beginning) {
          return add(.ocr(outline.format), file, entry, outline.zones)
        }
        guard let outline = MarkupOutline(text) else {
          skipped.append((name, "no element repeats"))
          return
        }
        return add(.xml(outline.record), file, entry, outline.fields)
      }
      if trimmed.hasPrefix("{") || trimmed.hasPrefix("["), let survey = JSONSurvey(beginning) {
        add(.json(survey.record), file, entry, survey.fields)
        return note(lists: survey.lists, of: .json(survey.record))
      }
      try addText(entry, beginning, in: archive, file)
    } catch {
      skip(name, error)
    }
  }

  private mutating func note(lists: [String], of format: GuessedSource.Format) {
    guard let index = sources.lastIndex(where: { $0.format == format }) else { return }
    for list in lists where !sources[index].lists.contains(list) {
      sources[index].lists.append(list)
    }
  }

  /// A table of dBase or FoxPro; memos are taken only where their file is there.
  private mutating func addTable(
    _ entry: ArchiveEntry, _ entries: [ArchiveEntry], in archive: Archive, _ file: String
  ) throws {
    let memo =
      entry.isMember
      ? MemoPlace(beside: entry, in: entries, path: file) : try MemoPlace(beside: file)
    let head = try DBFHead.read(
      from: archive.open(entry), hasMemo: memo != nil, fields: [], shape: DBFShape())
    let format = GuessedSource.Format.dbf(head.encoding.isLegacy ? head.encoding.name : "auto")
    add(format, file, entry, head.readableHeaders(hasMemo: memo != nil))
    note(evidence: head.encodingFindings.first, of: format)
  }

  /// Delimited text or fixed columns: Unicode where the bytes prove it, else what the words tell.
  private mutating func addText(
    _ entry: ArchiveEntry, _ beginning: [UInt8], in archive: Archive, _ file: String
  ) throws {
    let head = try CSVHead.read(from: archive.open(entry), fields: [], dialect: CSVDialect())
    let encoding = head.encoding.isLegacy ? head.encoding.name : "auto"
    var format = GuessedSource.Format.csv(encoding)
    var headers = head.headers
    if headers.count == 1,
      let survey = FixedColumnsSurvey(beginning, countsBytes: head.encoding.isLegacy)
    {
      format = .fixed(survey.widths, encoding)
      headers = survey.widths.indices.map { "cot_\($0 + 1)" }
    }
    add(format, file, entry, headers)
    note(evidence: head.encodingFindings.first, of: format)
  }

  private mutating func note(evidence finding: EncodingFinding?, of format: GuessedSource.Format) {
    guard let finding, let verdict = finding.verdict,
      let index = sources.firstIndex(where: { $0.format == format }),
      sources[index].evidence.isEmpty
    else { return }
    sources[index].evidence =
      verdict.evidence + (finding.hint.map { "; \($0)" } ?? "")
  }

  private mutating func add(
    _ format: GuessedSource.Format, _ file: String, _ entry: ArchiveEntry, _ headers: [String]
  ) {
    let pattern = entry.path.last.map { member in
      member.lastIndex(of: ".").map { "*" + member[$0...] } ?? "*"
    }
    add(format, file, pattern: pattern, headers)
  }

  private mutating func add(
    _ format: GuessedSource.Format, _ file: String, pattern: String?, _ headers: [String]
  ) {
    let found = sources.firstIndex {
      $0.format == format && $0.members.isEmpty == (pattern == nil)
    }
    let index = found ?? sources.count
    if found == nil { sources.append(GuessedSource(format: format)) }
    if let pattern, !sources[index].members.contains(pattern) {
      sources[index].members.append(pattern)
    }
    sources[index].unitCount += 1
    if !sources[index].files.contains(file) { sources[index].files.append(file) }
    for header in headers where !header.isEmpty {
      if let known = sources[index].headers.firstIndex(where: { $0.name == header }) {
        sources[index].headers[known].count += 1
      } else {
        sources[index].headers.append((header, 1))
      }
    }
  }

  private static func beginning(of entry: ArchiveEntry, in archive: Archive) throws -> [UInt8] {
    let stream = try archive.open(entry)
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var count = 0
    while count < buffer.count {
      let read = try stream.read(into: &buffer, at: count)
      guard read > 0 else { break }
      count += read
    }
    return Array(buffer[..<count])
  }
}
