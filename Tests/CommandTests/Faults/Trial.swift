import Foundation
import TestSupport
import Testing

/// A delivery, how it is loaded, and what an undisturbed load of it leaves.
struct Trial: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var definition: People.Definition
  /// Files that are loaded before the run under test.
  var earlier: @Sendable () throws -> [(name: String, bytes: [UInt8])] = { [] }
  /// Files that the run under test finds besides.
  var files: @Sendable () throws -> [(name: String, bytes: [UInt8])]

  static let all: [Trial] = [
    Trial(
      testDescription: "append without key, CSV in ZIP, two jobs",
      definition: People.Definition(key: nil, chunkRows: 110)
    ) {
      let units = [0, 1, 2].map { Packed("so\($0).csv", People.csv(register: $0, count: 260)) }
      return [
        ("a.zip", try Packed.zip(Array(units[..<2]))), ("b.zip", try Packed.zip([units[2]])),
      ]
    },
    Trial(
      testDescription: "append with key, first load, GZIP and plain CSV",
      definition: People.Definition(chunkRows: 110, schema: "nguoi.schema.json")
    ) {
      [
        ("a.csv.gz", try Packed.gzip(People.csv(count: 400))),
        ("b.csv", People.csv(register: 1, count: 400)),
      ]
    },
    Trial(
      testDescription: "append with key, second load, ZIP in ZIP",
      definition: People.Definition(chunkRows: 110),
      earlier: { [("a.csv", People.csv(count: 400))] },
      files: {
        let inner = try Packed.zip([Packed("so.csv", People.csv(register: 1, count: 400))])
        return [("b.zip", try Packed.zip([Packed("trong.zip", inner)]))]
      }),
    Trial(
      testDescription: "upsert, XML in ZIP, into rows of an earlier run",
      definition: People.Definition(
        isXML: true, mode: "upsert", chunkRows: 110, jobs: 2, schema: "nguoi.schema.json"),
      earlier: { [("a.zip", try Packed.zip([Packed("so.xml", People.xml(count: 300))]))] },
      files: {
        let units = [1, 2].map { Packed("so\($0).xml", People.xml(register: $0, count: 300)) }
        return [("b.zip", try Packed.zip(units))]
      }),
    Trial(
      testDescription: "append with key, workbooks with two sheets, plain and in ZIP",
      definition: People.Definition(isWorkbook: true, chunkRows: 110)
    ) {
      let book = try People.workbook(registers: 2, count: 200)
      let other = try People.workbook(registers: 3, count: 90)
      return [("a.xlsx", book), ("b.zip", try Packed.zip([Packed("so.xlsx", other)]))]
    },
    Trial(
      testDescription: "replace, CSV in ZIP, over the rows of an earlier run",
      definition: People.Definition(mode: "replace", chunkRows: 110),
      earlier: { [("a.csv", People.csv(count: 300))] },
      files: {
        [("b.zip", try Packed.zip([Packed("so.csv", People.csv(register: 1, count: 400))]))]
      }
    ),
  ]

  /// Lays the delivery out and loads what comes earlier into `earlier.sqlite`.
  func prepare() async throws -> Workplace {
    let place = try Workplace()
    try place.write(definition.text, to: "pipeline.yaml")
    if let schema = definition.schema { try place.write(People.checks, to: schema) }
    for file in try earlier() { try place.write(file.bytes, to: "in/" + file.name) }
    if try !earlier().isEmpty {
      let outcome = try await place.sohoa("run", "--quiet", database: "earlier.sqlite").run()
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    for file in try files() { try place.write(file.bytes, to: "in/" + file.name) }
    return place
  }

  /// Gives the next attempt a database as it was before the run under test.
  func restore(_ place: Workplace, as database: String = "out.sqlite") throws {
    let manager = FileManager.default
    let earlier = place.file("earlier.sqlite")
    for suffix in ["", "-wal", "-shm", "-spool"] {
      try? manager.removeItem(atPath: place.file(database + suffix))
    }
    for suffix in ["", "-spool"] where manager.fileExists(atPath: earlier + suffix) {
      try manager.copyItem(atPath: earlier + suffix, toPath: place.file(database + suffix))
    }
  }

  /// What the database holds after a run that nothing disturbs.
  func undisturbed(_ place: Workplace) async throws -> [String] {
    try restore(place, as: "calm.sqlite")
    let outcome = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    if definition.schema != nil {
      let verdicts = try place.texts(
        "SELECT DISTINCT verdict FROM sohoa_check", database: "calm.sqlite")
      try #require(Set(verdicts).count == 2, "\(verdicts)")
    }
    return try place.dump("calm.sqlite")
  }
}

/// Runs the pipeline to its end, and compares what the database holds then.
func expectFinished(
  _ place: Workplace, _ expected: [String], _ circumstance: String
) async throws {
  let outcome = try await place.sohoa("run", "--quiet").run()
  guard outcome.status == 0 else {
    Issue.record("\(circumstance): status \(outcome.status)\n\(outcome.errors)")
    return
  }
  expectSame(try place.dump(), expected, circumstance)
}

/// Compares two dumps and names the first line that differs.
func expectSame(
  _ dump: [String], _ expected: [String], _ circumstance: String,
  at location: SourceLocation = #_sourceLocation
) {
  guard dump != expected else { return }
  let index = zip(dump, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  let place = index ?? min(dump.count, expected.count)
  let (got, wanted) = (
    place < dump.count ? dump[place] : "nothing",
    place < expected.count ? expected[place] : "nothing"
  )
  Issue.record(
    "\(circumstance): \(dump.count) lines, \(expected.count) expected; line \(place):\n\(got)\n\(wanted)",
    sourceLocation: location)
}
