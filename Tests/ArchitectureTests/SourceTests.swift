import Testing

@Suite struct SourceTests {
  @Test("Unsafe code stands only in Bindings and Columnar/Storage, and says why it is safe")
  func unsafeCodeIsFenced() throws {
    for file in try SourceTree.swiftFiles(in: "Sources") {
      let uses = file.code.filter { line in
        line.text.split(whereSeparator: { !$0.isLetter }).contains("unsafe")
      }
      guard let first = uses.first else { continue }
      #expect(
        file.part(1) == "Bindings" || file.path.hasPrefix("Sources/Core/Columnar/Storage/"),
        "\(file.path):\(first.number)")
      #expect(file.lines.contains { $0.contains("SAFETY") }, "\(file.path) gives no reason")
    }
  }

  @Test("Nothing in the sources traps on purpose but preconditions")
  func nothingTraps() throws {
    for file in try SourceTree.swiftFiles(in: "Sources") {
      for line in file.code {
        for word in ["try!", "as!", "fatalError(", "unsafeFlags"] {
          #expect(!line.text.contains(word), "\(file.path):\(line.number) \(word)")
        }
      }
    }
  }

  @Test(
    "Two types vouch for their own safety: the monitor under all that threads share, and the array of large columns"
  )
  func uncheckedCodeIsFenced() throws {
    let files = try SourceTree.swiftFiles(in: "Sources").filter { file in
      file.code.contains { $0.text.contains("@unchecked") }
    }
    #expect(
      files.map(\.path) == [
        "Sources/Bindings/Platform/Monitor.swift", "Sources/Core/Columnar/Storage/SpillArray.swift",
      ])
  }

  @Test("Files stay short", arguments: ["Sources", "Tests"])
  func filesAreShort(folder: String) throws {
    for file in try SourceTree.swiftFiles(in: folder) {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("No file has a name that says nothing")
  func namesSayWhatIsInside() throws {
    for file in try SourceTree.swiftFiles(in: "Sources") {
      for word in ["Util", "Helper", "Common", "Manager", "Misc", "Placeholder"] {
        #expect(!file.path.contains(word), "\(file.path)")
      }
    }
  }

  @Test("No to-do and no leftover stands in the sources", arguments: ["Sources", "Tests"])
  func nothingIsLeftOver(folder: String) throws {
    for file in try SourceTree.swiftFiles(in: folder) {
      for (index, line) in file.lines.enumerated() {
        for word in ["TO" + "DO", "FIX" + "ME", "XX" + "X "] {
          #expect(!line.contains(word), "\(file.path):\(index + 1)")
        }
      }
    }
  }

  @Test("The top folder holds what was agreed, and nothing else")
  func topFolder() throws {
    let agreed: Set = [
      "Package.swift", "Sources", "Tests", "Pipelines", "SampleData", "README.md", "Benchmarks",
      "Docs", "LICENSE",
    ]
    let entries = Set(try SourceTree.entries(of: "")).filter { !$0.hasPrefix(".") }
    // A lock file belongs to a build, as `.build` does.
    #expect(entries.subtracting(["Package.resolved"]).sorted() == agreed.sorted())
  }

  @Test("Every target's tests bear its name", arguments: ["Core", "Bindings", "Stages", "Engine"])
  func targetsHaveTests(layer: String) throws {
    let tests = Set(try SourceTree.entries(of: "Tests"))
    let targets = try SourceTree.entries(of: "Sources/" + layer)
    // Modules of C code, such as `CZlib`, are tested by their wrappers.
    for target in targets
    where target.prefix(2).count(where: \.isUppercase) < 2 || target == "SQLite" {
      #expect(tests.contains(target + "Tests"), "\(layer)/\(target)")
    }
  }
}
