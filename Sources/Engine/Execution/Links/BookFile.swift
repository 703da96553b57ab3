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

  /// The book that the last linkage left.
  func open(_ link: LinkPlan, basis: String?, fingerprint: String?) -> StandingBook? {
    guard let basis, let fingerprint else { return nil }
    return StandingBook(path: path, plan: link, state: Self.state(basis, fingerprint))
  }

  /// Keeps what a linkage read; since it can be made anew, a failure only costs time.
  func keep(
    _ outcome: LinkRun.Outcome, in book: StandingBook?, _ link: LinkPlan, basis: String,
    fingerprint: String
  ) {
    let state = Self.state(basis, fingerprint)
    do {
      if let book, outcome.isPart { return try book.add(outcome, link, state: state) }
      remove()
      let new = path + "-new"
      // What people wrote in registers is not for everybody who may read the folder.
      guard
        FileManager.default.createFile(
          atPath: new, contents: nil, attributes: [.posixPermissions: 0o600])
      else { return }
      guard try StandingBook.make(new, of: outcome, link, state: state) else { return remove() }
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
