import SQLite
import Testing

@Suite struct FunctionTests {
  @Test(
    "A function sees its arguments as text and answers null, numbers and texts",
    arguments: [
      ("show('Đào', 12, 1.5, NULL)", "[Đào][12][1.5][null]"), ("show()", ""),
      ("show('', x'41')", "[][A]"), ("show(show(1), show(2))", "[[1]][[2]]"),
      ("typeof(same(NULL)) || typeof(same('')) || length(same(''))", "nulltext0"),
      ("typeof(7 + size('Đào'))", "integer"), ("half('3')", "1.5"), ("half('0')", "0.0"),
      ("tail('abc')", "bc"),
    ])
  func answers(expression: String, expected: String) throws {
    let connection = try Connection.inMemory()
    try connection.addFunction("show", argumentCounts: 0...4) { call in
      var text = ""
      for index in call.arguments.indices {
        text += "[\(call.text(index).map { String(decoding: $0, as: UTF8.self) } ?? "null")]"
      }
      call.answer(text.utf8)
    }
    try connection.addFunction("same", argumentCounts: 1...1) { call in
      if let range = call.arguments[0] { call.answer(range) }
    }
    try connection.addFunction("size", argumentCounts: 1...1) { call in
      call.answer(call.text(0)?.count ?? 0)
    }
    try connection.addFunction("half", argumentCounts: 1...1) { call in
      call.answer(Double(call.text(0) == [0x33] ? 1.5 : 0))
    }
    try connection.addFunction("tail", argumentCounts: 1...1) { call in
      call.answer(call.bytes.dropFirst())
    }
    #expect(try connection.text("SELECT \(expression)") == expected)
  }

  @Test("A function is computed once for constant arguments, and ends with its connection")
  func lifetime() throws {
    final class Counter { var count = 0 }
    let counter = Counter()
    weak var held: Counter?
    do {
      let kept = Counter()
      held = kept
      let connection = try Connection.inMemory()
      try connection.addFunction("count_calls", argumentCounts: 1...2) { call in
        counter.count += 1
        kept.count += 1
        call.answer(counter.count)
      }
      try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
      #expect(try connection.integer("SELECT sum(count_calls(0)) FROM t") == 3)
      #expect(try connection.integer("SELECT sum(count_calls(a)) FROM t") == 9)
      #expect(throws: SQLiteError.self) { try connection.text("SELECT count_calls(1, 2, 3)") }
    }
    #expect(counter.count == 4)
    #expect(held == nil)
  }

  @Test("A restricted connection refuses a function that is not on its list")
  func restricted() throws {
    let connection = try Connection.inMemory()
    for name in ["open", "closed"] {
      try connection.addFunction(name, argumentCounts: 1...1) { $0.answer(1) }
    }
    connection.restrictToExpressions(functions: ["open"])
    #expect(try connection.integer("SELECT open(1)") == 1)
    #expect {
      try connection.integer("SELECT closed(1)")
    } throws: {
      ($0 as? SQLiteError)?.message == "the function closed() is not available"
    }
  }
}
