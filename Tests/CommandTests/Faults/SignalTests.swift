import Foundation
import TestSupport
import Testing

/// SIGINT and SIGTERM stop a run at a checkpoint, a second one at once, and neither loses anything.
@Suite(.needsTracer) struct SignalTests {
  /// Enough commits for a signal to arrive among them.
  static func prepare(check: String = "ten <> 'cấm'") async throws -> (
    place: Workplace, expected: [String]
  ) {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 20, check: check).text, to: "pipeline.yaml")
    try place.write(
      Packed.zip([Packed("so.csv", People.csv(count: 4000))]), to: "in/a.zip")
    let outcome = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (place, try place.dump("calm.sqlite"))
  }

  @Test(
    "The first signal stops the run at a checkpoint", .temporaryDirectory,
    arguments: [(SIGTERM, 143, "SIGTERM"), (SIGINT, 130, "SIGINT")] as [(Int32, Int32, String)])
  func stops(signal: Int32, status: Int32, name: String) async throws {
    let (place, expected) = try await Self.prepare()
    // At the twentieth commit, whatever the machine is busy with.
    let injection = "inject=fdatasync:signal=\(name.dropFirst(3)):when=20"
    let outcome = try await place.sohoa("run", "--json").traced(
      ["--seccomp-bpf", "-e", injection]
    ).run()
    #expect(outcome.status == status && outcome.signal == nil, "\(outcome)")
    #expect(outcome.errors.contains("SH5401: stopped by \(name) after a clean checkpoint"))
    #expect(outcome.errors.contains("sohoa run \(place.file("pipeline.yaml"))"))
    #expect(outcome.output.contains("\"exit_code\" : \(status)"))
    #expect(outcome.output.contains("\"status\" : \"stopped\""))
    // Nothing is left that another run would trip over.
    #expect(!FileManager.default.fileExists(atPath: place.file("out.sqlite-wal")))
    let chunks = try #require(try place.integer("SELECT count(*) FROM sohoa_checkpoint"))
    #expect((3..<200).contains(chunks))
    #expect(try place.texts("SELECT holder FROM sohoa_lease") == [""])
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed.errors)")
    expectSame(try place.dump(), expected, "after \(name)")
  }

  @Test("The second signal ends the process at once", .temporaryDirectory)
  func second() async throws {
    let (place, expected) = try await Self.prepare()
    // The second one comes while the process ends the run that the first one stopped.
    let outcome = try await place.sohoa("run", "--quiet").traced(
      ["--seccomp-bpf", "-e", "inject=fdatasync:signal=TERM:when=20+"]
    ).run()
    #expect(outcome.status == 143, "\(outcome)")
    #expect(outcome.output.isEmpty && !outcome.errors.contains("clean checkpoint"))
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed.errors)")
    expectSame(try place.dump(), expected, "after two signals")
  }
}
