import Foundation
import Platform
import Testing
import TestSupport

@Suite(.temporaryDirectory) struct FileTests {
  @Test("Bytes are read at any offset, fewer only at the end")
  func reading() throws {
    let path = TemporaryDirectory.path + "/a"
    try Data([1, 2, 3, 4, 5]).write(to: URL(fileURLWithPath: path))
    let file = try File(readingFrom: path)
    var buffer = [UInt8](repeating: 9, count: 4)
    #expect(try file.read(at: 1, into: &buffer, 1..<3) == 2)
    #expect(buffer == [9, 2, 3, 9])
    #expect(try file.read(at: 3, into: &buffer, 0..<4) == 2)
    #expect(buffer == [4, 5, 3, 9])
    #expect(try file.read(at: 5, into: &buffer, 0..<4) == 0)
    #expect(try file.read(at: 0, into: &buffer, 2..<2) == 0)
  }

  @Test("Writing to a file changes its identity, and only then")
  func identity() throws {
    let path = TemporaryDirectory.path + "/a"
    try Data([1]).write(to: URL(fileURLWithPath: path))
    let file = try File(readingFrom: path)
    let before = try file.identity()
    #expect(try FileIdentity(of: path) == before)
    #expect(before.size == 1)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([2]))
    try handle.close()
    #expect(try file.identity() != before)
    #expect(try file.identity().inode == before.inode)
  }

  @Test("A refusal names the operation, the path and the system's reason")
  func refusals() {
    let root = TemporaryDirectory.path
    #expect(throws: SystemError(errno: 2, operation: "open", path: root + "/none")) {
      _ = try File(readingFrom: root + "/none")
    }
    #expect(throws: SystemError(errno: 21, operation: "open", path: root)) {
      _ = try File(readingFrom: root)
    }
    #expect(throws: SystemError(errno: 22, operation: "open", path: "/dev/null")) {
      _ = try File(readingFrom: "/dev/null")
    }
    #expect(throws: SystemError(errno: 22, operation: "open", path: "a\u{0}b")) {
      _ = try File(readingFrom: "a\u{0}b")
    }
    #expect(throws: SystemError(errno: 2, operation: "list", path: root + "/none")) {
      _ = try FileListing(of: root + "/none")
    }
    #expect(
      SystemError(errno: 13, operation: "open", path: "/x").description
        == "cannot open /x: Permission denied")
  }

  @Test("A listing is sorted by bytes and tells kinds apart")
  func listing() throws {
    let root = TemporaryDirectory.path
    for name in ["b", "B", "ắ"] { try Data().write(to: URL(fileURLWithPath: root + "/" + name)) }
    try FileManager.default.createDirectory(
      atPath: root + "/d", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: root + "/l", withDestinationPath: "b")
    let entries = try FileListing(of: root).entries
    #expect(entries.map(\.name) == ["B", "b", "d", "l", "ắ"])
    #expect(entries.map(\.kind) == [.file, .file, .directory, .link, .file])
  }
}
