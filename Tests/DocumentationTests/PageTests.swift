import Foundation
import Testing

@Suite struct PageTests {
  @Test("Every link leads to a file and a heading that exist", arguments: Document.all)
  func linksLead(page: String) throws {
    let folder = URL(filePath: Document.root + "/" + page).deletingLastPathComponent()
    for link in try Document(page).links {
      let parts = link.split(separator: "#", omittingEmptySubsequences: false)
      let path =
        parts[0].isEmpty
        ? URL(filePath: Document.root + "/" + page) : folder.appending(path: String(parts[0]))
      #expect(FileManager.default.fileExists(atPath: path.path), "\(page): \(link)")
      if parts.count > 1, path.pathExtension == "md" {
        let target = String(path.standardized.path.dropFirst(Document.root.count + 1))
        #expect(try Document(target).anchors.contains(String(parts[1])), "\(page): \(link)")
      }
    }
  }

  @Test(
    "Every fenced block says what it is, so that tests know what to do", arguments: Document.all)
  func blocksHaveALanguage(page: String) throws {
    let known: Set = ["sh", "console", "yaml", "json", "sql", "swift", "mermaid", "text", "ini"]
    for block in try Document(page).blocks {
      #expect(known.contains(block.language), "\(page):\(block.line)")
    }
  }

  @Test("Every source file that a page names exists", arguments: Document.all)
  func namedFilesExist(page: String) throws {
    let name = /`((?:Sources|Tests|Docs|Pipelines|SampleData|Benchmarks|\.ci)\/[^` *…<]*)`/
    for line in try Document(page).prose {
      for match in line.matches(of: name) {
        let path = String(match.1.split(separator: ":")[0])
        #expect(
          FileManager.default.fileExists(atPath: Document.root + "/" + path), "\(page): \(path)")
      }
    }
  }

  @Test("README begins with the two commands that a fresh machine needs")
  func firstCommands() throws {
    let block = try Document("README.md").blocks.first
    #expect(block?.language == "sh")
    let install =
      "apt-get install -y libxml2-dev libsqlite3-dev zlib1g-dev libarchive-dev libpq-dev pkg-config"
    let load = "swift run -c release sohoa run Pipelines/khai-sinh.yaml"
    #expect(block?.lines == ["\(install) && \(load)", "swift test"])
  }

  @Test("The table of exit codes is the one in the code")
  func exitCodes() throws {
    let source = try String(
      contentsOfFile: Document.root + "/Sources/Core/Dataflow/ExitStatus.swift", encoding: .utf8)
    let codes = source.matches(of: /case .* = ([0-9]+)/).map { String($0.1) }
    #expect(try Document("Docs/operations.md").table("exit code").map { $0[0] } == codes)
  }

  @Test("The options of the benchmarks are those of the program")
  func benchmarkOptions() throws {
    let program = try String(
      contentsOfFile: Document.root + "/Benchmarks/run", encoding: .utf8)
    let options = Set(program.matches(of: /add_argument\("(--[a-z-]+)"/).map { String($0.1) })
    let page = try Document("Benchmarks/README.md").lines.joined(separator: "\n")
    let named = Set(page.matches(of: /--[a-z-]+/).map { String($0.0) })
    #expect(options.isSubset(of: named), "\(options.subtracting(named).sorted())")
  }

  @Test("README has no badge, and pages stay short", arguments: Document.all)
  func pagesAreShort(page: String) throws {
    let document = try Document(page)
    #expect(!document.prose.contains { $0.contains("](http") && $0.contains("![") })
    // The reference is generated and as long as the language, and every code is listed.
    let lists = ["Docs/pipeline-reference.md", "Docs/error-codes.md"]
    #expect(lists.contains(page) || document.lines.count <= 260)
  }
}
