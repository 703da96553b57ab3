import Foundation
import Platform
import Testing
import TestSupport

@Suite struct GlobTests {
  @Test(
    "A name fits a pattern as in a shell",
    arguments: [
      ("a.csv", "a.csv", true), ("a.csv", "b.csv", false), ("*.csv", "khai sinh.csv", true),
      ("*.csv", "d/a.csv", false), ("*/*.csv", "d/a.csv", true), ("*", "", true),
      ("?.csv", "a.csv", true), ("?.csv", "ab.csv", false), ("?.csv", "ệ.csv", true),
      ("[ab].csv", "b.csv", true), ("[!ab].csv", "b.csv", false), ("[^ab].csv", "c.csv", true),
      ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[]a]", "]", true), ("[à-ỹ]", "ệ", true),
      ("[ab", "[ab", true), ("[ab", "a", false), ("\\*", "*", true), ("\\*", "a", false),
      ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false), ("**", "a/b/c", true),
      ("**/c", "c", true), ("**/c", "a/b/c", true), ("a/**/c", "a/c", true),
      ("a/**/c", "a/b/b/c", true), ("a/**/c", "b/c", false), ("a/**", "a", false),
      ("a/**", "a/b/c", true), ("**/*.csv", "x/y.csv", true), ("**/x/**/y", "a/x/x/b/y", true),
      ("*", ".hidden", false), (".*", ".hidden", true), ("**/a", ".git/a", false),
      ("**/**/a", "a", true), ("", "", true), ("", "a", false), ("a//b", "a/b", false),
    ])
  func matches(pattern: String, name: String, expected: Bool) {
    #expect(Glob(pattern).matches(name) == expected)
  }

  @Test("Many wildcards do not make matching slow")
  func backtracking() {
    let pattern = Glob(String(repeating: "*a", count: 40) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 300)))
    let deep = Glob(String(repeating: "**/a/", count: 20) + "b")
    #expect(!deep.matches(String(repeating: "a/", count: 200) + "c"))
  }

  @Test("Wildcards are told from plain names")
  func wildcards() {
    #expect(!Glob("a/b.csv").hasWildcards)
    #expect(!Glob("a/\\*.csv").hasWildcards)
    #expect(Glob("**/b.csv").hasWildcards)
  }

  @Test(
    "Files are found sorted by bytes, links do not loop, directories do not count",
    .temporaryDirectory)
  func expand() throws {
    let root = TemporaryDirectory.path
    let manager = FileManager.default
    for directory in ["/d/e", "/.hidden", "/z.csv"] {
      try manager.createDirectory(atPath: root + directory, withIntermediateDirectories: true)
    }
    for file in [
      "/b.csv", "/B.csv", "/a.txt", "/d/c.csv", "/d/e/f.csv", "/.hidden/x.csv", "/q[1].csv",
    ] {
      try Data([1]).write(to: URL(fileURLWithPath: root + file))
    }
    try manager.createSymbolicLink(atPath: root + "/d/loop", withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: root + "/link.csv", withDestinationPath: "b.csv")
    func found(_ pattern: String) throws -> [String] {
      try Glob.expand(root + "/" + pattern).map { String($0.dropFirst(root.count + 1)) }
    }
    #expect(try found("*.csv") == ["B.csv", "b.csv", "link.csv", "q[1].csv"])
    #expect(
      try found("**/*.csv") == ["B.csv", "b.csv", "d/c.csv", "d/e/f.csv", "link.csv", "q[1].csv"])
    #expect(try found("**/**/f.csv") == ["d/e/f.csv"])
    #expect(try found("d/*/b.csv") == ["d/loop/b.csv"])
    #expect(try found("q[1].csv") == ["q[1].csv"])
    #expect(try found("none/*.csv") == [])
    #expect(try found("none.csv") == [])
    #expect(try found("a.txt/*") == [])
  }
}
