import PostgreSQL
import TestSupport
import Testing

@Suite struct ErrorTests {
  @Test(
    "What may pass is told from what will not, and a row's fault from the rest",
    arguments: [
      ("40001", true, false), ("40P01", true, false), ("55P03", true, false),
      ("53300", true, false), ("57P01", true, false), ("57P02", true, false),
      ("57P03", true, false), ("08006", true, false), ("08P01", true, false),
      ("22001", false, true), ("22021", false, true), ("23505", false, true),
      ("23502", false, true), ("54000", false, true), ("42501", false, false),
      ("53100", false, false), ("57014", false, false), ("XX000", false, false),
      ("", false, false),
    ])
  func classes(state: String, isTransient: Bool, isConstraint: Bool) {
    let error = PostgreSQLError(state: state, message: "m")
    #expect(error.isTransient == isTransient)
    #expect(error.isConstraint == isConstraint)
  }

  @Test("A lost connection may pass, a refused one will not")
  func lost() {
    #expect(PostgreSQLError(state: "", message: "m", isConnectionLost: true).isTransient)
    let refused = PostgreSQLError(state: "", message: "m", isConnectionLost: true, isRefusal: true)
    #expect(!refused.isTransient)
  }

  @Test(
    "A string that libpq cannot read is refused without quoting it",
    arguments: ["postgres://u:geheim@h:port/d", "postgres://u:geheim@[h/d", "password='geheim"])
  func unreadable(url: String) {
    do {
      _ = try Connection(url: url)
      Issue.record("\(url) was opened")
    } catch {
      #expect(error.isRefusal)
      #expect(!error.description.contains("geheim"))
    }
  }

  @Test("A server that starts while it is asked does not count as one that refuses", .needsServer)
  func starting() throws {
    let server = try PostgreSQLServer.shared.get()
    let one = try CuttingProxy(server, .starting(sessions: 1))
    #expect(try !Connection(url: one.url("postgres")).isLost)
    let other = try CuttingProxy(server, .starting(sessions: 1))
    let error = #expect(throws: PostgreSQLError.self) {
      try Connection(url: other.url("no_such_database"))
    }
    #expect(error?.isRefusal == true)
  }

  @Test("An error about data quotes no value", .needsServer)
  func values() throws {
    let connection = try Connection(url: PostgreSQLServer.shared.get().url("postgres"))
    for (sql, state) in [
      ("SELECT '31/02/geheim'::date", "22007"),
      ("CREATE TEMP TABLE v (a text UNIQUE); INSERT INTO v VALUES ('geheim'), ('geheim')", "23505"),
    ] {
      let error = #expect(throws: PostgreSQLError.self) { try connection.execute(sql) }
      #expect(error?.state == state)
      #expect(error?.description.contains("geheim") == false)
    }
  }
}
