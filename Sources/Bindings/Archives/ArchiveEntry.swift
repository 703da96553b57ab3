/// One content that a file holds: the file itself, what a GZIP file decodes to, or a ZIP member.
public struct ArchiveEntry: Sendable, Equatable {
  /// What kind of file the entry was found in.
  public enum Container: String, Sendable {
    /// The file is the content.
    case plain
    /// The file is the content compressed with GZIP.
    case gzip
    /// The content is a member of a ZIP archive.
    case zip
  }

  /// What kind of file the entry was found in.
  public var container: Container
  /// The names of the member and of the archives around it, outermost first; empty unless ``zip``.
  public var path: [String]
  /// The same names as stored, undecoded.
  public var rawPath: [[UInt8]]
  /// The number of bytes it takes up compressed.
  public var compressedSize: Int64
  /// The number of bytes of content, `nil` where only reading tells (GZIP).
  public var size: Int64?
  /// The CRC-32 that the archive promises, `nil` where none does.
  public var crc32: UInt32?
  /// How it is compressed: "stored", "deflate", or the name of a method that is not read.
  public var method: String
  /// Whether it is a directory, which has no content.
  public var isDirectory: Bool
  /// Whether it is encrypted.
  public var isEncrypted: Bool
  /// Why it cannot be read, as far as that is known without reading it.
  public var problem: ArchiveError?

  /// The members to go through, outermost first; empty unless ``zip``.
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

  init(members: [ZipMember], problem: ArchiveError?) {
    let member = members[members.count - 1]
    container = .zip
    path = members.map(\.name)
    rawPath = members.map(\.rawName)
    compressedSize = member.compressedSize
    size = member.size
    crc32 = member.crc32
    method = member.methodName
    isDirectory = member.isDirectory
    isEncrypted = member.isEncrypted
    self.problem = problem
    self.members = members
  }
}
