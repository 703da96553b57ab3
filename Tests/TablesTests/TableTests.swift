import Foundation
import Tables
import Testing

@Suite struct TableTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  private static func text(_ row: [ArraySlice<UInt8>]) -> [String] {
    row.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("The ethnic groups are those of the collected facts")
  func ethnicGroups() throws {
    let facts = try String(
      contentsOf: Self.fixtures.appending(path: "ethnic_groups.csv"), encoding: .utf8)
    let wanted = facts.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(Table.ethnicGroups.rows.map(Self.text) == wanted.sorted { $0[0] < $1[0] })
  }

  @Test("The prefixes of personal numbers are those of the 63 provinces")
  func birthProvinces() throws {
    let facts = try String(
      contentsOf: Self.fixtures.appending(path: "provinces.csv"), encoding: .utf8)
    let wanted = facts.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return [fields[2], fields[1]]
    }
    #expect(wanted.count == 63)
    #expect(Table.birthProvinces.rows.map(Self.text) == wanted.sorted { $0[0] < $1[0] })
  }

  @Test("The groups of health insurance are those of the collected facts")
  func insuranceGroups() throws {
    let facts = try String(
      contentsOf: Self.fixtures.appending(path: "bhyt_groups.csv"), encoding: .utf8)
    let wanted = facts.split(separator: "\n").dropFirst().map { String($0.prefix(2)) }
    #expect(wanted.count == 43)
    #expect(Table.insuranceGroups.rows.map(Self.text).map { $0[0] } == wanted.sorted())
  }

  @Test("Every table has rows of equal length", arguments: Table.allCases)
  func shape(table: Table) {
    #expect(!table.rows.isEmpty)
    #expect(Set(table.rows.map(\.count)).count == 1)
  }
}
