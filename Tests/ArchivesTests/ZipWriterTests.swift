import Archives
import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct ZipWriterTests {
  @Test("What is written member by member is read again, byte for byte")
  func roundTrip() throws {
    let members: [(String, [[UInt8]])] = [
      ("a.txt", [Array("xin ".utf8), Array("chào".utf8)]), ("thư mục/trống.bin", []),
      ("lớn.bin", (0..<50).map { [UInt8](repeating: UInt8($0), count: 10_000) }),
    ]
    var bytes: [UInt8] = []
    let writer = ZipWriter { bytes += $0 }
    for (name, pieces) in members {
      try writer.begin(name)
      for piece in pieces { writer.add(piece) }
      try writer.end()
    }
    try writer.finish()
    let path = TemporaryDirectory.path + "/a.zip"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let archive = try Archive(path: path)
    let entries = try archive.entries()
    #expect(entries.map(\.path) == members.map { [$0.0] })
    for (entry, member) in zip(entries, members) {
      let stream = try archive.open(entry)
      var content: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try stream.read(into: &buffer, at: 0)
        if count == 0 { break }
        content += buffer[..<count]
      }
      #expect(content == Array(member.1.joined()))
    }
  }
}
