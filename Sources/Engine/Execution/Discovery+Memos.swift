import Archives
import Dataflow
import Platform

extension Discovery {
  /// Where the memo file of a table lies, if there is one.
  func memoPlace(
    of entry: ArchiveEntry, _ entries: [ArchiveEntry], _ path: String
  ) throws -> MemoPlace? {
    guard !entry.isMember else { return MemoPlace(beside: entry, in: entries, path: path) }
    do {
      return try MemoPlace(beside: path)
    } catch let error as ArchiveError {
      throw error.diagnostic(unit: path)
    } catch let error as SystemError {
      throw Diagnostic("SH5002", error.description, status: .inputOutput)
    }
  }

  /// The stamp of a file with that of its memo file.
  func stamp(
    of archive: Archive, _ memo: MemoPlace?, _ path: String
  ) throws -> UnitIdentity.Stamp {
    do {
      return try MemoPlace.stamp(archive.identity(), memo)
    } catch let error as SystemError {
      throw Diagnostic("SH5002", error.description, status: .inputOutput)
    } catch let error as ArchiveError {
      throw error.diagnostic(unit: path)
    }
  }

  /// One checksum of a table and its memo file; -1 where only reading tells.
  static func crc32(_ table: UInt32?, _ memo: MemoPlace?) -> Int64 {
    guard let table else { return -1 }
    guard let memo else { return Int64(table) }
    guard let other = memo.entry.crc32 else { return -1 }
    return Int64(table &+ other &* 31)
  }
}
