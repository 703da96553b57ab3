import ArgumentParser
import Dataflow
import Execution
import Foundation
import Loading

/// Names the database whose ledger is read.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: """
      The database, such as sqlite:PATH or postgres:URL; otherwise $SOHOA_DATABASE, or the only database in .sohoa.
      """)
  var database: String?

  @Flag(help: "Prints JSON.")
  var json = false

  /// The URL of the database.
  func url() throws -> String {
    try DatabaseName.check(database)
    return try database ?? Self.defaultDatabase()
  }

  /// Opens the ledger for reading.
  func open() throws -> any RevisionLedger & LineageLedger {
    let url = try url()
    if let path = Database.sqlitePath(of: url), !FileManager.default.fileExists(atPath: path) {
      throw Diagnostic(
        "SH7001", "there is no database \(path)", status: .input,
        remedy: "name one with --database, or make it with: \(Invocation.name) run PIPELINE")
    }
    return try Database.open(url, creates: false, surroundings: .system)
  }

  /// Opens the ledger for the work of QA.
  func openForQuality() throws -> any QualityLedger {
    try open()
  }

  /// Opens the ledger to trace rows.
  func openForLineage() throws -> any LineageLedger {
    try open()
  }

  /// Opens the ledger to take runs back, to compare and to prune them.
  func openForRevision() throws -> any RevisionLedger {
    try open()
  }

  /// The URL of the database that is meant where none is named.
  static func defaultDatabase() throws -> String {
    if let named = ProcessInfo.processInfo.environment["SOHOA_DATABASE"], !named.isEmpty {
      return named
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: ".sohoa")) ?? []
    let databases = names.filter { $0.hasSuffix(".sqlite") }.sorted()
    guard databases.count == 1 else {
      throw Diagnostic(
        "SH7002",
        databases.isEmpty
          ? "there is no database in .sohoa"
          : "there are several databases in .sohoa: \(databases.joined(separator: ", "))",
        status: .usage, remedy: "name one with --database sqlite:PATH")
    }
    return "sqlite:.sohoa/" + databases[0]
  }

  /// The run that the user named, or the newest.
  func run(_ number: Int64?, in ledger: any Ledger) throws -> RunEntry {
    let runs = try ledger.runs(of: nil)
    if let number {
      if let run = runs.first(where: { $0.number == number }) { return run }
      throw Diagnostic(
        "SH7003", "there is no run \(number)", status: .usage,
        remedy: "see the runs with: \(Invocation.name) runs")
    }
    // What took corrections up or consolidated has no units to show.
    let others: Set<RunKind> = [.import, .undo, .consolidate]
    guard let run = runs.first(where: { !others.contains($0.kind) }) else {
      throw Diagnostic(
        "SH7004", "the database holds no run yet", status: .input,
        remedy: "begin one with: \(Invocation.name) run PIPELINE")
    }
    return run
  }
}
