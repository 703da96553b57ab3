import Foundation
import SQLite
import TestSupport
import Testing

/// A definition of `Pipelines`, run on a delivery of registers into a database of its own.
struct Pipeline: CustomTestStringConvertible, Sendable {
  /// The name of its file, without `.yaml`.
  let name: String

  var testDescription: String { name }

  /// Every definition there is: a new register is tested by being there.
  static let all: [Pipeline] = {
    let folder = Product.root.appendingPathComponent("Pipelines").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted()
      .map { Pipeline(name: String($0.dropLast(5))) }
  }()

  var path: String { Product.root.appendingPathComponent("Pipelines/\(name).yaml").path }

  /// The folders of the delivery that it reads.
  func folders() throws -> Set<String> {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return Set(text.matches(of: /\$\{param:du_lieu\}\/([a-z-]+)\//).map { String($0.1) })
  }

  /// Whether its rows are held against the register of deaths, which then has to be loaded before.
  var needsDeaths: Bool {
    get throws {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return try text.matches(of: /validate: (schemas\/[a-z-]+\.schema\.json)/).contains { match in
        let schema = Product.root.appendingPathComponent("Pipelines/\(match.1)")
        return try String(contentsOf: schema, encoding: .utf8).contains("\"khai_tu\",")
      } && name != "khai-tu"
    }
  }

  /// Runs it, and returns what it found and loaded.
  func run(on delivery: String) async throws -> (outcome: Command.Outcome, result: DeliveryResult) {
    let database = TemporaryDirectory.path + "/out.sqlite"
    if try needsDeaths {
      try FileManager.default.copyItem(
        atPath: await Deaths.shared.database(of: delivery), toPath: database)
    }
    let outcome = try await load(delivery, into: "sqlite:" + database)
    return (outcome, try DeliveryResult(of: folders(), in: database))
  }

  /// Loads what it reads of a delivery into the database of a URL.
  func load(_ delivery: String, into database: String) async throws -> Command.Outcome {
    try await Command(
      Product.sohoa,
      [
        "run", path, "--set", "du_lieu=\(delivery)", "--database", database, "--quiet",
      ]
    ).run(timeout: 200)
  }
}

/// Databases with the register of deaths of a delivery, each loaded once.
private actor Deaths {
  struct Failure: Error { var outcome: Command.Outcome }

  static let shared = Deaths()
  private var databases: [String: Task<String, any Error>] = [:]

  func database(of delivery: String) async throws -> String {
    let path =
      NSTemporaryDirectory()
      + "sohoa-khai-tu-\(ProcessInfo.processInfo.processIdentifier)-\(databases.count).sqlite"
    let task =
      databases[delivery]
      ?? Task {
        let outcome = try await Pipeline(name: "khai-tu").load(delivery, into: "sqlite:" + path)
        guard outcome.status == 0 else { throw Failure(outcome: outcome) }
        return path
      }
    databases[delivery] = task
    return try await task.value
  }
}

/// What became of a delivery's rows: by the truth beside it, or by the ledger.
struct DeliveryResult {
  /// The warnings that the truth tells all of; others depend on how a name or place is written.
  private static let warnings: Set<String> = [
    "W-DATE-WORDS", "W-ID-SEX", "W-ID-YEAR", "W-ID-PROV", "W-PLACE", "W-AGE", "W-REL", "W-HEAD",
    "W-PERSON-DUP", "W-BOOK-YEAR", "W-ID-PAD", "E-ID-DUP", "E-DEAD",
  ]

  /// `register/file record rule field` of rows that are refused or repeated, of keys without the field.
  var findings: Set<String> = []
  /// The same of rows that are loaded with a warning.
  var warnings: Set<String> = []
  /// `register place book: count (numbers)` of the books with missing numbers.
  var gaps: Set<String> = []
  /// `register/file member` with the counts of rows read, loaded, duplicate and rejected.
  var units: [String: [Int]] = [:]
  private var refused: Set<String> = []

  private mutating func note(
    _ unit: String, _ record: String, _ rule: String, _ field: String, isWarning: Bool
  ) {
    let isKey = rule == "I-KEY-SAME" || rule == "E-KEY-DUP" || rule == "E-ID-DUP" && !isWarning
    let line = "\(unit) \(record) \(rule) \(isKey ? "" : field)"
    if isWarning { warnings.insert(line) } else { findings.insert(line) }
    if !isWarning { refused.insert("\(unit) \(record)") }
  }

  /// Leaves the warnings of rows that are loaded.
  private mutating func settle() {
    warnings = warnings.filter { line in
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      return Self.warnings.contains(String(words[2]))
        && !refused.contains("\(words[0]) \(words[1])")
    }
  }

  /// Reads the truth about the registers in some folders.
  init(truthOf folders: Set<String>, in delivery: String) throws {
    func lines(_ name: String, _ most: Int) throws -> [[String]] {
      let text = try String(contentsOfFile: "\(delivery)/\(name)", encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", maxSplits: most, omittingEmptySubsequences: false).map(String.init)
      }
    }
    func isWanted(_ unit: String) -> Bool {
      folders.contains(String(unit.prefix { $0 != "/" }))
    }
    for line in try lines("truth.csv", 6) where isWanted(line[0]) {
      note(line[0], line[2], line[3], line[4], isWarning: line[5] == "loaded")
    }
    for line in try lines("truth-units.csv", 6) where isWanted(line[0]) {
      units["\(line[0]) \(line[1])"] = line[3...].compactMap { Int($0) }
    }
    for line in try lines("truth-gaps.csv", 4) where isWanted(line[0]) {
      gaps.insert(
        "\(line[0]) \(line[4].dropFirst().dropLast()) \(line[1]): \(line[2]) (\(line[3]))")
    }
    settle()
  }

  /// Reads what the ledger says about the registers in some folders.
  init(of folders: Set<String>, in database: String) throws {
    let connection = try Connection(path: database, mode: .readWrite)
    func unit(_ path: String) -> String {
      path.split(separator: "/").suffix(2).joined(separator: "/")
    }
    func isWanted(_ unit: String) -> Bool {
      folders.contains(String(unit.prefix { $0 != "/" }))
    }
    let found = try connection.prepare(
      "SELECT u.path, f.record, f.rule, f.field, f.severity = 'warn' FROM sohoa_finding f"
        + " JOIN sohoa_unit u ON u.unit = f.unit")
    while try found.step() {
      let texts = (0..<4).map { found.string(at: $0) ?? "" }
      guard isWanted(unit(texts[0])) else { continue }
      note(unit(texts[0]), texts[1], texts[2], texts[3], isWarning: found.int64(at: 4) == 1)
    }
    let counts = try connection.prepare(
      "SELECT u.path, u.member, coalesce(sum(read), 0), coalesce(sum(loaded), 0),"
        + " coalesce(sum(duplicate), 0), coalesce(sum(rejected), 0) FROM sohoa_unit u"
        + " LEFT JOIN sohoa_checkpoint c ON c.unit = u.unit GROUP BY u.unit")
    while try counts.step() {
      guard isWanted(unit(counts.string(at: 0) ?? "")) else { continue }
      let name = "\(unit(counts.string(at: 0) ?? "")) \(counts.string(at: 1) ?? "")"
      units[name] = (2..<6).map { Int(counts.int64(at: $0)) }
    }
    let missing = try connection.prepare(
      "SELECT replace(stage, '_', '-'), part ->> 0, part ->> 1, CAST(value AS INTEGER), detail"
        + " FROM sohoa_check WHERE measure = 'gaps' AND verdict = 'missed'")
    while try missing.step() {
      let texts = (0..<5).map { missing.string(at: $0) ?? "" }
      guard folders.contains(texts[0]) else { continue }
      let numbers = texts[4].replacing(", ", with: " ")
      gaps.insert("\(texts[0]) \(texts[1]) \(texts[2]): \(texts[3]) (\(numbers))")
    }
    settle()
  }
}
