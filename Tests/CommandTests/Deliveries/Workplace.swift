import Foundation
import TestSupport

/// A folder with a delivery, a definition and a database, and the command that works on them.
struct Workplace: Sendable {
  let path: String

  init(_ path: String = TemporaryDirectory.path) throws {
    self.path = path.replacing("//", with: "/")
    try FileManager.default.createDirectory(
      atPath: path + "/in", withIntermediateDirectories: true)
  }

  /// The path of a file in this folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Writes a text and returns the file's path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// The URL of a database: `database` itself, a file of this folder, or what stands for the usual one
  /// where the running test works on PostgreSQL.
  func url(_ database: String) -> String {
    if database.contains("://") { return database }
    if database == "out.sqlite" && TestDatabase.kind == .postgreSQL { return TestDatabase.url }
    return "sqlite:" + file(database)
  }

  /// `sohoa VERB pipeline.yaml` on a database of this folder.
  func sohoa(
    _ verb: String, _ more: String..., database: String = "out.sqlite",
    pipeline: String = "pipeline.yaml"
  ) -> Command {
    Command(
      Product.sohoa,
      [verb, file(pipeline), "--database", url(database)] + more)
  }

  /// `sohoa VERB` on the ledger of a database of this folder.
  func ledger(_ verbs: String..., database: String = "out.sqlite") -> Command {
    Command(Product.sohoa, verbs + ["--database", url(database)])
  }

  /// What the database holds, in an order that only content decides.
  func dump(_ database: String = "out.sqlite") throws -> [String] {
    let url = url(database)
    return try url.hasPrefix("sqlite:")
      ? DatabaseDump(file(database)).lines : ServerDump(url).lines.sorted()
  }

  /// Runs SQL on the usual database as another program would.
  func execute(_ sql: String) throws {
    try TestDatabase.$url.withValue(url("out.sqlite")) { try TestDatabase.execute(sql) }
  }

  /// The integer that a query on the database gives.
  func integer(_ sql: String, database: String = "out.sqlite") throws -> Int64? {
    try rows(sql, database: database).first.flatMap { Int64($0) }
  }

  /// The texts in the first column of a query's rows.
  func texts(_ sql: String, database: String = "out.sqlite") throws -> [String] {
    try rows(sql, database: database)
  }

  /// The rows that a query gives, their columns joined.
  func rows(_ sql: String, database: String = "out.sqlite") throws -> [String] {
    try TestDatabase.query(sql, of: url(database), null: "NULL")
  }

  /// The database's files, whatever their state.
  func databaseBytes(_ database: String = "out.sqlite") -> [String: Data] {
    if url(database).hasPrefix("postgres") {
      return ["": Data(((try? dump(database)) ?? []).joined(separator: "\n").utf8)]
    }
    var files: [String: Data] = [:]
    for suffix in ["", "-wal", "-shm", "-journal"] {
      files[suffix] = FileManager.default.contents(atPath: file(database) + suffix)
    }
    return files
  }
}
