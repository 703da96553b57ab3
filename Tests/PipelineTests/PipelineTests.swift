import Foundation
import Generation
import TestSupport
import Testing

/// Every definition of `Pipelines` makes of registers what the generator's truth says.
@Suite struct PipelineTests {
  /// The registers of one district with many defects, made once.
  private static let population: String = {
    let folder =
      NSTemporaryDirectory() + "sohoa-dan-cu-\(ProcessInfo.processInfo.processIdentifier)"
    var delivery = PopulationDelivery(persons: 1)
    delivery.couples = 40
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

  private func expectTruth(_ pipeline: Pipeline, _ delivery: String) async throws {
    let folders = try pipeline.folders()
    try #require(!folders.isEmpty, "\(pipeline.name) does not take its files from du_lieu")
    let truth = try DeliveryResult(truthOf: folders, in: delivery)
    let (outcome, result) = try await pipeline.run(on: delivery)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(!truth.units.isEmpty)
    #expect(truth.units.values.contains { $0[0] > 0 })
    #expect(result.units == truth.units)
    let missing = truth.findings.subtracting(result.findings).sorted()
    let extra = result.findings.subtracting(truth.findings).sorted()
    #expect(missing.isEmpty, "\(missing.count) not found: \(missing.prefix(5))")
    #expect(extra.isEmpty, "\(extra.count) not planted: \(extra.prefix(5))")
  }

  @Test("Every register has a pipeline, and every pipeline a register")
  func coverage() throws {
    let read = try Pipeline.all.reduce(into: Set<String>()) { $0.formUnion(try $1.folders()) }
    #expect(read == Set(Register.allCases.map(\.folder)))
  }
}
