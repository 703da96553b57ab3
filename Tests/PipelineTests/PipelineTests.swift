import Foundation
import Generation
import SQLite
import TestSupport
import Testing

/// Every definition of `Pipelines` makes of registers what the generator's truth says.
@Suite struct PipelineTests {
  /// The registers of one district with many defects, made once.
  private static let population: String = {
    let folder =
      NSTemporaryDirectory() + "sohoa-dan-cu-\(ProcessInfo.processInfo.processIdentifier)"
    var delivery = PopulationDelivery(persons: 1)
    delivery.couples = 22
    delivery.defectsPerMille = 80
    delivery.duplicatesPerMille = 20
    _ = try? delivery.write(into: folder)
    return folder
  }()

  @Test(
    "A pipeline loads its sample as the truth says", .temporaryDirectory, arguments: Pipeline.all)
  func sample(pipeline: Pipeline) async throws {
    let delivery = Product.root.appendingPathComponent("SampleData/dan-cu").path
    try await expectTruth(pipeline, delivery)
  }

  @Test(
    "Every planted defect is found and nothing clean is refused", .temporaryDirectory,
    arguments: Pipeline.all)
  func population(pipeline: Pipeline) async throws {
    try await expectTruth(pipeline, Self.population)
  }

  @Test(
    "PostgreSQL holds what SQLite does, row by row: tables, rejects, findings, scans and checks",
    .temporaryDirectory, .needsServer, arguments: Pipeline.all)
  func server(pipeline: Pipeline) async throws {
    let sample = Product.root.appendingPathComponent("SampleData/dan-cu").path
    for delivery in [sample, Self.population] {
      let url = try PostgreSQLServer.shared.get().makeDatabase()
      if try pipeline.needsDeaths {
        let deaths = try await Pipeline(name: "khai-tu").load(delivery, into: url)
        #expect(deaths.status == 0, "\(deaths)")
      }
      let outcome = try await pipeline.load(delivery, into: url)
      #expect(outcome.status == 0, "\(outcome)")
      _ = try await pipeline.run(on: delivery)
      let file = TemporaryDirectory.path + "/out.sqlite"
      let difference = DumpComparison.difference(
        DumpComparison.prepared(try ServerDump(url).lines),
        DumpComparison.prepared(try DatabaseDump(file).lines))
      if let difference { Issue.record("\(delivery): \(difference)") }
      try FileManager.default.removeItem(atPath: file)
    }
  }

  private func expectTruth(_ pipeline: Pipeline, _ delivery: String) async throws {
    let folders = try pipeline.folders()
    try #require(!folders.isEmpty, "\(pipeline.name) does not take its files from du_lieu")
    let truth = try DeliveryResult(truthOf: folders, in: delivery)
    let (outcome, result) = try await pipeline.run(on: delivery)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(!truth.units.isEmpty)
    #expect(truth.units.values.contains { $0[0] > 0 })
    #expect(result.units == truth.units)
    for lines in [\DeliveryResult.findings, \.warnings, \.gaps] {
      let (planted, found) = (truth[keyPath: lines], result[keyPath: lines])
      let missing = planted.subtracting(found).sorted()
      let extra = found.subtracting(planted).sorted()
      #expect(missing.isEmpty, "\(missing.count) not found: \(missing.prefix(5))")
      #expect(extra.isEmpty, "\(extra.count) not planted: \(extra.prefix(5))")
    }
  }

  @Test("Twins are no duplicates; a birth entered again is one", .temporaryDirectory)
  func twins() async throws {
    let outcome = try await Pipeline(name: "khai-sinh").run(on: Self.population).outcome
    #expect(outcome.status == 0, "\(outcome)")
    let connection = try Connection(
      path: TemporaryDirectory.path + "/out.sqlite", mode: .readWrite)
    func count(_ rows: String) throws -> Int64 { try connection.integer("SELECT " + rows) ?? 0 }
    let pairs = """
      FROM khai_sinh a JOIN khai_sinh b ON a.me_khoa_ten = b.me_khoa_ten
      AND a.nks_ngay_sinh = b.nks_ngay_sinh AND a.rowid < b.rowid AND a.nks_khoa_ten
      """
    let again = try count("count(DISTINCT b.rowid) \(pairs) = b.nks_khoa_ten")
    #expect(try count("count(*) \(pairs) <> b.nks_khoa_ten") > 0)
    #expect(again > 0)
    #expect(
      try count("count(*) FROM sohoa_finding WHERE rule = 'W-PERSON-DUP'") == again)
  }

  @Test("Every register has a pipeline, and every pipeline a register")
  func coverage() throws {
    let read = try Pipeline.all.reduce(into: Set<String>()) { $0.formUnion(try $1.folders()) }
    #expect(read == Set(Register.allCases.map(\.folder)))
  }
}
