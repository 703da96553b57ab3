public import Archives
import Dataflow
import Digests
import Extraction
import Platform

/// Where the memo file of a DBF unit lies: the .fpt or .dbt of the same name, letter case aside, in the
/// same folder or archive.
public struct MemoPlace: Sendable {
  /// The file that holds it.
  public var path: String
  /// What of it is the memo file.
  public var entry: ArchiveEntry

  private static let extensions = [".fpt", ".dbt"]

  /// The memo file beside a plain file, or `nil`.
  ///
  /// - Throws: `ArchiveError` when it cannot be opened, `SystemError` when the folder cannot be read.
  init?(beside path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let wanted = Self.names(for: String(path.dropFirst(folder.count)))
    let names = try FileListing(of: folder.isEmpty ? "." : folder).entries.map(\.name)
    guard
      let name = wanted.lazy.compactMap({ wanted in names.first { $0.lowercased() == wanted } })
        .first
    else { return nil }
    let archive = try Archive(path: folder + name)
    guard let entry = try archive.entries().first, !entry.isMember else { return nil }
    self.path = folder + name
    self.entry = entry
  }

  /// The memo file beside a member of an archive, or `nil`.
  init?(beside member: ArchiveEntry, in entries: [ArchiveEntry], path: String) {
    guard let name = member.path.last else { return nil }
    let wanted = Self.names(for: name)
    let siblings = entries.filter {
      !$0.isDirectory && $0.path.count == member.path.count
        && $0.path.dropLast() == member.path.dropLast()
    }
    guard
      let entry = wanted.lazy.compactMap({ wanted in
        siblings.first { $0.path.last?.lowercased() == wanted }
      }).first
    else { return nil }
    self.path = path
    self.entry = entry
  }

  /// The names, in small letters, that the memo file of a table may have.
  private static func names(for table: String) -> [String] {
    let name = table.lowercased()
    let stem = name.hasSuffix(".dbf") ? String(name.dropLast(4)) : name
    return extensions.map { stem + $0 }
  }

  /// Whether an entry is to be read as a table: no memo file is, and of members that nobody has named
  /// only a .dbf.
  static func mayBeTable(_ entry: ArchiveEntry, _ path: String, isNamed: Bool) -> Bool {
    let name = (entry.path.last ?? path).lowercased()
    guard !extensions.contains(where: { name.hasSuffix($0) }) else { return false }
    return !entry.isMember || isNamed || name.hasSuffix(".dbf")
  }

  /// Copies the memo file to where it can be read anywhere.
  func open(limits: ArchiveLimits) throws -> MemoFile {
    try MemoFile(copying: Archive(path: path, limits: limits).open(entry))
  }

  /// What the system knows of a file, and of the memo file beside it: one stamp, which changes when
  /// either does.
  static func stamp(_ file: FileIdentity, _ memo: MemoPlace?) throws -> UnitIdentity.Stamp {
    var stamp = UnitIdentity.Stamp(file)
    guard let memo, !memo.entry.isMember else { return stamp }
    let other = try FileIdentity(of: memo.path)
    stamp.size += other.size
    stamp.modified = max(stamp.modified, other.modified)
    stamp.changed = max(stamp.changed, other.changed)
    return stamp
  }

  /// The SHA-256 of a table's content, from those of its two files.
  static func digest(table: [UInt8], memo: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    for part in [Array("sohoa table 1".utf8), table, memo] {
      let bytes = Array("\(part.count) ".utf8) + part
      hash.update(bytes, 0..<bytes.count)
    }
    return hash.finalize()
  }
}
