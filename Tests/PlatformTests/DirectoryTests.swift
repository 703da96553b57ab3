import Foundation
import Platform
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct DirectoryTests {
  @Test("Folders are made with those above them, and may be there already")
  func make() throws {
    let path = TemporaryDirectory.path + "/a/b/c"
    try Directory.make(path)
    try Directory.make(path)
    #expect(try FileListing(of: TemporaryDirectory.path + "/a/b").entries.map(\.name) == ["c"])
  }

  @Test("A file that is put into a folder is there whole, for its owner only, and replaces another")
  func put() throws {
    let path = TemporaryDirectory.path
    for content in [[1, 2, 3], [], [UInt8](repeating: 7, count: 3_000_000)] as [[UInt8]] {
      try Directory.put(content, named: "a", in: path)
      #expect(try FileListing(of: path).entries.map(\.name) == ["a"])
      let file = try File(readingFrom: path + "/a")
      var bytes = [UInt8](repeating: 0, count: content.count + 1)
      #expect(try file.read(at: 0, into: &bytes, bytes.indices) == content.count)
      #expect(Array(bytes.dropLast()) == content)
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/a")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("What cannot be put anywhere says so and leaves nothing")
  func notPut() throws {
    let path = TemporaryDirectory.path
    #expect(throws: SystemError.self) { try Directory.put([1], named: "a", in: path + "/none") }
    // A file cannot take a folder's place.
    try Directory.make(path + "/a")
    #expect(throws: SystemError.self) { try Directory.put([1], named: "a", in: path) }
    #expect(try FileListing(of: path).entries.map(\.name) == ["a"])
  }

  @Test("A folder that cannot be made says which")
  func refused() {
    #expect {
      try Directory.make("/proc/none/a")
    } throws: {
      ($0 as? SystemError)?.path == "/proc/none"
    }
  }
}
