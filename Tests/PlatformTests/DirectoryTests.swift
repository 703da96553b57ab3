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

  @Test("A folder that cannot be made says which")
  func refused() {
    #expect {
      try Directory.make("/proc/none/a")
    } throws: {
      ($0 as? SystemError)?.path == "/proc/none"
    }
  }
}
