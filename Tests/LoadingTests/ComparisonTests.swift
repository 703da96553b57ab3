import Dataflow
import Loading
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct ComparisonTests {
  private func make(_ name: String, _ statements: String...) throws -> String {
    let path = TemporaryDirectory.path + "/" + name
    let connection = try Connection(path: path)
    try connection.execute("CREATE TABLE t (a INTEGER, b TEXT) STRICT")
    for statement in statements { try connection.execute(statement) }
    return "sqlite:" + path
  }

  private let rows = "INSERT INTO t VALUES (1, 'x'), (2, NULL), (2, NULL)"

  @Test("The same rows are no difference, in whatever order they came")
  func same() throws {
    let first = try make("a", rows)
    let second = try make("b", "INSERT INTO t VALUES (2, NULL), (1, 'x'), (2, NULL)")
    #expect(
      try Database.differences(between: first, and: second)
        == [TableDifference(table: "t", rows: (3, 3), onlyIn: (0, 0))])
  }

  @Test("A value that differs, a row too many and a table of its own are found")
  func different() throws {
    let first = try make("a", rows)
    let changed = try make("b", "INSERT INTO t VALUES (1, 'y'), (2, NULL), (2, NULL)")
    let doubled = try make("c", rows, "INSERT INTO t VALUES (1, 'x')")
    let wider = try make("d", rows, "CREATE TABLE u (c)")
    #expect(
      try Database.differences(between: first, and: changed)
        == [TableDifference(table: "t", rows: (3, 3), onlyIn: (1, 1))])
    let found = try Database.differences(between: first, and: doubled)
    #expect(found == [TableDifference(table: "t", rows: (3, 4), onlyIn: (0, 0))])
    #expect(found.map(\.count) == [1])
    try Connection(path: String(wider.dropFirst(7))).execute("INSERT INTO u VALUES (7)")
    #expect(
      try Database.differences(between: first, and: wider).map(\.count) == [0, 1])
  }
}
