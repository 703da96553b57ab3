import Registers
import Tables
import Testing

@Suite struct PlaceTableTests {
  static func text(_ row: [ArraySlice<UInt8>]) -> [String] {
    row.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("The units are those of the collected facts")
  func units() {
    let kinds = [
      "T": "Tỉnh", "C": "Thành phố", "Q": "Quận", "H": "Huyện", "S": "Thị xã", "P": "Phường",
      "X": "Xã", "N": "Thị trấn", "D": "Đặc khu",
    ]
    let shipped = Table.units.rows.map { row in
      let row = Self.text(row)
      return [row[0], (kinds[row[1]] ?? "") + " " + row[5], row[2], row[3], row[4]]
    }
    let wanted = CollectedFacts.shared.units.map { unit in
      [unit.code, unit.name.split(separator: " ").joined(separator: " "), unit.parent]
        + [unit.first, unit.end].map { $0.filter { $0 != "-" } }
    }
    #expect(wanted.count == 15_399)
    #expect(Set(shipped) == Set(wanted))
    #expect(shipped.count == wanted.count)
  }

  @Test("Every commune of 30 June 2025 became what the collected facts say, the default first")
  func communes() {
    var wanted: [String: (first: String, all: Set<String>)] = [:]
    for row in CollectedFacts.rows("admin_merge_2025.csv.gz") {
      let old = row[0].isEmpty ? row[2] : row[0]
      var entry = wanted[old] ?? ("", [])
      entry.all.insert(row[4])
      if row[8] == "1" { entry.first = row[4] }
      wanted[old] = entry
    }
    #expect(wanted.count == 10_040)
    var wrong: [String] = []
    for (old, entry) in wanted {
      let code = Int32(old) ?? -1
      let merge = Merge2025.shared
      let news =
        old.utf8.count == 3 ? merge.communes(ofDistrict: code) : merge.communes(ofCommune: code)
      let isRight =
        news.first == Int32(entry.first) && news.count == entry.all.count
        && Set(news) == Set(entry.all.compactMap { Int32($0) })
      if !isRight { wrong.append(old) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("Every province of 30 June 2025 became what the collected facts say")
  func provinces() {
    let rows = CollectedFacts.rows("provinces.csv")
    #expect(rows.count == 63)
    for row in rows {
      #expect(Merge2025.shared.province(of: Int32(row[0]) ?? -1) == Int32(row[3]))
    }
  }

  @Test("A code that no unit had became nothing", arguments: [-1, 2, 99_999, 100_000, .max, .min])
  func nothing(code: Int32) {
    #expect(Merge2025.shared.communes(ofCommune: code).isEmpty)
    #expect(Merge2025.shared.communes(ofDistrict: code).isEmpty)
  }
}
