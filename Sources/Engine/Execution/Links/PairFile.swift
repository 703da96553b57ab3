import Foundation
import Planning
import SQLite

/// The file beside the database, or in the folder .sohoa of the definition, that holds the pairs which a
/// link has scored until its result is written.
struct PairFile {
  private let path: String

  init(of link: String, _ plan: Plan) { path = plan.linkFile("link", of: link) }

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
