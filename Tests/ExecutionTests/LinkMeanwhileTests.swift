import Execution
import Foundation
import Planning
import SQLite
import TestSupport
import Testing

/// Loads that are committed while a link is at work.
@Suite(.temporaryDirectory) struct LinkMeanwhileTests {
  @Test("What is loaded while a link reads is linked by it or by the next one, never by none")
  func meanwhile() throws {
    for moment in ["read", "learn", "cluster", "find"] {
      try? FileManager.default.removeItem(atPath: TemporaryDirectory.path + "/in")
      try? FileManager.default.removeItem(atPath: TemporaryDirectory.path + "/out.sqlite")
      let register = try Register(units: 1)
      try register.run()
      let path = register.path + "/link.yaml"
      try """
      sohoa: 1
      name: people
      database: sqlite:out.sqlite
      link:
        person:
          fields: { name: name, number: number }
          records: { people: { from: nguoi, id: so, fields: { name: name_title(ten), number: so } } }
          block: [[number], [bare(name)]]
          compare: { name: {}, number: {} }
      """.write(toFile: path, atomically: true, encoding: .utf8)
      var definition = Definition.load(path, options: .process(settings: [:]))
      let compiled = PlanCompiler.compile(
        &definition, database: "sqlite:\(register.path)/out.sqlite")
      #expect(definition.diagnostics.isEmpty, "\(definition.diagnostics)")
      let plan = try #require(compiled)
      func link(_ tell: @escaping (String) -> Void = { _ in }) throws -> LinkSession.Report? {
        try LinkSession(plan: plan, threads: 2, tell: tell).run(always: false).first
      }
      func add(_ unit: Int) throws {
        try Data(People.csv(register: unit, count: 300))
          .write(to: URL(fileURLWithPath: "\(register.path)/in/so\(unit).csv"))
        try register.run()
      }
      var isLoaded = moment == "find"
      _ = try link { step in
        if isLoaded || !step.hasPrefix(moment) { return }
        isLoaded = true
        do { try add(1) } catch { Issue.record(error) }
      }
      if moment == "find" {
        // The same while a delivery is linked.
        try add(1)
        isLoaded = false
        _ = try link { step in
          if isLoaded || !step.hasPrefix(moment) { return }
          isLoaded = true
          do { try add(2) } catch { Issue.record(error) }
        }
      }
      #expect(isLoaded, "\(moment)")
      _ = try link()
      #expect(try link() == nil)
      let connection = try Connection(path: register.path + "/out.sqlite")
      let missing = try connection.integer(
        "SELECT count(*) FROM nguoi WHERE so NOT IN (SELECT record_id FROM person_cluster)")
      #expect(missing == 0, "\(moment)")
      #expect(
        try connection.integer("SELECT count(*) FROM nguoi")
          == connection.integer("SELECT count(*) FROM person_cluster"))
    }
  }
}
