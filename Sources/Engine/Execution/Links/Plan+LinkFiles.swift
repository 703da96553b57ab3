import Digests
import Loading
import Planning
import Platform

extension Plan {
  /// The path of a file that a link keeps beside the database, or for a server in the folder .sohoa of
  /// the definition, which is made; where it cannot be, nothing is kept, which only costs time.
  ///
  /// - Parameters:
  ///   - kind: what the file is for, as in `link`.
  ///   - link: the link's name.
  /// - Returns: the path, whether there is such a file or not.
  func linkFile(_ kind: String, of link: String) -> String {
    let text = Array("\(Database.name(of: database)) \(link)".utf8)
    let hash = SHA256.hash(text).hexadecimal.prefix(16)
    if let path = Database.sqlitePath(of: database) { return "\(path)-\(kind)-\(hash)" }
    try? Directory.make(linkFolder)
    return "\(linkFolder)/\(kind)-\(hash)"
  }

  /// The folder in which a link keeps files.
  var linkFolder: String {
    func folder(_ path: String) -> String {
      path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    }
    if let path = Database.sqlitePath(of: database) { return folder(path) }
    return folder(file) + ".sohoa"
  }
}
