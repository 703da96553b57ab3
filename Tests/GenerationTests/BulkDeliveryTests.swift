import TestSupport
import Testing

@testable import Generation

@Suite(.temporaryDirectory) struct BulkDeliveryTests {
  @Test("Counts, truth and records agree, and only what is noted is spoiled")
  func truth() throws {
    let directory = TemporaryDirectory.path
    var delivery = BulkDelivery(rows: 600)
    delivery.packing = .plain
    delivery.defectsPerMille = 200
    delivery.duplicatesPerMille = 60
    let counts = try delivery.write(into: directory)
    #expect(counts.records == 600)
    #expect(counts.loaded + counts.duplicate + counts.rejected == 600)

    let lines = try readTruth("\(directory)/truth.csv")
    for outcome in ["rejected", "duplicate"] {
      let records = Set(lines.filter { $0["outcome"] == outcome }.map { $0["record"] })
      #expect(records.count == (outcome == "rejected" ? counts.rejected : counts.duplicate))
    }
    let rows = records(try contents("\(directory)/khai-sinh.csv")).dropFirst()
    #expect(rows.count == 600)
    let planted = Dictionary(
      lines.map { ($0["record"] ?? "", $0["defect"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    #expect(Set(planted.values).count >= 15)
    let born = BirthSheet.index("nks_ngay_sinh")
    let name = BirthSheet.index("nks_ho_ten")
    var keys: Set<[[UInt8]]> = []
    for (number, row) in zip(1..., rows) {
      let defect = planted["\(number)"].flatMap(Defect.init(rawValue:))
      switch defect {
      case .tooFewFields: #expect(row.count == 36)
      case .tooManyFields: #expect(row.count == 72)
      case .strayQuote: #expect(row.count == 70)
      case .invalidByte: #expect(row[name].contains(0xFF))
      case .repeated, .conflicting: #expect(keys.contains([row[1], row[2], row[6]]))
      default:
        #expect(row.count == 70)
        #expect((row[born] == Array("31/02/1999".utf8)) == (defect == .badDate))
        #expect(row[name].isEmpty == (defect == .missingName || defect == .several))
        #expect(keys.insert([row[1], row[2], row[6]]).inserted)
      }
    }
  }

  @Test(
    "The same seed gives the same bytes, also on another day",
    arguments: [
      (BulkDelivery.Format.csv, UInt64(1), 4_513_245_865_178_954_277 as UInt64),
      (.xml, 1, 12_420_030_850_661_372_131), (.csv, 2, 7_011_786_091_683_605_787),
    ])
  func deterministic(format: BulkDelivery.Format, seed: UInt64, expected: UInt64) throws {
    var delivery = BulkDelivery(rows: 100)
    delivery.format = format
    delivery.packing = .plain
    delivery.defectsPerMille = 100
    delivery.seed = seed
    _ = try delivery.write(into: TemporaryDirectory.path)
    let bytes = try contents("\(TemporaryDirectory.path)/\(delivery.fileName)")
    #expect(digest(bytes) == expected)
  }

  @Test("Packed deliveries hold the plain one", arguments: [Packing.zip, .gzip], [0, 1, 6])
  func packing(packing: Packing, level: Int) throws {
    var delivery = BulkDelivery(rows: 40)
    delivery.packing = .plain
    _ = try delivery.write(into: TemporaryDirectory.path)
    let plain = try contents("\(TemporaryDirectory.path)/khai-sinh.csv")
    delivery.packing = packing
    delivery.level = level
    _ = try delivery.write(into: TemporaryDirectory.path)
    let packed = try contents("\(TemporaryDirectory.path)/\(delivery.fileName)")
    if packing == .gzip {
      #expect(try readGZIP(packed) == plain)
    } else {
      let members = try readArchive(packed)
      #expect(members.map(\.name) == ["khai-sinh.csv"])
      #expect(members.allSatisfy { $0.isStreamed && $0.isSound })
      #expect(members.first?.content == plain)
    }
  }

  @Test("XML carries what XML can, escaped")
  func markup() throws {
    var delivery = BulkDelivery(rows: 50)
    delivery.format = .xml
    delivery.packing = .plain
    _ = try delivery.write(into: TemporaryDirectory.path)
    let text = String(
      decoding: try contents("\(TemporaryDirectory.path)/khai-sinh.xml"), as: UTF8.self)
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<danhSach "))
    #expect(text.hasSuffix("</hoSo>\n</danhSach>\n"))
    #expect(text.split(separator: "\n").count { $0 == "<hoSo>" } == 50)
  }
}
