import Foundation
import TestSupport
import Testing

/// Keys of a first load are built by sorting, with files beside the database, and may be stopped.
@Suite(.needsTracer, .temporaryDirectory) struct KeyBuildingTests {
  /// More bytes of keys than are sorted in memory.
  private func prepare() throws -> Workplace {
    let place = try Workplace()
    var text = "so,ten\n"
    let filling = String(repeating: "x", count: 400)
    for index in 0..<24_000 { text += "\(index &* 7_919 % 24_001)\(filling),a\n" }
    try place.write(text, to: "in/so.csv")
    try place.write(
      """
      sohoa: 1
      name: nguoi
      extract:
        so: { files: 'in/*', csv: { header: 1, encoding: utf-8 }, fields: { so: so, ten: ten } }
      load:
        nguoi: { mode: append, key: [so] }
      chunk: { rows: 2000 }

      """, to: "pipeline.yaml")
    return place
  }

  @Test("Sorting makes its files beside the database, wherever the environment points")
  func sortFiles() async throws {
    let place = try prepare()
    try FileManager.default.createDirectory(
      atPath: place.file("data"), withIntermediateDirectories: false)
    var command = place.sohoa("run", "--quiet", database: "data/out.sqlite").traced(
      ["-e", "trace=openat", "-o", place.file("trace")])
    command.environment = ["TMPDIR": "/var/tmp", "SQLITE_TMPDIR": "/var/tmp"]
    let outcome = try await command.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let trace = try String(contentsOfFile: place.file("trace"), encoding: .utf8)
    let files = trace.split(separator: "\n").filter { $0.contains("etilqs_") }
    #expect(!files.isEmpty, "nothing was sorted with files")
    let beside = "\"" + place.file("data/etilqs_")
    #expect(files.allSatisfy { $0.contains(beside) }, "\(files)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.file("data")) == ["out.sqlite"])
  }

  @Test(
    "A signal while keys are built stops the run, and the next one builds them",
    arguments: [("TERM", 143), ("INT", 130)] as [(String, Int32)])
  func stops(signal: String, status: Int32) async throws {
    let place = try prepare()
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").traced(
      ["-e", "trace=unlink", "-o", place.file("trace")]
    ).run()
    #expect(calm.status == 0, "\(calm.errors)")
    // A file to sort with is unlinked as soon as it is there; the last one serves the keys.
    let trace = try String(contentsOfFile: place.file("trace"), encoding: .utf8)
    let unlinked = trace.split(separator: "\n").filter { $0.contains("unlink(") }
    let last = try #require(unlinked.lastIndex { $0.contains("etilqs_") })
    let outcome = try await place.sohoa("run", "--json").traced(
      ["-e", "trace=unlink", "-e", "inject=unlink:signal=\(signal):when=\(last + 1)"]
    ).run()
    #expect(outcome.status == status && outcome.signal == nil, "\(outcome)")
    #expect(outcome.errors.contains("SH5401: stopped by SIG\(signal) after a clean checkpoint"))
    #expect(try place.integer("SELECT sum(read) FROM sohoa_checkpoint") == 24_000)
    #expect(try place.texts("SELECT status FROM sohoa_run") == ["stopped"])
    #expect(try place.texts("SELECT holder FROM sohoa_lease") == [""])
    #expect(try place.texts("SELECT state FROM sohoa_table") == ["filling"])
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try place.texts("SELECT state FROM sohoa_table") != ["filling"])
    expectSame(try place.dump(), try place.dump("calm.sqlite"), "after SIG\(signal)")
  }
}
