import Dataflow
import Foundation

/// The file system that a directory lies on.
struct FileSystem {
  /// What the system calls its kind, such as `ext4`.
  let kind: String
  /// The bytes that may still be written.
  let freeBytes: Int64

  /// Examines the file system of an existing directory, or gives `nil` where the system does not tell.
  init?(of directory: String) {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: directory)
    guard let free = attributes?[.systemFreeSize] as? NSNumber else { return nil }
    freeBytes = free.int64Value
    kind = Self.kind(of: URL(fileURLWithPath: directory).resolvingSymlinksInPath().path)
  }

  /// Whether it is another machine's, where locks and shared memory may not hold.
  var isRemote: Bool {
    ["nfs", "nfs4", "cifs", "smb3", "9p"].contains(kind) || kind.hasPrefix("fuse")
  }

  /// The kind of the mount whose point is the longest beginning of a path.
  private static func kind(of path: String) -> String {
    let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
    var best = (length: -1, kind: "an unknown file system")
    for line in mounts.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count > 2 else { continue }
      let point = parts[1].replacingOccurrences(of: "\\040", with: " ")
      let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
      if isAbove && point.count >= best.length { best = (point.count, String(parts[2])) }
    }
    return best.kind
  }
}
