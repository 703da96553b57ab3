import Dataflow
import Foundation
import Loading
import TestSupport
import Testing

/// Registers of people that are delivered one after the other, and the verbs that take runs back or do
/// them again.
struct LoadedRegisters {
  let place: Workplace
  private let isXML: Bool
  private let isSpooled: Bool

  /// All that a person sees of the tables, without the numbers of rows and runs.
  static let rows = """
    SELECT so, ten, ngay, noi, sohoa_unit, sohoa_record FROM nguoi ORDER BY sohoa_unit, sohoa_record
    """
  static var rejects: String {
    """
    SELECT reject, stage, unit, record, line, "offset", outcome, rule, field, violations, message,
      status, \(TestDatabase.kind == .sqlite ? "hex(raw)" : "raw"), fields
    FROM sohoa_reject ORDER BY unit, record
    """
  }
  static let findings = """
    SELECT unit, stage, record, rule, field, severity, value FROM sohoa_finding
    ORDER BY 1, 2, 3, 4, 5, 7
    """
  static let balance = """
    SELECT unit, sum(read), sum(loaded), sum(updated), sum(unchanged), sum(filtered), sum(duplicate),
      sum(rejected), sum(deferred) FROM sohoa_checkpoint GROUP BY unit ORDER BY unit
    """

  init(
    mode: String = "upsert", isXML: Bool = false, check: String = "ten <> 'cấm'",
    isSpooled: Bool = false
  ) throws {
    place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    self.isXML = isXML
    self.isSpooled = isSpooled
    try place.write(People.checks, to: "nguoi.schema.json")
    try define(mode: mode, check: check)
  }

  /// Writes the definition.
  func define(mode: String = "upsert", check: String = "ten <> 'cấm'") throws {
    try place.write(
      People.Definition(
        isXML: isXML, mode: mode, chunkRows: 70, check: check, schema: "nguoi.schema.json",
        isSpooled: isSpooled
      ).text, to: "pipeline.yaml")
  }

  /// Adds a register to the delivery and runs the pipeline.
  func load(_ register: Int, count: Int = 300) async throws {
    try place.write(
      isXML
        ? People.xml(register: register, count: count)
        : People.csv(register: register, count: count), to: "in/so\(register)")
    let outcome = try await place.sohoa("run", "--quiet").run()
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// What tables and ledger hold, as far as a rerun of the same must leave it.
  func content() throws -> [String] {
    try [Self.rows, Self.rejects, Self.findings, Self.balance].flatMap { try place.rows($0) }
  }

  func copy(_ name: String) throws { try place.copy(name) }

  func undo(_ run: Int, _ more: String...) async throws -> Command.Outcome {
    var command = place.ledger("undo", "\(run)", "--by", "Lan")
    command.arguments += more
    return try await command.run()
  }

  func rerun(_ more: String..., database: String = "out.sqlite") -> Command {
    var command = place.sohoa("rerun", "--by", "Lan", database: database)
    command.arguments += more
    return command
  }
}

extension Workplace {
  /// Keeps the database as it is.
  func copy(_ name: String) throws {
    if TestDatabase.kind == .postgreSQL {
      try write(try PostgreSQLServer.shared.get().makeDatabase(from: TestDatabase.url), to: name)
    } else {
      _ = try integer("PRAGMA wal_checkpoint(TRUNCATE)")
      try FileManager.default.copyItem(atPath: file("out.sqlite"), toPath: file(name))
    }
  }

  /// The tables that differ from those of another database.
  func differences(from other: String) throws -> [String] {
    let kept =
      TestDatabase.kind == .sqlite
      ? "sqlite:" + file(other) : try String(contentsOfFile: file(other), encoding: .utf8)
    return try Database.differences(between: url("out.sqlite"), and: kept)
      .filter { $0.count > 0 }.map { "\($0.table) \($0.rows) \($0.onlyIn)" }
  }
}
