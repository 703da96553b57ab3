import Foundation
import TestSupport
import Testing

/// A unit is known by its content: it is loaded once, whatever it is called.
@Suite struct RepeatedContentTests {
  private func prepare(key: String? = nil) throws -> Workplace {
    let place = try Workplace()
    try place.write(People.Definition(key: key).text, to: "pipeline.yaml")
    try place.write(
      Packed.zip([Packed("so.csv", People.csv(count: 300))]), to: "in/a.zip")
    return place
  }

  private func statuses(_ place: Workplace) throws -> [String] {
    try place.texts("SELECT status FROM sohoa_unit ORDER BY unit")
  }

  @Test("Another run finds nothing new and leaves the file as it is", .temporaryDirectory)
  func nothingNew() async throws {
    let place = try prepare(key: "so")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    let before = place.databaseBytes()
    let again = try await place.sohoa("run").run()
    #expect(again.status == 0, "\(again)")
    #expect(again.output.contains("nothing new"))
    #expect(place.databaseBytes() == before)
  }

  @Test(
    "Content met twice in one run is loaded once", .temporaryDirectory,
    arguments: ["renamed", "copied", "zipped again", "plain", "gzip", "tar", "tar.gz"])
  func sameRun(form: String) async throws {
    let place = try prepare()
    try add(form, to: place)
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try statuses(place).sorted() == ["done", "duplicate"])
    #expect(try place.integer("SELECT count(DISTINCT sohoa_unit) FROM nguoi") == 1)
    let reason = try place.texts("SELECT reason FROM sohoa_unit WHERE status = 'duplicate'")
    #expect(reason.first?.hasPrefix("the same content as ") == true, "\(reason)")
  }

  @Test(
    "Content of an earlier run is not loaded again", .temporaryDirectory,
    arguments: ["renamed", "copied", "zipped again", "plain", "gzip", "tar", "tar.gz"])
  func laterRun(form: String) async throws {
    let place = try prepare()
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    let rows = try place.integer("SELECT count(*) FROM nguoi")
    try add(form, to: place)
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("nothing new"))
    #expect(try place.integer("SELECT count(*) FROM nguoi") == rows)
    let before = place.databaseBytes()
    let again = try await place.sohoa("run").run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
    #expect(place.databaseBytes() == before)
  }

  @Test("An archive that was zipped again and moved is nothing new", .temporaryDirectory)
  func moved() async throws {
    let place = try prepare()
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    let rows = try place.integer("SELECT count(*) FROM nguoi")
    try FileManager.default.removeItem(atPath: place.file("in/a.zip"))
    try add("zipped again", to: place)
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try place.integer("SELECT count(*) FROM nguoi") == rows)
  }

  @Test(
    "Content known under another name, or put there anew, is read once more and then no more",
    .temporaryDirectory, .needsTracer, arguments: ["in/copy.csv", "in/so.csv"])
  func readOnce(name: String) async throws {
    let place = try Workplace()
    try place.write(People.Definition(key: nil).text, to: "pipeline.yaml")
    let content = People.csv(count: 4000)
    try place.write(content, to: "in/so.csv")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    let rows = try place.integer("SELECT count(*) FROM nguoi")
    try? FileManager.default.removeItem(atPath: place.file(name))
    try place.write(content, to: name)
    #expect(try await bytesRead(of: name, place) >= content.count)
    let before = place.databaseBytes()
    #expect(try await bytesRead(of: name, place) < content.count / 2)
    #expect(place.databaseBytes() == before)
    #expect(try place.integer("SELECT count(*) FROM nguoi") == rows)
    #expect(
      try statuses(place) == (name == "in/so.csv" ? ["done"] : ["done", "duplicate"]))
  }

  @Test(
    "An archive that is read from front to back is not read again to list it", .temporaryDirectory,
    .needsTracer)
  func listedOnce() async throws {
    let place = try Workplace()
    try place.write(People.Definition(key: nil).text, to: "pipeline.yaml")
    var members = [
      Packed("a.csv", Self.incompressible),
      Packed("b.csv", People.csv(register: 1, count: 3)),
    ]
    let archive = try Packed.gzip(Packed.tar(members))
    try place.write(archive, to: "in/a.tgz")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    #expect(try statuses(place) == ["done", "done"])
    // Only the beginning is read, to see what it is.
    let count = try await bytesRead(of: "in/a.tgz", place)
    #expect(count < archive.count / 2, "\(count) of \(archive.count)")
    // Put there anew, with a member more, it is another archive.
    members.append(Packed("c.csv", People.csv(register: 2, count: 4)))
    try place.write(Packed.gzip(Packed.tar(members)), to: "in/a.tgz")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    #expect(try statuses(place) == ["done", "done", "done"])
    #expect(try place.integer("SELECT count(*) FROM nguoi WHERE sohoa_unit = 3") == 4)
  }

  /// Records that take about 10 bytes each when they are compressed.
  private static let incompressible: [UInt8] = {
    var state: UInt64 = 1
    let rows = (1...90_000).map { number in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return "\(number),\(state),1.1.2000,Huế\n"
    }
    return Array(("so,ten,ngay,noi\n" + rows.joined()).utf8)
  }()

  /// How many bytes of a file a run that finds nothing new reads.
  private func bytesRead(of name: String, _ place: Workplace) async throws -> Int {
    let outcome = try await place.sohoa("run").traced([
      "-e", "trace=read,pread64", "-P", place.file(name), "-o", place.file("trace"),
    ]).run()
    #expect(outcome.status == 0 && outcome.output.contains("nothing new"), "\(outcome)")
    let trace = try String(contentsOfFile: place.file("trace"), encoding: .utf8)
    return trace.split(separator: "\n").compactMap {
      $0.split(separator: " = ").last.flatMap { Int($0) }
    }.reduce(0, +)
  }

  @Test(
    "A copy of an interrupted unit is not loaded as well", .temporaryDirectory, .needsTracer,
    arguments: ["in/a.csv", "in/c.csv"], ["there before", "put there later", "put there anew"])
  func interruptedTwins(name: String, form: String) async throws {
    let place = try Workplace()
    try place.write(People.Definition(key: nil, chunkRows: 20).text, to: "pipeline.yaml")
    let content = People.csv(count: 300)
    try place.write(content, to: "in/b.csv")
    #expect(try await place.sohoa("run", "--quiet", database: "calm.sqlite").run().status == 0)
    if form != "put there later" { try place.write(content, to: name) }
    let injection = "inject=fdatasync:signal=KILL:when=10"
    _ = try await place.sohoa("run", "--quiet").traced(["--seccomp-bpf", "-e", injection]).run()
    #expect(try place.integer("SELECT count(*) FROM sohoa_checkpoint") ?? 0 > 1)
    if form != "there before" {
      try? FileManager.default.removeItem(atPath: place.file(name))
      try place.write(content, to: name)
    }
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try statuses(place).sorted() == ["done", "duplicate"])
    let rows = "SELECT so, ten, ngay, noi FROM nguoi"
    #expect(try place.rows(rows) == place.rows(rows, database: "calm.sqlite"))
  }

  private func add(_ form: String, to place: Workplace) throws {
    let content = People.csv(count: 300)
    switch form {
    case "copied": try place.write(Packed.zip([Packed("so.csv", content)]), to: "in/b.zip")
    case "renamed": try place.write(Packed.zip([Packed("khac.csv", content)]), to: "in/b.zip")
    case "zipped again":
      try place.write(Packed.zip([Packed("so.csv", content)], level: 1), to: "in/b.zip")
    case "tar": try place.write(Packed.tar([Packed("so.csv", content)]), to: "in/b.tar")
    case "tar.gz":
      let archive = Packed.tar([Packed("so.csv", content)])
      try place.write(Packed.gzip(archive), to: "in/b.tgz")
    case "plain": try place.write(content, to: "in/b.csv")
    default: try place.write(Packed.gzip(content), to: "in/b.csv.gz")
    }
  }
}
