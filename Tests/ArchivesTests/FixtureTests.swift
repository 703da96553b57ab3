import Archives
import Digests
import Testing

@Suite struct FixtureTests {
  static let sha256 = "a66711a56e93e2aec6c275a4d50345788e41c657325a00a3651839d7eb60134e"

  @Test(
    "Members that other tools made unreadable are refused alone",
    arguments: [
      ("info-zip-encrypted.zip", [ArchiveError(.encrypted, "the entry is encrypted")]),
      (
        "info-zip-symbolic-link.zip",
        [nil, ArchiveError(.unsupported, "the entry is a symbolic link")]
      ),
      (
        "python-bzip2-member.zip",
        [nil, ArchiveError(.unsupported, "the entry is compressed with bzip2")]
      ),
    ])
  func refused(file: String, problems: [ArchiveError?]) throws {
    #expect(try Archive.entries(of: fixture(file)).map(\.problem) == problems)
  }

  @Test(
    "Archives made by Info-ZIP and Python are listed and read",
    arguments: [
      ("python-stored-and-deflated.zip", ["a.csv", "thư mục/khai sinh.csv"]),
      ("python-streamed-descriptor.zip", ["s.csv"]), ("python-zip64.zip", ["big.csv"]),
      ("info-zip-nested-stored.zip", ["in.zip/a.csv"]),
      ("info-zip-nested-deflated.zip", ["in.zip/a.csv", "a.csv"]),
      ("two-members.csv.gz", [""]), ("content.csv", [""]),
    ])
  func known(file: String, labels: [String]) throws {
    let archive = try Archive(path: fixture(file))
    let entries = try archive.entries().filter { $0.label != "empty.txt" }
    #expect(entries.map(\.label) == labels)
    for entry in entries {
      let summary = try archive.summary(of: entry)
      #expect(summary.sha256.hexadecimal == Self.sha256)
      #expect(summary.size == 960)
      #expect(summary.crc32 == 0x2fc55db2)
    }
  }
}
