import Archives
import Columnar
import Dataflow
import LegacyText
import Testing

@testable import Extraction

@Suite struct DBFDefectTests {
  private let fields = TableReading.fields("SO HESO")

  private func read(_ table: MadeTable, rows: Int = 100) -> Outcome {
    TableReading(table.bytes).read(fields, rows: rows)
  }

  @Test("A made table reads as written")
  func plain() {
    #expect(read(MadeTable()).cells == [["00a", "1.5"], ["00b", "-2.5"]])
    #expect(read(MadeTable()).failure == nil)
    #expect(read(MadeTable([])).rows.isEmpty)
    #expect(read(MadeTable([])).failure == nil)
  }

  @Test("A record with a wrong mark and a number of asterisks are rejects, the others are read")
  func faults() {
    let outcome = read(
      MadeTable([
        [UInt8](" 0001 1.25"), [UInt8]("x0002 1.25"), [UInt8](" 0003*****"), [UInt8]("*0004*****"),
        [UInt8](" 0005     "),
      ]))
    #expect(outcome.findings == ["2 E-STRUCT", "3 E-STORED heso"])
    #expect(outcome.rows.map(\.state) == [.live, .rejected, .rejected, .filtered, .live])
    #expect(outcome.cells[0] == ["0001", "1.25"])
    #expect(outcome.cells[4] == ["0005", nil])
    #expect(outcome.rows[1].raw == [UInt8]("x0002 1.25"))
  }

