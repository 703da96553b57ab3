import Foundation
import SQLite
import TestSupport
import Testing

/// The sample's registers and some rows written by hand, linked and consolidated by `Pipelines/hop-nhat.yaml`.
///
/// The sample teaches the link what agreement is worth; tests look at their own rows alone.
struct HandmadeModel {
  struct Failure: Error { var outcome: Command.Outcome }

  /// The unit of the rows written by hand.
  private static let unit = 9001
  private static let pipeline = Product.root.appendingPathComponent("Pipelines/hop-nhat.yaml").path
  /// The sample's registers, loaded once.
  private static let sample = Task { () throws -> String in
    let path =
      NSTemporaryDirectory() + "sohoa-sample-\(ProcessInfo.processInfo.processIdentifier).sqlite"
    let delivery = Product.root.appendingPathComponent("SampleData/dan-cu").path
    for name in LinkTests.registers {
      let outcome = try await Pipeline(name: name).load(delivery, into: "sqlite:" + path)
      guard outcome.status == 0 else { throw Failure(outcome: outcome) }
    }
    return path
  }

  private let path: String
  private let connection: Connection
  private var records = 0

  init(named name: String = "handmade") async throws {
    path = TemporaryDirectory.path + "/\(name).sqlite"
    try FileManager.default.copyItem(atPath: await Self.sample.value, toPath: path)
    connection = try Connection(path: path, mode: .readWrite)
    try connection.execute(
      """
      INSERT INTO sohoa_unit SELECT \(Self.unit), pipeline, source, 'by hand', '', 'by hand', size, crc32, \
      file_size, file_modified, file_changed, file_inode, status, reason, run, definition \
      FROM sohoa_unit LIMIT 1
      """)
  }

  /// Writes a row of a register; what is required and not told is made up.
  mutating func add(_ table: String, _ values: [String: String]) throws {
    records += 1
    var row = [
      "so_dang_ky": "\(records)/2099", "quyen_so": "99/2099", "noi_dang_ky": "UBND xã Thử",
      "noi_dang_ky_ma_xa": "00376", "ngay_dang_ky": "2010-01-04", "so_chung_sinh": "\(records)",
      "so_bao_tu": "\(records)", "trang": "\(records)",
    ]
    row.merge(values) { $1 }
    let statement = try connection.prepare("SELECT name, \"notnull\" FROM pragma_table_info(?)")
    try statement.bind(table, at: 1)
    var columns: [(name: String, value: String)] = []
    while try statement.step() {
      let name = statement.string(at: 0) ?? ""
      if let value = row[name] ?? (statement.int64(at: 1) == 1 ? "–" : nil),
        !name.hasPrefix("sohoa_")
      {
        columns.append((name, "'\(value)'"))
      }
    }
    let unknown = Set(values.keys).subtracting(columns.map(\.name))
    try #require(unknown.isEmpty, "\(table) has no \(unknown)")
    columns += [
      ("sohoa_unit", "\(Self.unit)"), ("sohoa_record", "\(records)"), ("sohoa_run", "1"),
    ]
    try connection.execute(
      "INSERT INTO \(table)(\(columns.map(\.name).joined(separator: ", "))) "
        + "VALUES(\(columns.map(\.value).joined(separator: ", ")))")
  }

  /// Writes a certificate of civil status, which tells of one person alone.
  mutating func add(
    person name: String, _ born: String, _ sex: String, paper: String? = nil,
    on day: String = "2010-01-04"
  ) throws {
    var values = [
      "nxn_ho_ten": name, "nxn_ngay_sinh": born, "nxn_ma_gioi_tinh": sex, "ngay_dang_ky": day,
    ]
    values["nxn_so_giay_to"] = paper
    try add("tinh_trang_hon_nhan", values)
  }

  /// Runs SQL on the database.
  func execute(_ sql: String) throws { try connection.execute(sql) }

  /// Links and consolidates.
  func make() async throws {
    for words in [["link", "run"], ["consolidate"]] {
      let outcome = try await Command(
        Product.sohoa, words + [Self.pipeline, "--database", "sqlite:" + path]
      ).run(timeout: 200)
      guard outcome.status == 0 else { throw Failure(outcome: outcome) }
    }
  }

  /// Holds the rows of a query against those that are wanted.
  func expect(
    _ query: String, _ wanted: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try rows(query)
    #expect(found == wanted, sourceLocation: sourceLocation)
  }

  /// The rows of a query; `mine` are the people of the rows written by hand.
  func rows(_ query: String) throws -> [String] {
    let statement = try connection.prepare(
      "WITH mine AS (SELECT DISTINCT n.* FROM nguoi n JOIN nguoi_claim c USING (ma) "
        + "WHERE c.unit = \(Self.unit)) \(query)")
    var rows: [String] = []
    while try statement.step() {
      rows.append(
        (0..<statement.columnCount).map { statement.string(at: $0) ?? "–" }.joined(separator: " | ")
      )
    }
    return rows
  }
}
