import Columnar
import Foundation
import Linkage
import SQLite
import TestSupport

@testable import Linking

/// A database of people, and a link over it with a model that is given and not learnt.
struct TownFixture {
  let path = TemporaryDirectory.path + "/town.sqlite"
  var plan = LinkPlan(name: "people")
  static let fields: [(String, ComparisonKind)] = [
    ("name", .name), ("born", .date), ("sex", .code), ("id9", .number), ("id12", .number),
    ("father", .name), ("mother", .name), ("entry", .code), ("row", .code), ("alive", .date),
    ("died", .date),
  ]

  /// Creates the database from rows: an id, then the fields in their order, empty for none.
  init(_ rows: [[String]]) throws {
    let connection = try Connection(path: path)
    let columns = ["key"] + Self.fields.map(\.0)
    try connection.execute(
      "CREATE TABLE person(\(columns.map { "\"\($0)\" TEXT" }.joined(separator: ", ")))")
    for row in rows { try Self.add(row, to: connection) }
    for (name, kind) in Self.fields { plan.fields.append(.init(name: name, kind: kind)) }
    let values = Self.fields.map { "nullif(\"\($0.0)\", '')" }
    plan.sources = [.init(name: "person", columns: ["key"] + values, from: "person")]
    plan.blocks = [
      .init(name: "name", rule: .init(parts: [.init(field: 0, term: .last)])),
      .init(name: "born", rule: .init(parts: [.init(field: 1, term: .year)])),
      .init(name: "id9", rule: .init(parts: [.init(field: 3)])),
      .init(name: "id12", rule: .init(parts: [.init(field: 4)])),
    ]
    let compared = [0, 1, 2, 3, 4, 5, 6]
    plan.comparisons = compared.map {
      Comparison(field: $0, group: $0 > 4 ? 0 : nil, groupLimit: 12)
    }
    plan.model = LinkageModel(
      prior: 0.001, probabilities: compared.map { Self.probabilities(Self.fields[$0].1) })
    plan.single = [2, 3, 4, 7]
    plan.apart = [8]
    plan.orders = [(9, 10)]
    plan.matchWeight = weight(ofProbability: 0.97)
    plan.reviewWeight = weight(ofProbability: 0.3)
  }

  /// Adds a row.
  func add(_ row: [String]) throws { try Self.add(row, to: try Connection(path: path)) }

  private static func add(_ row: [String], to connection: Connection) throws {
    let values = (0...fields.count).map { $0 < row.count ? row[$0] : "" }
    let quoted = values.map { "'\($0.replacingOccurrences(of: "'", with: "''"))'" }
    try connection.execute("INSERT INTO person VALUES(\(quoted.joined(separator: ", ")))")
  }

  private static func probabilities(_ kind: ComparisonKind) -> LevelProbabilities {
    let (m, u): ([Double], [Double]) =
      switch kind {
      case .name:
        (
          [0.88, 0.05, 0.005, 0.02, 0.02, 0.01, 0.005, 0.005, 0.005],
          [0.001, 0.0005, 0.0001, 0.0004, 0.001, 0.002, 0.05, 0.3, 0.645]
        )
      case .date:
        (
          [0.8, 0.03, 0.12, 0.008, 0.01, 0.01, 0.01, 0.002, 0.004, 0.004, 0.002],
          [0.00005, 0.0001, 0.004, 0.0001, 0.001, 0.001, 0.0001, 0.0001, 0.014, 0.03, 0.94965]
        )
      case .number: ([0.97, 0.02, 0.01], [0.0001, 0.0001, 0.9998])
      default: ([0.98, 0.02], [0.5, 0.5])
      }
    return LevelProbabilities(m: m, u: u)
  }

  /// Links, and tells which ids are together, in order.
  func clusters(threads: Int = 2, decisions: [LinkDecision] = []) throws -> [[String]] {
    Self.clusters(try outcome(threads: threads, decisions: decisions))
  }

  static func clusters(_ outcome: LinkRun.Outcome) -> [[String]] {
    var groups: [UInt32: [String]] = [:]
    for (record, root) in outcome.clustering.roots.enumerated() {
      groups[root, default: []].append(outcome.id(of: UInt32(record)))
    }
    return groups.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  func outcome(
    threads: Int = 2, decisions: [LinkDecision] = [], in space: any SpillSpace = MemorySpace.shared
  ) throws -> LinkRun.Outcome {
    let path = path
    return try LinkRun.run(plan, threads: threads, decisions: decisions, in: space) {
      try Connection(path: path, mode: .readOnly)
    }
  }

  /// Links and writes, and tells how entities changed.
  func store() throws -> LinkChanges {
    let connection = try Connection(path: path)
    let store = LinkStore("people", in: connection)
    let outcome = try outcome(decisions: try store.decisions())
    return try store.write(
      outcome, of: plan, state: [.fingerprint: "1"], at: "2026-01-01T00:00:00Z")
  }

  /// The name of each record's entity.
  static func names(_ store: LinkStore) throws -> [String: String] {
    var names: [String: String] = [:]
    try store.visitClusters {
      names[String(decoding: $0, as: UTF8.self)] = String(decoding: $1, as: UTF8.self)
    }
    return names
  }

  /// The stored entities: the records of each name.
  func stored() throws -> [String: [String]] {
    let statement = try Connection(path: path).prepare(
      "SELECT cluster_id, record_id FROM people_cluster ORDER BY 2")
    var found: [String: [String]] = [:]
    while try statement.step() {
      found[statement.string(at: 0) ?? "", default: []].append(statement.string(at: 1) ?? "")
    }
    return found
  }
}
