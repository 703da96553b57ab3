import Foundation
import TestSupport
import Testing

@testable import Generation

@Suite struct SampleDeliveryTests {
  /// The repository's own sample, found from this file.
  static let committed = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("SampleData")
    .path

  @Test("The committed sample is what the generator makes", .temporaryDirectory)
  func isCurrent() throws {
    _ = try SampleDelivery().write(into: TemporaryDirectory.path)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: "\(TemporaryDirectory.path)/khai-sinh")
    let committed = try FileManager.default.contentsOfDirectory(
      atPath: "\(Self.committed)/khai-sinh")
    #expect(names.sorted() == committed.sorted())
    for name in names.map({ "khai-sinh/\($0)" }) + ["README.md"] {
      let made = try contents("\(TemporaryDirectory.path)/\(name)")
      let kept = try contents("\(Self.committed)/\(name)")
      #expect(made == kept, "\(name) differs: run sohoa-generate sample SampleData")
    }
  }

  @Test("The sample is small")
  func size() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.committed)
    let total = try files.reduce(0) { total, file in
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(Self.committed)/\(file)")
      return total + (attributes[.size] as? Int ?? 0)
    }
    #expect(total < 550_000)
  }

  @Test("Archives are sound but for the one member with a wrong checksum")
  func archives() throws {
    let directory = "\(Self.committed)/khai-sinh"
    var damaged: [String] = []
    var contentsByName: [String: [UInt8]] = [:]
    for file in SampleDelivery.files where file.packing == .zip {
      let members = try readArchive(try contents("\(directory)/\(file.name)"))
      #expect(members.map(\.name) == file.members.map(\.name))
      #expect(members.map(\.isStreamed) == file.members.map(\.isStreamed))
      for member in members {
        contentsByName[member.name] = member.content
        if !member.isSound { damaged.append(member.name) }
      }
    }
    #expect(damaged == ["so-khai-sinh-2005.csv"])
    #expect(contentsByName["so-khai-sinh-2004.csv"] != nil)
    #expect(
      contentsByName["so-khai-sinh-2004.csv"] == contentsByName["tan-lap-2004-gui-lai.csv"])
    #expect(contentsByName["Sổ khai sinh 2011.csv"]?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
    #expect(try readGZIP(try contents("\(directory)/phuong-an-khanh.csv.gz")) != nil)
  }

  @Test("README, truth and unit counts tell the same")
  func readme() throws {
    let directory = "\(Self.committed)/khai-sinh"
    let units = try readTruth("\(directory)/truth-units.csv")
    let lines = try readTruth("\(directory)/truth.csv")
    func total(_ column: String) -> Int { units.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }
    let text = String(decoding: try contents("\(Self.committed)/README.md"), as: UTF8.self)
    #expect(
      text.contains(
        "| **total** | | \(total("records")) | \(total("loaded")) | \(total("duplicate")) "
          + "| \(total("rejected")) | |"))
    #expect(total("records") == 320)
    #expect(total("records") == total("loaded") + total("duplicate") + total("rejected"))
    let rejected = Set(
      lines.filter { $0["outcome"] == "rejected" }.map { [$0["unit"], $0["member"], $0["record"]] })
    #expect(rejected.count == total("rejected"))
    for line in lines {
      #expect(
        text.contains(
          "| \(line["unit"] ?? "") | \(line["member"] ?? "") | "
            + "\(line["record"].flatMap { $0.isEmpty ? nil : $0 } ?? "all") | "
            + "\(line["defect"] ?? "") |"))
    }
    let kinds = Set(lines.compactMap { Defect(rawValue: $0["defect"] ?? "") })
    #expect(kinds == Set(Defect.allCases))
  }

  @Test("A fixed planting repeats only sound records")
  func plantings() {
    for member in SampleDelivery.files.flatMap(\.members) {
      for (record, defect) in member.planted {
        #expect((1...member.rows).contains(record))
        guard defect == .repeated || defect == .conflicting else { continue }
        #expect(record > 1 && member.planted[record - 1] == nil)
      }
    }
  }
}
