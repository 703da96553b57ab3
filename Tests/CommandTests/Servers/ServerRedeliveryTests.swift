import Foundation
import TestSupport
import Testing

/// What a delivery does that comes again is the same whether PostgreSQL knows its chunks by their content
/// or holds every row against the table, and the same as on SQLite.
@Suite(.needsServer, .temporaryDirectory) struct ServerRedeliveryTests {
  /// Something that happens to a database that a delivery was loaded into.
  enum Event: String {
    case same, change, shift, manual, correct, undo, rerun
  }

  private static let records = (1...14).map { "\($0),Tên \($0),2001-01-\(10 + $0),Xã A" }

  private static func content(_ records: [String]) -> String {
    (["so,ten,ngay,noi"] + records + [""]).joined(separator: "\n")
  }

  /// A folder with databases that all go through the same events.
  private struct Trial {
    let register: RefusedRegister
    /// The database whose chunks are known, one whose are not, and one of SQLite.
    let databases: [String]
    private var deliveries = 1

    init() async throws {
      var records = ServerRedeliveryTests.records
      // One record is refused, one waits for the key.
      records[5] = "6,Sáu,31/02/2001,Xã A"
      records[9] = "1,Tên 1,2001-01-11,Xã A"
      register = try RefusedRegister(
        mode: "upsert", records: ServerRedeliveryTests.content(records))
      let server = try PostgreSQLServer.shared.get()
      databases = [try server.makeDatabase(), try server.makeDatabase(), "out.sqlite"]
      self.records = records
      for database in databases { try await register.load(database: database) }
    }

    private var records: [String]

    mutating func take(_ event: Event) async throws {
      switch event {
      case .same: try await deliver()
      case .change:
        records[6] = "7,Bảy,2001-01-17,Xã B"
        try await deliver()
      case .shift:
        records.insert("99,Mới,2001-01-01,Xã A", at: 0)
        try await deliver()
      case .manual:
        try onEach { try TestDatabase.execute("UPDATE nguoi SET ten = 'Khác' WHERE so = 3") }
      case .correct:
        for database in databases {
          var file = try await register.export(database: database)
          file[1]["ngay"] = "'2001-02-28"
          try register.place.write(file.csv(), to: "back.csv")
          for command in [
            register.importing("back.csv", database: database),
            register.replaying(database: database),
          ] {
            try await done(command)
          }
        }
      case .undo:
        for database in databases {
          let last = try TestDatabase.query(
            "SELECT max(run) FROM sohoa_run", of: register.place.url(database), null: "")
          try await done(register.place.ledger("undo", last[0], database: database))
        }
      case .rerun:
        for database in databases {
          try await done(
            register.place.sohoa("rerun", "--unit", "so.csv", "--by", "Lan", database: database))
        }
      }
    }

    /// Delivers the records in other bytes.
    private mutating func deliver() async throws {
      let blank = String(repeating: "\n", count: deliveries)
      deliveries += 1
      try register.place.write(
        ServerRedeliveryTests.content(records) + blank, to: "in/so\(deliveries).csv")
      try TestDatabase.$url.withValue(databases[1]) {
        try TestDatabase.$kind.withValue(.postgreSQL) {
          try TestDatabase.execute("UPDATE sohoa.checkpoint SET content = ''")
        }
      }
      for database in databases { try await register.load(database: database) }
    }

    private func done(_ command: Command) async throws {
      let outcome = try await command.run()
      try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private func onEach(_ body: () throws -> Void) throws {
      for database in databases {
        try TestDatabase.$url.withValue(register.place.url(database)) {
          try TestDatabase.$kind.withValue(
            database.hasPrefix("postgres") ? .postgreSQL : .sqlite
          ) { try body() }
        }
      }
    }

    /// Holds the databases against one another.
    func check(_ comment: String) throws {
      let dumps = try databases.map { DumpComparison.prepared(try register.place.dump($0)) }
      if let difference = DumpComparison.difference(dumps[0], dumps[1]) {
        Issue.record("\(comment), row by row: \(difference)")
      }
      if let difference = DumpComparison.difference(dumps[0], dumps[2]) {
        Issue.record("\(comment), SQLite: \(difference)")
      }
    }
  }

  @Test(
    "Tables and ledger are those of holding every row against the table",
    arguments: [
      [Event.same, .same], [.change, .same, .same], [.shift, .shift], [.manual, .same, .same],
      [.correct, .same], [.same, .undo, .same], [.rerun, .same], [.change, .undo, .same],
      [.manual, .change, .undo, .same],
    ])
  func sameAsRowByRow(events: [Event]) async throws {
    var trial = try await Trial()
    for event in events {
      try await trial.take(event)
      try trial.check("\(events.map(\.rawValue)) after \(event.rawValue)")
    }
  }
}
