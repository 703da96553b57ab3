import Dataflow
import Digests
import Foundation
import Loading
import Planning
import Platform

/// The folder with the records of a pipeline's chunks as they were read: beside the database, or in the
/// folder .sohoa of the definition for a database on a server.
struct SpoolFolder {
  /// How much lies in folders.
  struct Size: Equatable {
    /// The number of files.
    var files = 0
    /// What they hold together.
    var bytes: Int64 = 0
  }

  let path: String

  /// The folder of a plan's pipeline, for its database or another one.
  init(_ plan: Plan, at url: String? = nil) {
    let url = url ?? plan.database
    if let database = Database.sqlitePath(of: url) {
      path = Self.path(of: plan.name, beside: database)
      return
    }
    let hash = SHA256.hash(Array("\(Database.name(of: url)) \(plan.name)".utf8))
    let folder = plan.file.lastIndex(of: "/").map { String(plan.file[...$0]) } ?? ""
    path = "\(folder).sohoa/spool-\(hash.hexadecimal.prefix(16))"
  }

  /// The folder of a pipeline that loads a database which is a file.
  init(of pipeline: String, beside database: String) {
    path = Self.path(of: pipeline, beside: database)
  }

  private static func path(of pipeline: String, beside database: String) -> String {
    "\(root(beside: database))/\(pipeline)"
  }

  /// The folder of all pipelines' folders beside a database.
  static func root(beside database: String) -> String { database + "-spool" }

  /// The path of a file in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Makes the folder, so that the disk has it too.
  ///
  /// - Throws: `Diagnostic` when that cannot be.
  func prepare() throws {
    do {
      try Directory.make(path)
      var above = path
      for _ in 0..<2 {
        above = above.lastIndex(of: "/").map { String(above[..<$0]) } ?? "."
        try Directory.sync(above.isEmpty ? "/" : above)
      }
    } catch { throw Self.failure(error) }
  }

  /// What is said where records cannot be kept.
  static func failure(_ error: SystemError) -> Diagnostic {
    Diagnostic(
      "SH5524", "the records as read cannot be kept: \(error.description)", status: .inputOutput,
      remedy: "make room on the disk or take 'spool' out of the definition, then run again")
  }

  /// Removes all files but some.
  ///
  /// - Parameters:
  ///   - kept: the names of those that stay; only asked for where there are files.
  ///   - isTrial: nothing is removed, only counted.
  /// - Returns: what has gone.
  @discardableResult
  func sweep(
    keeping kept: @autoclosure () throws -> Set<String>, isTrial: Bool = false
  ) rethrows -> Size {
    var gone = Size()
    let files = ((try? FileListing(of: path))?.entries ?? []).filter { $0.kind == .file }
    guard !files.isEmpty else { return gone }
    let kept = try kept()
    for entry in files where !kept.contains(entry.name) {
      let size = (try? FileIdentity(of: file(entry.name)))?.size ?? 0
      if !isTrial {
        do { try FileManager.default.removeItem(atPath: file(entry.name)) } catch { continue }
      }
      gone.files += 1
      gone.bytes += size
    }
    return gone
  }

  /// Removes the folder.
  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// How much lies in the folders of all pipelines beside a database.
  static func size(beside database: String) -> Size {
    var size = Size()
    for folder in (try? FileListing(of: root(beside: database)))?.entries ?? [] {
      let part = SpoolFolder(of: folder.name, beside: database).sweep(keeping: [], isTrial: true)
      size.files += part.files
      size.bytes += part.bytes
    }
    return size
  }
}
