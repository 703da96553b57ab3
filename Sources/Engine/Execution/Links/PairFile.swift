import Digests
import Foundation
import Loading
import Planning
import Platform
import SQLite

/// The file beside the database, or in the folder .sohoa of the definition, that holds the pairs which a
/// link has scored until its result is written.
struct PairFile {
  private let path: String

  init(of link: String, _ plan: Plan) {
    let url = plan.database
    let hash = SHA256.hash(Array("\(Database.name(of: url)) \(link)".utf8)).hexadecimal.prefix(16)
    if let database = Database.sqlitePath(of: url) {
      path = "\(database)-link-\(hash)"
    } else {
      let folder = plan.file.lastIndex(of: "/").map { String(plan.file[...$0]) } ?? ""
      path = "\(folder).sohoa/link-\(hash)"
      // Without the folder nothing is kept, which only costs time after a kill.
      try? Directory.make(folder + ".sohoa")
    }
  }

  /// Runs `body` with the file; a file that is damaged is made anew.
  func keeping<Result>(_ body: (String) throws -> Result) throws -> Result {
    do { return try body(path) } catch let error as SQLiteError where error.isCorrupt {
      remove()
      return try body(path)
    }
  }

  /// Removes the file.
  func remove() {
    for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }
}
