import Archives
import Dataflow
import Digests
import Extraction
import Planning
import Platform

/// The sheets of a source's workbooks, each a unit of its own: `book.xlsx!Sheet1`.
///
/// A sheet's content is what its rows are made of: its name, its part, the shared strings and the
/// styles. So the same sheet is recognised in a file of another name, or packed anew.
struct SheetUnits {
  /// A sheet, or a workbook that cannot be read.
  struct Found {
    /// The names of the members and of the sheet, joined by `!`.
    var member: String
    var entry: ArchiveEntry
    var sheet: (workbook: Workbook, sheet: Workbook.Sheet)?
  }

  let archive: Archive
  let shape: XLSXShape

  /// The sheets wanted of a file: it is a workbook, or an archive of workbooks.
  ///
  /// `selects` tells whether a member is wanted; `nil` leaves it to the names.
  func units(
    _ entries: [ArchiveEntry], selects: ((ArchiveEntry) -> Bool)?
  ) throws -> [Found] {
    guard !Workbook.isPackage(entries), entries.contains(where: \.isMember) else {
      return try sheets(of: entries.first?.container == .sequential ? entries.first : nil)
    }
    var found: [Found] = []
    for entry in entries where !entry.isDirectory && (selects ?? isWorkbook)(entry) {
      found += try sheets(of: entry)
    }
    return found
  }

  /// Whether a member bears the name of a workbook.
  private func isWorkbook(_ entry: ArchiveEntry) -> Bool {
    let name = (entry.path.last ?? "").lowercased()
    return !Self.isNote(name) && [".xlsx", ".xlsm"].contains { name.hasSuffix($0) }
  }

  /// Whether a file is a spreadsheet program's note that a workbook is open: `~$book.xlsx`.
  static func isNote(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix("~$") ?? false
  }

  private func sheets(of entry: ArchiveEntry?) throws -> [Found] {
    let place = entry?.path ?? []
    do {
      let workbook = try Workbook(archive, entry: entry)
      return try selected(workbook).map { sheet in
        Found(
          member: (place + [sheet.name]).joined(separator: "!"), entry: sheet.part,
          sheet: (workbook, sheet))
      }
    } catch let error as ArchiveError where error.refusesUnit {
      return [refused(entry, error)]
    } catch let error as Diagnostic where error.status == .input {
      return [refused(entry, ArchiveError(.damaged, error.message))]
    }
  }

  private func refused(_ entry: ArchiveEntry?, _ error: ArchiveError) -> Found {
    Found(
      member: (entry?.path ?? []).joined(separator: "!"),
      entry: ArchiveEntry(unreadable: error, size: entry?.size ?? -1))
  }

  private func selected(_ workbook: Workbook) throws -> [Workbook.Sheet] {
    guard !shape.sheets.isEmpty else { return workbook.sheets.filter { !$0.isHidden } }
    var chosen: Set<Int> = []
    for wanted in shape.sheets {
      let found = indices(of: wanted, workbook.sheets)
      guard !found.isEmpty else {
        throw workbook.hasNoSheet(wanted)
      }
      chosen.formUnion(found)
    }
    return chosen.sorted().map { workbook.sheets[$0] }
  }

  private func indices(of wanted: String, _ sheets: [Workbook.Sheet]) -> [Int] {
    let named = sheets.indices.filter { sheets[$0].name.lowercased() == wanted.lowercased() }
    if !named.isEmpty { return named }
    if let number = Int(wanted) { return sheets.indices.contains(number - 1) ? [number - 1] : [] }
    let glob = Glob(wanted)
    return sheets.indices.filter { !sheets[$0].isHidden && glob.matches(sheets[$0].name) }
  }
}

extension Workbook {
  static let isNotSheet = ArchiveError(.damaged, "it is not a sheet of a workbook")

  /// The SHA-256 of a sheet's content, from those of the parts that make it.
  static func digest(name: String, sheet: [UInt8], parts: [[UInt8]]) -> [UInt8] {
    var hash = SHA256()
    for part in [Array("sohoa sheet 1".utf8), Array(name.utf8), sheet] + parts {
      let bytes = Array("\(part.count) ".utf8) + part
      hash.update(bytes, 0..<bytes.count)
    }
    return hash.finalize()
  }
}

extension UnitInput {
  /// The SHA-256 of the unit's content, from that of its stream.
  func digest(of stream: [UInt8], _ head: Head) -> [UInt8] {
    switch head {
    case .sheet(let head):
      guard let found = unit.sheet else { return stream }
      return Workbook.digest(name: found.sheet.name, sheet: stream, parts: head.partDigests)
    case .table(_, let memo?): return MemoPlace.digest(table: stream, memo: memo.digest)
    case .csv, .xml, .ocr, .columns, .json, .table(_, nil): return stream
    }
  }
}
