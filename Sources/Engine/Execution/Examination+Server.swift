import Dataflow
import Loading

extension Examination {
  /// A PostgreSQL server and what the role may do there.
  func server(_ database: String) -> [Finding] {
    let name = Database.name(of: database)
    do {
      let server = try Database.server(of: database)
      let transport = server.isEncrypted ? "encrypted" : "not encrypted"
      let milliseconds = (server.roundTripMilliseconds * 10).rounded() / 10
      var findings = [
        server.isEncrypted || server.isLocal
          ? ok("server", "PostgreSQL \(server.version), \(transport)")
          : problem(
            "server", .warning, "PostgreSQL \(server.version), \(transport)",
            "add sslmode=verify-full to the URL"),
        ok("round trip", "\(milliseconds) ms"),
      ]
      findings.append(
        server.missingRights.isEmpty
          ? ok("rights", "the role may make and fill tables")
          : problem(
            "rights", .failure, "the role lacks \(server.missingRights.joined(separator: ", "))",
            "have an administrator run the script of Docs/postgresql.md"))
      let sink = try Database.open(database, creates: false, surroundings: .system)
      defer { sink.close() }
      findings.append(ok("database", "\(name): \(try sink.runs(of: nil).count) runs"))
      return findings
    } catch let error as Diagnostic {
      return [
        problem(
          "database", .failure, error.message, error.remedy ?? "name another with --database")
      ]
    } catch {
      return [
        problem("database", .failure, "\(name) cannot be read", "name another with --database")
      ]
    }
  }
}
