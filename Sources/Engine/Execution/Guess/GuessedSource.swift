import Archives
import Dataflow
import Extraction
import LegacyText

/// Units that are read in one way.
struct GuessedSource {
  /// How the units are read.
  enum Format: Equatable {
    /// Delimited text in an encoding.
    case csv(String)
    /// Records at a path.
    case xml(String)
    /// Pages of recognised text in a format.
    case ocr(OCRShape.Format)
  }

  var format: Format
  /// The files, in the order in which they were named.
  var files: [String] = []
  /// Patterns for the members of archives; empty for plain and compressed files.
  var members: [String] = []
  /// The headers or paths, in the order in which they were met, and how many units have each.
  var headers: [(name: String, count: Int)] = []
  /// The units looked at.
  var unitCount = 0
  /// What told a legacy encoding.
  var evidence = ""
}

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
      do {
        let archive = try Archive(path: file, limits: ArchiveLimits())
        let entries = try archive.entries()
        if entries.contains(where: { $0.path.last == "[Content_Types].xml" }) {
          skipped.append((file, "workbooks are not guessed yet: write 'xlsx' in a definition"))
          continue
        }
        for entry in entries where !entry.isDirectory {
          look(at: entry, in: archive, file)
        }
      } catch {
        throw error.diagnostic(unit: file)
      }
    }
  }

  private mutating func look(at entry: ArchiveEntry, in archive: Archive, _ file: String) {
    let name = ([file] + entry.path).joined(separator: "!")
    do {
      if let problem = entry.problem { throw problem }
      let beginning = try Self.beginning(of: entry, in: archive)
      let text = String(decoding: beginning, as: UTF8.self)
      if text.drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" }).hasPrefix("<") {
        if let outline = OCROutline(beginning) {
          add(.ocr(outline.format), file, entry, outline.zones)
          return
        }
        guard let outline = MarkupOutline(text) else {
          skipped.append((name, "no element repeats"))
          return
        }
        add(.xml(outline.record), file, entry, outline.fields)
        return
      }
      try addText(entry, in: archive, file)
    } catch let error as ArchiveError {
      skipped.append((name, error.message))
    } catch let error as Diagnostic {
      skipped.append((name, error.message))
    } catch {
      skipped.append((name, "it cannot be read"))
    }
  }

  /// Delimited text: Unicode where the bytes prove it, else what the words tell.
  private mutating func addText(
    _ entry: ArchiveEntry, in archive: Archive, _ file: String
  ) throws {
    let head = try CSVHead.read(from: archive.open(entry), fields: [], dialect: CSVDialect())
    let isLegacy = head.encoding.isLegacy
    add(.csv(isLegacy ? head.encoding.name : "auto"), file, entry, head.headers)
    guard isLegacy, let verdict = head.encodingFindings.first?.verdict,
      let index = sources.firstIndex(where: { $0.format == .csv(head.encoding.name) })
    else { return }
    if sources[index].evidence.isEmpty { sources[index].evidence = verdict.evidence }
  }

  private mutating func add(
    _ format: GuessedSource.Format, _ file: String, _ entry: ArchiveEntry, _ headers: [String]
  ) {
    let found = sources.firstIndex {
      $0.format == format && $0.members.isEmpty != entry.isMember
    }
    let index = found ?? sources.count
    if found == nil { sources.append(GuessedSource(format: format)) }
    if let member = entry.path.last {
      let pattern = member.lastIndex(of: ".").map { "*" + member[$0...] } ?? "*"
      if !sources[index].members.contains(pattern) { sources[index].members.append(pattern) }
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
