import Columnar
import TestSupport
import Testing

@testable import PostgreSQL

@Suite(.needsServer) struct CopyTests {
  private func open() throws -> Connection {
    try Connection(url: PostgreSQLServer.shared.get().url("postgres"))
  }

  /// A chunk of one column of a type, from values and their texts.
  private func chunk(_ type: ColumnType, _ cells: [(value: Int64, text: String)?]) -> Chunk {
    var chunk = Chunk(columns: ["c"])
    chunk.columns[0].type = type
    for (index, cell) in cells.enumerated() {
      chunk.origins.append(RowOrigin(record: Int64(index + 1), line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
      chunk.columns[0].cells.append(
        cell.map { chunk.bytes.append(Array($0.text.utf8)) } ?? .null)
      if type.hasValues { chunk.columns[0].values.append(cell?.value ?? 0) }
    }
    return chunk
  }

  private static let day: Int64 = 86_400_000_000

  @Test(
    "Every type arrives with its value, from one end of its range to the other",
    arguments: [
      (ColumnType.text, [(0, "Nguyễn \"A\"\\\t\n"), (0, "")], ["Nguyễn \"A\"\\\t\n", ""]),
      (
        .integer, [(.min, ""), (.max, ""), (-1, "")],
        ["-9223372036854775808", "9223372036854775807", "-1"]
      ),
      (.boolean, [(0, ""), (1, "")], ["f", "t"]),
      (
        .date, [(10_101, ""), (19_991_231, ""), (20_000_101, ""), (99_991_231, "")],
        ["0001-01-01", "1999-12-31", "2000-01-01", "9999-12-31"]
      ),
      (.time, [(0, ""), (day - 1, "")], ["00:00:00", "23:59:59.999999"]),
      (
        .dateTime, [(0, ""), (-1, ""), (946_684_800_000_000, "")],
        ["1970-01-01 00:00:00", "1969-12-31 23:59:59.999999", "2000-01-01 00:00:00"]
      ),
      (
        .decimal,
        [
          (0, "0"), (0, "-0.00012"), (0, "12345678901234567890.1"), (0, "10000"), (0, "99990001"),
          (0, "1" + String(repeating: "0", count: 400)),
        ],
        [
          "0", "-0.00012", "12345678901234567890.1", "10000", "99990001",
          "1" + String(repeating: "0", count: 400),
        ]
      ),
    ] as [(ColumnType, [(Int64, String)], [String])])
  func types(type: ColumnType, cells: [(Int64, String)], expected: [String]) throws {
    let connection = try open()
    try connection.execute("CREATE TEMP TABLE t (c \(type.postgreSQLName), n bigint)")
    let rows = chunk(type, cells.map { ($0.0, $0.1) } + [nil])
    #expect(
      try connection.copy(
        rows, .live, as: [.column(0, type), .counter(from: 1)],
        into: "COPY t FROM STDIN (FORMAT binary)") == Int64(cells.count + 1))
    let result = try connection.query("SELECT c FROM t ORDER BY n")
    #expect(result.rows.map { $0.string(at: 0) } == expected + [nil])
  }

  @Test("Numbers arrive by their bits")
  func numbers() throws {
    let connection = try open()
    try connection.execute("CREATE TEMP TABLE t (c double precision)")
    let values = [0.1, -0.0, 1e308, Double.leastNonzeroMagnitude, .infinity]
    _ = try connection.copy(
      chunk(.number, values.map { (Int64(bitPattern: $0.bitPattern), "") }), .live,
      as: [.column(0, .number)], into: "COPY t FROM STDIN (FORMAT binary)")
    let result = try connection.query("SELECT c FROM t")
    #expect(result.rows.map { $0.double(at: 0).bitPattern } == values.map(\.bitPattern))
  }

  @Test(
    "Texts of any length arrive whole, around the size of the room and far beyond",
    arguments: [0, 1, 131_000, 131_050, 131_060, 131_066, 131_072, 131_073, 3_000_000])
  func lengths(length: Int) throws {
    let connection = try open()
    try connection.execute("CREATE TEMP TABLE t (c text, n bigint)")
    let text = String(repeating: "x", count: length)
    _ = try connection.copy(
      chunk(.text, [(0, "a"), (0, text), (0, text), (0, "b")]), .live,
      as: [.column(0, .text), .record], into: "COPY t FROM STDIN (FORMAT binary)")
    let result = try connection.query("SELECT c = $1 OR length(c) = 1 FROM t", .text(text))
    #expect(result.rows.map { $0.int64(at: 0) } == [1, 1, 1, 1])
  }

  @Test("A refused COPY leaves the session usable, and a statement before it is seen to")
  func refused() throws {
    let connection = try open()
    try connection.execute("CREATE TEMP TABLE t (c text CHECK (c <> 'bad'))")
    let rows = chunk(.text, [(0, "good"), (0, "bad")])
    let error = #expect(throws: PostgreSQLError.self) {
      _ = try connection.copy(
        rows, .live, as: [.column(0, .text)], into: "COPY t FROM STDIN (FORMAT binary)")
    }
    #expect(error?.state == "23514")
    #expect(throws: PostgreSQLError.self) {
      _ = try connection.copy(
        rows, .live, as: [.column(0, .text)],
        into: "SELECT 1/0; COPY t FROM STDIN (FORMAT binary)")
    }
    #expect(
      try connection.copy(
        rows, .rows([0, 0]), as: [.column(0, .text)],
        into: "SELECT 1; COPY t FROM STDIN (FORMAT binary)") == 2)
    #expect(try connection.integer("SELECT count(*) FROM t") == 2)
  }

  @Test("Of statements sent together those behind a failed one are not run")
  func pipeline() throws {
    let connection = try open()
    try connection.execute("CREATE TEMP TABLE t (c bigint PRIMARY KEY)")
    let error = #expect(throws: PostgreSQLError.self) {
      try connection.run([
        Statement("INSERT INTO t VALUES ($1)", [.integer(1)]),
        Statement("INSERT INTO t VALUES (1)"), Statement("INSERT INTO t VALUES (2)"),
      ])
    }
    #expect(error?.state == "23505")
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
    let many = (1...250).map { Statement("INSERT INTO t VALUES ($1)", [.integer($0)]) }
    #expect(try connection.run(many).map(\.changes) == [Int64](repeating: 1, count: 250))
  }

  @Test("Values of every kind go there and come back")
  func values() throws {
    let connection = try open()
    let row = try connection.query(
      "SELECT $1::bigint, $2::float8, $3::text, $4::bytea, $5::text, cardinality($6::bigint[])",
      .integer(Int64.min), .number(-0.1), .text("a\0ế"), .bytes([0, 255, 16]), .null,
      .integers([1, -2])
    ).first
    #expect(row?.int64(at: 0) == .min)
    #expect(row?.double(at: 1) == -0.1)
    #expect(row?.string(at: 2) == "a␀ế")
    #expect(row?.bytes(at: 3) == [0, 255, 16])
    #expect(row?.isNull(at: 4) == true)
    #expect(row?.int64(at: 5) == 2)
  }

  @Test("A statement ends soon after a stop is wanted")
  func interrupting() throws {
    let connection = try open()
    let error = #expect(throws: PostgreSQLError.self) {
      try connection.interrupting(when: { true }) { try connection.execute("SELECT pg_sleep(60)") }
    }
    #expect(error?.isInterrupted == true)
    #expect(try connection.integer("SELECT 1") == 1)
  }

  @Test(
    "A decimal is cut into digits of base 10,000",
    arguments: [
      ("0", 0, 0, []), ("1", 0, 0, [1]), ("-10000.5", 1, 1, [1, 0, 5000]),
      ("0.00001", -2, 5, [1000]), ("12345678", 1, 0, [1234, 5678]), ("0.0", 0, 1, []),
    ] as [(String, Int, Int, [Int16])])
  func digits(text: String, weight: Int, scale: Int, digits: [Int16]) {
    let decimal = NumericDigits(Array(text.utf8))
    #expect(decimal.weight == weight && decimal.scale == scale && decimal.digits == digits)
    #expect(decimal.isNegative == text.hasPrefix("-"))
  }
}
