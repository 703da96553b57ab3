import Foundation
import PostgreSQL
import TestSupport
import Testing

/// The roles that `Docs/postgresql-roles.sql` makes can do what they are for, and nothing else.
@Suite(.needsServer, .temporaryDirectory) struct ServerRolesTests {
  private let server: PostgreSQLServer
  private let database: String

  init() throws {
    server = try PostgreSQLServer.shared.get()
    database = try server.makeDatabase()
    let script = try String(
      contentsOf: Product.root.appendingPathComponent("Docs/postgresql-roles.sql"), encoding: .utf8)
    let connection = try Connection(url: database)
    try connection.execute("CREATE TABLE khac (a text); CREATE SCHEMA rieng")
    for _ in 0..<2 { try connection.execute(script) }
  }

  private func url(_ role: String) -> String { database.replacing("//sohoa@", with: "//\(role)@") }

  /// The SQLSTATE that a statement ends with, or an empty text.
  private func state(_ role: String, _ sql: String) throws -> String {
    let connection = try Connection(url: url(role))
    do { try connection.execute(sql) } catch { return error.state }
    return ""
  }

  private func load(_ place: Workplace, _ role: String) async throws -> Command.Outcome {
    try await Command(
      Product.sohoa, ["run", place.file("pipeline.yaml"), "--database", url(role), "--quiet"]
    ).run()
  }

  @Test("The loader loads, merges and mends; the reader reads all of it; neither may do more")
  func rights() async throws {
    let place = try Workplace()
    try place.write(People.Definition(mode: "upsert", chunkRows: 70).text, to: "pipeline.yaml")
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: 300))]), to: "in/a.zip")
    let refused = try await load(place, "sohoa_reader")
    #expect(refused.status == 74 && refused.errors.contains("SH6003"), "\(refused)")
    let first = try await load(place, "sohoa_loader")
    #expect(first.status == 0, "\(first)")
    try place.write(
      Packed.zip([Packed("so.csv", People.csv(register: 1, count: 300))]), to: "in/b.zip")
    let second = try await load(place, "sohoa_loader")
    #expect(second.status == 0, "\(second)")
    let doctor = try await Command(
      Product.sohoa, ["doctor", "--database", url("sohoa_loader")]
    ).run()
    #expect(doctor.output.contains("the role may make and fill tables"))

    for verb in [
      ["runs"], ["status"], ["reconcile", "1"], ["rejects", "list"], ["checkpoints", "1"],
    ] {
      let reading = try await Command(
        Product.sohoa, verb + ["--database", url("sohoa_reader")]
      ).run()
      #expect(reading.status == 0 && !reading.output.isEmpty, "\(verb) \(reading.errors)")
    }
    let reader = try Connection(url: url("sohoa_reader"))
    #expect(try reader.integer("SELECT count(*) FROM nguoi") ?? 0 > 300)
    for table in ["nguoi", "sohoa.reject", "sohoa.lease", "sohoa.unit"] {
      for sql in ["DELETE FROM \(table)", "TRUNCATE \(table)", "DROP TABLE \(table)"] {
        #expect(try state("sohoa_reader", sql) == "42501", "\(sql)")
      }
    }
    for sql in [
      "UPDATE nguoi SET ten = ''", "INSERT INTO sohoa.audit (at) VALUES ('')",
      "CREATE TABLE moi (a text)", "CREATE TABLE public.moi (a text)",
      "CREATE TEMPORARY TABLE moi (a text)", "CREATE SCHEMA moi", "SELECT * FROM public.khac",
    ] {
      #expect(try state("sohoa_reader", sql) == "42501", "\(sql)")
    }
    for sql in [
      "CREATE TABLE public.moi (a text)", "CREATE TABLE rieng.moi (a text)", "CREATE SCHEMA moi",
      "SELECT * FROM public.khac", "DROP TABLE public.khac", "CREATE ROLE moi",
      "CREATE DATABASE moi", "SELECT * FROM pg_authid", "COPY nguoi TO '/tmp/nguoi'",
    ] {
      #expect(try state("sohoa_loader", sql) == "42501", "\(sql)")
    }
  }
}
