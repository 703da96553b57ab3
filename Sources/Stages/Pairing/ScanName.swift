import Columnar

/// The names of scans: what is one, and what two names may differ in and still be the same.
public enum ScanName {
  /// The endings of files that are scans, in small letters.
  public static let endings = ["pdf", "jpg", "jpeg", "png", "tif", "tiff", "jp2", "jpx", "j2k"]

  /// Whether a path has the ending of a scan.
  public static func isScan(_ path: String) -> Bool { fileEnding(of: path) != nil }

  /// A path without the ending of a scan.
  static func withoutEnding(_ path: String) -> Substring {
    fileEnding(of: path).map { path.dropLast($0.utf8.count + 1) } ?? path[...]
  }

  /// The ending of a scan that a path has, as written.
  static func fileEnding(of path: String) -> Substring? {
    guard let dot = path.lastIndex(of: "."), dot < path.endIndex else { return nil }
    let ending = path[path.index(after: dot)...]
    return endings.contains(ending.lowercased()) ? ending : nil
  }

  /// The components of a file's path and of a member's in it; archives lose their endings, and
  /// backslashes of archives made elsewhere are slashes.
  public static func components(path: String, member: [String]) -> [Substring] {
    var parts: [Substring] = []
    let containers = [path] + member.dropLast()
    for (index, name) in ([path] + member).enumerated() {
      var pieces = name.split { $0 == "/" || $0 == "\\" }
      if index < containers.count, !member.isEmpty, let last = pieces.popLast() {
        pieces.append(withoutArchiveEnding(last))
      }
      parts += pieces
    }
    return parts
  }

  private static let archiveEndings: Set = [
    "zip", "7z", "rar", "tar", "tgz", "gz", "xz", "bz2", "zst",
  ]

  private static func withoutArchiveEnding(_ name: Substring) -> Substring {
    var name = name
    while let dot = name.lastIndex(of: "."),
      archiveEndings.contains(name[name.index(after: dot)...].lowercased())
    {
      name = name[..<dot]
    }
    return name
  }

  /// Whether a byte is a letter or figure of ASCII.
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  /// Writes a folded name as names are compared: runs of anything but letters and figures are one
  /// hyphen, zeros before a number are dropped, and the components stay apart.
  static func append(
    _ folded: some Sequence<UInt8>, to key: inout [UInt8], isFirst: Bool
  ) {
    if !isFirst { key.append(UInt8(ascii: "/")) }
    let start = key.count
    var isParted = false
    var zeros = false
    for byte in folded {
      let isDigit = byte &- 0x30 < 10
      guard byte >= 0x80 || isAlphanumeric(byte) else {
        if zeros { key.append(0x30) }
        zeros = false
        isParted = true
        continue
      }
      let followsDigit = !isParted && !zeros && key.count > start && key[key.count - 1] &- 0x30 < 10
      if byte == 0x30, !followsDigit {
        // A number begins with zeros; whether it has other figures is not known yet.
        if isParted, key.count > start { key.append(UInt8(ascii: "-")) }
        isParted = false
        zeros = true
        continue
      }
      if isParted, key.count > start { key.append(UInt8(ascii: "-")) }
      if zeros, !isDigit { key.append(0x30) }
      isParted = false
      zeros = false
      key.append(byte)
    }
    if zeros { key.append(0x30) }
  }
}
