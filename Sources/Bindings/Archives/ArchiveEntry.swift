/// One content that a file holds: the file itself, what it decodes to, or an archive's member.
public struct ArchiveEntry: Sendable, Equatable {
  /// What kind of file the entry was found in.
  public enum Container: String, Sendable {
    /// The file is the content.
    case plain
    /// The file is the content compressed with GZIP.
    case gzip
    /// The content is a member of a ZIP archive.
    case zip
    /// The file is read from front to back: the content is a member of a tar, 7z or RAR archive, or
    /// the file is the content compressed otherwise than with GZIP.
    case sequential
  }

  /// What kind of file the entry was found in.
  public var container: Container
  /// The names of the member and of the archives around it, outermost first; empty when
  /// the file holds one content only.
  public var path: [String]
  /// The same names as stored, undecoded.
  public var rawPath: [[UInt8]]
  /// The number of bytes it takes up compressed.
  public var compressedSize: Int64
  /// The number of bytes of content, `nil` where only reading tells.
  public var size: Int64?
  /// The CRC-32 that the archive promises, `nil` where none does.
  public var crc32: UInt32?
  /// How it is compressed: "stored", "deflate", or the name of another method or archive format.
  public var method: String
  /// Whether it is a directory, which has no content.
  public var isDirectory: Bool
  /// Whether it is encrypted.
  public var isEncrypted: Bool
  /// Why it cannot be read, as far as that is known without reading it.
  public var problem: ArchiveError?

  /// Whether it is one of several contents that its file may hold.
  public var isMember: Bool { !path.isEmpty }

  /// The member of the file that is read from front to back, if it is one.
  var sequentialMember: SequentialMember?
  /// The members of ZIP archives to go through, outermost first.
  var members: [ZipMember]

  /// The names joined by slashes, with control and direction characters escaped: for people.
  public var label: String { path.map(Self.escaped).joined(separator: "/") }

  private static func escaped(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default:
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  init(file container: Container, size: Int64) {
    self.container = container
    path = []
    rawPath = []
    compressedSize = size
    self.size = container == .plain ? size : nil
    crc32 = nil
    method = container == .plain ? "stored" : "deflate"
    isDirectory = false
    isEncrypted = false
    members = []
  }

  /// Creates an entry for a file of which not even the directory can be read.
  ///
  /// - Parameters:
  ///   - problem: why.
  ///   - size: the file's size in bytes.
  public init(unreadable problem: ArchiveError, size: Int64) {
    self.init(file: .plain, size: size)
    self.problem = problem
  }

  /// Creates an entry that stands for a member of an archive that was not listed again, so that it
  /// cannot be opened.
  ///
  /// - Parameter size: the number of bytes of its content.
  public init(listedBefore size: Int64) {
    self.init(file: .sequential, size: size)
    problem = ArchiveError(.unsupported, "the archive was not listed again")
  }

  init(members: [ZipMember], inside outer: SequentialMember? = nil, problem: ArchiveError?) {
    let member = members[members.count - 1]
    container = .zip
    path = (outer.map { [$0.name] } ?? []) + members.map(\.name)
    rawPath = (outer.map { [$0.rawName] } ?? []) + members.map(\.rawName)
    compressedSize = member.compressedSize
    size = member.size
    crc32 = member.crc32
    method = member.methodName
    isDirectory = member.isDirectory
    isEncrypted = member.isEncrypted
    self.problem = problem
    sequentialMember = outer
    self.members = members
  }

  init(_ member: SequentialMember, compressedSize: Int64, problem: ArchiveError?) {
    container = .sequential
    path = member.name.isEmpty ? [] : [member.name]
    rawPath = member.name.isEmpty ? [] : [member.rawName]
    self.compressedSize = compressedSize
    size = member.size
    crc32 = member.crc32
    method = member.method
    isDirectory = member.isDirectory
    isEncrypted = member.isEncrypted
    self.problem = problem
    sequentialMember = member
    members = []
  }
}
