import Columnar
import Testing
import Transformation

@Suite struct ExpressionFunctionTests {
  @Test("Every function of the table can be called as its signature says, and is null for null")
  func table() throws {
    let engine = try ExpressionEngine()
    #expect(Set(ExpressionFunction.all.map(\.name)).count == ExpressionFunction.all.count)
    for function in ExpressionFunction.all {
      #expect(!ExpressionEngine.plainFunctions.contains(function.name))
      #expect(!function.meaning.isEmpty && !function.meaningVietnamese.isEmpty)
      let most = function.arguments.count
      for count in 0...most + 1 {
        let list = Array(repeating: "NULL", count: count).joined(separator: ", ")
        let problem = engine.validate("\(function.name)(\(list))", columns: [])
        let isGood = count <= most && count >= most - function.optionalCount
        #expect(isGood == (problem == nil), "\(function.signature) with \(count) arguments")
      }
      let list = Array(repeating: "NULL", count: most).joined(separator: ", ")
      #expect(try computed("\(function.name)(\(list))") == nil, "\(function.signature)")
    }
  }

  @Test(
    "A text's key is that by which names are compared",
    arguments: [("'Lý  Quốc Hoà'", "'LÍ QUỐC HÒA'"), ("'Phường 01'", "'phường 1'")])
  func fold(first: String, second: String) throws {
    #expect(try computed("fold(\(first)) = fold(\(second))") == "1")
  }
}

/// What an expression over no columns gives.
func computed(_ expression: String) throws -> String? {
  var chunk = makeChunk(["x"], [["x"]])
  var step = try Derive(
    [.init(name: "y", expression: expression)], columns: [("x", .text)],
    engine: ExpressionEngine(), finding: Finding(rule: 0, severity: .reject))
  try step.apply(to: &chunk)
  #expect(chunk.violations == [])
  return chunk.texts("y").first ?? nil
}
