/// What a unit is and where it was found.
public struct UnitIdentity: Sendable, Equatable {
  /// The state of the file a unit lies in, as the file system tells it; equal stamps mean that the
  /// file need not be read to know that it is the same.
  public struct Stamp: Sendable, Equatable {
    /// The file's size in bytes.
    public var size: Int64
    /// When its content changed last, in nanoseconds since 1970.
    public var modified: Int64
    /// When the file system changed anything about it last; nobody can set this one.
    public var changed: Int64
    /// Its number in the file system.
    public var inode: Int64

    /// Creates a stamp.
    public init(size: Int64, modified: Int64, changed: Int64, inode: Int64) {
      self.size = size
      self.modified = modified
      self.changed = changed
      self.inode = inode
    }
  }

  /// The name of the source in the definition.
  public var source: String
  /// The file's path, as the definition's pattern found it.
  public var path: String
  /// The member's path inside the archive, nested archives joined by `!`; empty for a plain file.
  public var member: String
  /// The content's length in bytes; -1 where only reading can tell.
  public var size: Int64
  /// The content's CRC-32; -1 where only reading can tell.
  public var crc32: Int64
  /// The content's SHA-256 in hexadecimal; empty where it has not been read yet.
  public var sha256: String
  /// The file's stamp.
  public var stamp: Stamp

  /// Creates an identity.
  public init(
    source: String, path: String, member: String, size: Int64, crc32: Int64, sha256: String = "",
    stamp: Stamp
  ) {
    self.source = source
    self.path = path
    self.member = member
    self.size = size
    self.crc32 = crc32
    self.sha256 = sha256
    self.stamp = stamp
  }

  /// The unit's name for people: `path` or `path!member`.
  public var name: String { member.isEmpty ? path : path + "!" + member }
}