  @Test("A table that ends early delivers its records first and says how many are missing")
  func truncated() {
    var table = MadeTable()
    table.count = 5
    table.tail = [UInt8](" 00c")
    let outcome = read(table)
    #expect(outcome.cells == [["00a", "1.5"], ["00b", "-2.5"]])
    #expect(
      outcome.failure
        == "SH3402: the table ends 3 records before the 5 that its header counts")
  }

  @Test("Records behind those that the header counts are told, other bytes are not")
  func surplus() {
    var table = MadeTable()
    table.count = 1
    let outcome = read(table)
    #expect(outcome.rows.count == 1)
    #expect(
      outcome.failure == "SH3402: the table goes on behind the 1 records that its header counts")
    table.count = 2
    for tail: [UInt8] in [[], [0x1A, 0x1A], [0x1A] + [UInt8](" rest"), [0, 0, 0]] {
      table.tail = tail
      #expect(read(table).failure == nil)
    }
  }

  @Test(
    "What is no table of a known kind is refused",
    arguments: [
      (0, 0x04 as UInt8, "it is a table of dBase 7"), (0, 0x50, "it does not begin as one does"),
      (8, 0x10, "its header is too short"), (15, 1, "it is encrypted"),
      (10, 3, "its header describes no records"),
    ])
  func foreign(place: Int, byte: UInt8, what: String) {
    var bytes = MadeTable().bytes
    bytes[place] = byte
    if place == 8 { bytes[9] = 0 }
    let outcome = TableReading(bytes).read(fields)
    #expect(
      outcome.failure
        == "SH3401: the unit is no table of dBase or FoxPro that can be read: \(what)")
  }

  @Test("Null flags and texts of varying length of Visual FoxPro are heeded")
  func nullFlags() {
    var table = MadeTable()
    table.version = 0x32
    table.fields = [("SO", "V", 4, 0), ("HESO", "N", 3, 2), ("_NullFlags", "0", 1, 5)]
    // Bit 0: SO is not full, bit 1: HESO is null.
    table.records = [
      [UInt8](" ab") + [0x20, 2] + [UInt8]("1.5") + [0b01],
      [UInt8](" abcd") + [UInt8]("2.5") + [0b10],
      [UInt8](" ab") + [0x20, 9] + [UInt8]("3.5") + [0b01],
    ]
    let outcome = read(table)
    #expect(outcome.cells == [["ab", "1.5"], ["abcd", nil], [nil, nil]])
    #expect(outcome.findings == ["3 E-STORED so"])
  }

  @Test("A memo that is lost, too long or no text is a reject; no memo is null")
  func memos() {
    var table = MadeTable()
    table.version = 0xF5
    table.fields = [("SO", "C", 4, 0), ("GHI", "M", 10, 0)]
    table.records = [
      "         8", "         9", "        10", "        99", "          ", "      x   ",
    ]
    .map { [UInt8](" 0001") + [UInt8]($0) }
    var memo = [UInt8](repeating: 0, count: 512)
    memo[7] = 64
    memo += [0, 0, 0, 1, 0, 0, 0, 3] + [UInt8]("abc") + [UInt8](repeating: 0, count: 53)
    memo += [0, 0, 0, 0, 0, 0, 0, 3] + [UInt8]("abc") + [UInt8](repeating: 0, count: 53)
    memo += [0, 0, 0, 1, 0, 0, 0, 9] + [UInt8]("abcdefghi")
    let outcome = TableReading(table.bytes, memo: memo).read(
      TableReading.fields("SO GHI"), DBFShape(fieldLimit: 8))
    #expect(outcome.cells.map { $0[1] } == ["abc", nil, nil, nil, nil, nil])
    #expect(
      outcome.rows.map(\.state).map { $0 == .live } == [true, false, false, false, true, false])
    #expect(
      outcome.findings == ["2 E-STORED ghi", "3 E-LIMIT ghi", "4 E-STORED ghi", "6 E-STORED ghi"])
  }

  @Test("A missing memo file refuses the unit, unless the field is optional")
  func lostMemo() throws {
    var table = try TableReading(fixture: "dbase3", memo: "dbt")
    table.memo = nil
    var fields = TableReading.fields("SO GHICHU")
    #expect(
      table.read(fields).failure
        == "SH3403: the field 'GHICHU' lies in a memo file, which is missing")
    fields[1].isRequired = false
    let outcome = table.read(fields)
    #expect(outcome.failure == nil)
    #expect(outcome.cells[0] == ["0001", nil])
    #expect(table.read(TableReading.fields("SO")).failure == nil)
  }

  @Test("Pictures and objects cannot be asked for")
  func pictures() {
    var table = MadeTable()
    table.version = 0x30
    table.fields = [("SO", "C", 4, 0), ("HESO", "G", 5, 0)]
    #expect(
      read(table).failure
        == "SH3405: the field 'HESO' is of type 'G', which holds no text or number")
  }

  @Test("Bytes that are not of the encoding refuse the record, and name the column")
  func encodings() {
    var table = MadeTable([[UInt8](" ab"), [UInt8](" cd")].map { $0 + [UInt8]("  1.25 ") })
    table.records[1][2] = 0xFF
    let reading = TableReading(table.bytes)
    let outcome = reading.read(fields, DBFShape(encoding: .utf8))
    #expect(outcome.findings == ["2 E-ENC so"])
    #expect(outcome.cells[0] == ["ab", "1.25"])
    let refusal = reading.read(fields).failure ?? ""
    #expect(
      refusal.hasPrefix("SH3101: the text is not UTF-8 (code page byte 0x00, which says nothing)"))
  }

  @Test("Damaged bytes end in rejects or a refusal, never in a crash")
  func hostile() throws {
    for (name, memo) in [("visual", "fpt"), ("dbase3", "dbt")] {
      let table = try TableReading(fixture: name, memo: memo)
      let all = TableReading.fields("SO TEN HESO NGAY CO GHICHU")
      var state: UInt64 = 2026
      for round in 0..<400 {
        var damaged = table
        for _ in 0...round % 4 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let place = Int(state >> 33)
          let byte = UInt8(truncatingIfNeeded: state >> 24)
          if round % 3 == 0, let size = damaged.memo?.count {
            damaged.memo?[place % size] = byte
          } else if round % 3 == 1 {
            damaged.content[place % min(damaged.content.count, 400)] = byte
          } else {
            damaged.content.removeLast(min(place % 50, damaged.content.count))
          }
        }
        let outcome = damaged.read(all, DBFShape(encoding: .legacy(.tcvn3)), rows: 7)
        #expect(outcome.rows.count <= 1000)
      }
    }
  }
}
