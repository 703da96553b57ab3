import Columnar
import Testing
import Transformation

@Suite struct ExpressionEngineTests {
  let columns: [(name: String, type: ColumnType)] = [("ho_ten", .text), ("năm", .integer)]

  @Test(
    "A good expression has no problem",
    arguments: [
      "ho_ten", "upper(ho_ten) LIKE 'N%'", "\"năm\" + 1", "năm BETWEEN 1900 AND 2030",
      "CASE WHEN ho_ten IS NULL THEN '(''' ELSE substr(ho_ten, 1, 3) END", "(năm) > (1)",
      "date('2024-02-29', '+1 year')", "max(năm, 5)", "ho_ten IN ('select', 'now then')",
      "_record > 1", "[năm] = `năm`",
    ])
  func good(expression: String) throws {
    #expect(try ExpressionEngine().validate(expression, columns: columns) == nil)
  }

  @Test(
    "A problem is told with its place",
    arguments: [
      ("ho_ten || ho_tne", "no such column: ho_tne", 10),
      ("năm + \"nam\"", "no such column: nam", 7),
      ("uper(ho_ten)", "no such function: uper", 0),
      ("random()", "the function random() is not available", 0),
      ("date('NOW')", "the result must not depend on when it is computed", 5),
      ("1 + julianday ( )", "the result must not depend on when it is computed", 4),
      ("current_timestamp", "the function current_timestamp() is not available", 0),
      ("1 +", "the expression is incomplete", 3), ("", "the expression is empty", nil),
      ("  ", "the expression is empty", nil), ("(1", "the parenthesis is not closed", 0),
      ("1) OR (1", "a parenthesis is closed that was not opened", 1),
      ("1; DROP TABLE x", "an expression has no semicolon", 1),
      ("năm = ?1", "an expression has no parameters", 7),
      ("năm = :a", "an expression has no parameters", 7),
      ("1 -- x", "an expression has no comments", 2),
      ("1 /* x", "an expression has no comments", 2), ("'a", "the quote is not closed", 0),
      ("năm IN (SELECT 1)", "an expression has no sub-select", 9),
      ("EXISTS (Values (1))", "an expression has no sub-select", 8),
      ("_row > 1", "no such column: _row", 0), ("\"ROWID\"", "no such column: rowid", 0),
      ("max(năm)", "misuse of aggregate function max()", 0),
      ("count(*)", "the function count() is not available", 0),
      ("load_extension('x')", "the function load_extension() is not available", 0),
      ("ho_ten ho_ten", "near \"ho_ten\": syntax error", 7),
      ("raise(abort, 'x')", "RAISE() may only be used within a trigger-program", nil),
    ] as [(String, String, Int?)])
  func problems(expression: String, message: String, offset: Int?) throws {
    #expect(
      try ExpressionEngine().validate(expression, columns: columns)
        == ExpressionProblem(message, at: offset))
  }

  @Test("Columns whose names clash are a problem, and a column may be named like a hidden one")
  func names() throws {
    let engine = try ExpressionEngine()
    #expect(
      engine.validate("1", columns: [("a", .text), ("A", .text)])?.message
        == "the columns do not make a table: duplicate column name: A")
    #expect(engine.validate("rowid = 1", columns: [("RowID", .text)]) == nil)
  }

  @Test("An expression as deep or long as one likes is refused, not crashed on")
  func hostile() throws {
    let engine = try ExpressionEngine()
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(engine.validate(deep, columns: columns) != nil)
    let wide = "1" + String(repeating: " + 1", count: 5000)
    #expect(engine.validate(wide, columns: columns) != nil)
    let long = "'" + String(repeating: "a", count: 2 << 20) + "'"
    #expect(
      engine.validate(long, columns: columns) == ExpressionProblem("the expression is too long"))
    #expect(engine.validate("a\0b", columns: columns) != nil)
  }
}
