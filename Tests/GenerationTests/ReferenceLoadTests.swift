import TestSupport
import Testing

@testable import Generation

@Suite(.temporaryDirectory) struct ReferenceLoadTests {
  @Test("A row has twenty fields and about 342 bytes")
  func shape() throws {
    var load = ReferenceLoad(rows: 500)
    load.packing = .plain
    let counts = try load.write(into: TemporaryDirectory.path)
    #expect(counts.loaded == 500)
    let bytes = try contents("\(TemporaryDirectory.path)/reference.csv")
    let rows = records(bytes)
    #expect(rows.count == 501)
    #expect(rows.allSatisfy { $0.count == 20 })
    #expect((325...360).contains(bytes.count / 500))
    #expect(digest(bytes) == 3_384_213_485_885_344_064)
  }

  @Test("Shuffled registration numbers are unique and in no order")
  func shuffled() {
    var references = ReferenceRecords(seed: 1, isShuffled: true)
    var record = Record()
    let numbers = (0..<2000).map { _ in
      references.next(into: &record)
      return String(decoding: record.value(0).dropLast(5), as: UTF8.self)
    }
    #expect(Set(numbers).count == 2000)
    #expect(numbers != numbers.sorted())
  }

  @Test("Spoiled rows are noted, each with its rule")
  func spoiled() throws {
    var load = ReferenceLoad(rows: 500)
    load.packing = .plain
    load.defectsPerMille = 200
    let counts = try load.write(into: TemporaryDirectory.path)
    let lines = try readTruth("\(TemporaryDirectory.path)/truth.csv")
    #expect(lines.count { $0["outcome"] == "rejected" } == counts.rejected)
    #expect(
      Set(lines.compactMap { $0["rule"] })
        == ["E-DATE", "E-CODE", "E-ID-SHAPE", "E-REQ", "E-ENC", ""])
  }
}
