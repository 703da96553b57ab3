import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct DoctorTests {
  private var command: Prompt { Prompt(in: TemporaryDirectory.path) }

  private func findings(_ result: Command.Outcome) throws -> [[String: Any]] {
    objects(try JSONSerialization.jsonObject(with: Data(result.output.utf8)))
  }

  @Test("Without a database it looks at everything and writes nothing")
  func looks() async throws {
    let result = try await command.run(["doctor", "--json"])
    let findings = try findings(result)
    #expect(result.status == 0)
    #expect(
      findings.compactMap { $0["subject"] as? String } == [
        "SQLite", "libpq", "libxml2", "zlib", "libarchive", "encodings", "locale", "processors",
        "open files",
        "memory",
        "clock", "disk",
      ])
    #expect(findings.allSatisfy { ["OK", "WARN"].contains($0["state"] as? String) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: command.directory).isEmpty)
  }

  @Test("The trial file beside a database is gone afterwards")
  func trial() async throws {
    let result = try await command.run(["doctor", "--database", "sqlite:x.sqlite"])
    #expect(result.status == 0)
    #expect(result.output.contains("write and sync"))
    #expect(result.output.contains("x.sqlite is not there yet; the first run makes it"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: command.directory).isEmpty)
  }

  @Test(
    "What fails has a remedy and ends with 74",
    arguments: ["sqlite:/proc/none/x.sqlite", "mysql:x"])
  func failures(database: String) async throws {
    let result = try await command.run(["doctor", "--json", "--database", database])
    #expect(result.status == 74)
    let failed = try findings(result).filter { $0["state"] as? String == "FAIL" }
    #expect(!failed.isEmpty)
    #expect(failed.allSatisfy { $0["remedy"] is String })
  }

  @Test("A file that is no database is a failure")
  func noDatabase() async throws {
    try Data(repeating: 65, count: 4096).write(
      to: URL(fileURLWithPath: command.directory + "/x.sqlite"))
    let result = try await command.run(["doctor", "--database", "sqlite:x.sqlite"])
    #expect(result.status == 74)
    #expect(result.output.contains("FAIL"))
  }
}
