import SQLite
import Testing

@Suite struct StatementTests {
  @Test("Every kind of value comes back as it was bound")
  func values() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7")
    #expect(statement.parameterCount == 7)
    try statement.bind(Int64.min, at: 1)
    try statement.bind(0.1, at: 2)
    try statement.bind("Đỗ\0x", at: 3)
    try statement.bind([0, 255], at: 4)
    try statement.bind("", at: 5)
    try statement.bind([UInt8](), at: 6)
    try statement.bindNull(at: 7)
    #expect(try statement.step())
    #expect(statement.columnCount == 7)
    #expect(statement.int64(at: 0) == .min)
    #expect(statement.double(at: 1) == 0.1)
    #expect(statement.string(at: 2) == "Đỗ\0x")
    #expect(statement.bytes(at: 3) == [0, 255])
    #expect(statement.string(at: 4) == "")
    #expect(!statement.isNull(at: 4))
    #expect(statement.bytes(at: 5) == [])
    #expect(!statement.isNull(at: 5))
    #expect(statement.isNull(at: 6))
    #expect(statement.string(at: 6) == nil)
    #expect(statement.bytes(at: 6) == nil)
    #expect(statement.int64(at: 6) == 0)
    #expect(try !statement.step())
  }

  @Test("A reset keeps what was bound and clearing empties it")
  func reset() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ?1 AS \"tên\"")
    #expect(statement.columnName(at: 0) == "tên")
    try statement.bind(7, at: 1)
    #expect(try statement.step())
    statement.reset()
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 7)
    statement.reset()
    statement.clearBindings()
    #expect(try statement.step())
    #expect(statement.isNull(at: 0))
  }

  @Test(
    "An index that is not there is an error when bound and null when read", arguments: [0, 2, -1])
  func indices(index: Int) throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ?1")
    let error = #expect(throws: SQLiteError.self) { try statement.bind(1 as Int64, at: index) }
    #expect(error?.code == 25)
    #expect(try statement.step())
    #expect(statement.isNull(at: index == 0 ? 1 : index))
    #expect(statement.columnName(at: 5) == "")
  }

  @Test("A statement keeps its connection open")
  func lifetime() throws {
    func make() throws -> Statement { try Connection.inMemory().prepare("SELECT 42") }
    let statement = try make()
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 42)
  }
}
