import Foundation
import Tables
import Testing

@Suite struct TableTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  private static func text(_ row: [ArraySlice<UInt8>]) -> [String] {
    row.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func facts(_ name: String) throws -> [[String]] {
    try String(contentsOf: fixtures.appending(path: name), encoding: .utf8)
      .split(separator: "\n").dropFirst().map { line in
        // A quoted field is the third of four, if there is one.
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count == 3 else {
          return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return parts[0].split(separator: ",").map(String.init) + [String(parts[1])]
      }
  }

  private static func shipped(_ table: String) -> [[String]] {
    Table.codes.rows.map(text).filter { $0[0] == table }
  }

  @Test("The ethnic groups are those of the collected facts, with other names behind theirs")
  func ethnicGroups() throws {
    let wanted = try Self.facts("ethnic_groups.csv")
    let shipped = Self.shipped("ethnic")
    #expect(wanted.count == 56)
    #expect(shipped.map { [$0[1], $0[2]] } == wanted.map { [$0[0], $0[1]] })
    for (row, fact) in zip(shipped, wanted) { #expect(row[3].hasPrefix(fact[2])) }
  }

  @Test(
    "A code table is that of the collected facts",
    arguments: [
      ("sex", "gioi_tinh"), ("relation", "quan_he_voi_chu_ho"), ("religion", "ton_giao"),
      ("marital", "tinh_trang_hon_nhan"), ("id_document", "loai_giay_to_tuy_than"),
      ("birth_registration", "loai_dang_ky_khai_sinh"), ("residence", "loai_cu_tru"),
      ("death_registration", "loai_dang_ky_khai_tu"), ("birth_parents", "loai_khai_sinh"),
      ("marriage_registration", "loai_dang_ky_ket_hon"), ("death_document", "loai_giay_bao_tu"),
      ("parentage_registration", "loai_dang_ky_nhan_cha_me_con"),
      ("parentage", "loai_xac_nhan_cha_me_con"), ("court_declaration", "tuyen_bo"),
      ("marriage_status", "tinh_trang_ket_hon"),
      ("certificate_purpose", "muc_dich_xac_nhan_hon_nhan"),
    ])
  func codes(table: String, fact: String) throws {
    let wanted = try Self.facts("code_tables.csv").filter { $0[0] == fact }
    #expect(!wanted.isEmpty)
    let shipped = Self.shipped(table)
    #expect(Set(shipped.map { [$0[1], $0[2]] }) == Set(wanted.map { [$0[1], $0[2]] }))
    #expect(shipped.count == wanted.count)
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
