import Foundation
import Linking
import Planning

/// The file beside the database, or in the folder .sohoa of the definition, by which a link knows the
/// records that stand.
struct BookFile {
  private let path: String

  init(of link: String, _ plan: Plan) { path = plan.linkFile("standing", of: link) }

  /// What a book must have been made of to be of use.
  private static func state(_ basis: String, _ fingerprint: String) -> String {
    "\(basis) \(fingerprint)"
  }

  /// The book that the last linkage left, and how far it had seen the tables.
  func open(
    _ link: LinkPlan, basis: String, fingerprint: String
  ) -> (book: StandingBook, seen: LinkWatermark)? {
    guard
      let book = StandingBook(
        path: path, plan: link, state: Self.state(basis, fingerprint)),
      let seen = try? JSONDecoder().decode(LinkWatermark.self, from: Data(book.notes.utf8))
    else { return nil }
    return (book, seen)
  }

  /// Keeps what a linkage read; since it can be made anew, a failure only costs time.
  func keep(
    _ outcome: LinkRun.Outcome, in book: StandingBook?, _ link: LinkPlan, basis: String,
    fingerprint: String, seen: LinkWatermark?
  ) {
    let state = Self.state(basis, fingerprint)
    guard let seen, let notes = try? String(decoding: JSONEncoder().encode(seen), as: UTF8.self)
    else { return remove() }
    do {
      if let book, outcome.isPart { return try book.add(outcome, link, state: state, notes: notes) }
      remove()
      let new = path + "-new"
      // What people wrote in registers is not for everybody who may read the folder.
      guard
        FileManager.default.createFile(
          atPath: new, contents: nil, attributes: [.posixPermissions: 0o600])
      else { return }
      guard try StandingBook.make(new, of: outcome, link, state: state, notes: notes) else {
        return remove()
      }
      try FileManager.default.moveItem(atPath: new, toPath: path)
    } catch { remove() }
  }

  /// Removes the file.
  func remove() {
    for suffix in ["", "-journal", "-new", "-new-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
