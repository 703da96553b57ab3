import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct TestTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  private static let definition = """
    sohoa: 1
    name: births
    extract:
      books: { files: "*.csv", csv: { header: 1 }, fields: { so: so, ten: ten, ngay: ngay } }
    transform:
      - derive: { ngay: "nullif(ngay, '')" }
      - cast: { ngay: { type: date, formats: [dd/MM/yyyy] } }
      - filter: ten <> 'bỏ'
    load:
      births: { key: [so] }
    """

  /// Writes the definition and its cases, and runs them.
  private func test(_ cases: String, _ arguments: String...) async throws -> Command.Outcome {
    let folder = prompt.directory
    try FileManager.default.createDirectory(
      atPath: folder + "/tests", withIntermediateDirectories: true)
    try Self.definition.write(toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
    try cases.write(toFile: folder + "/tests/p.yaml", atomically: true, encoding: .utf8)
    return try await prompt.run(["test", "p.yaml"] + arguments)
  }

  private func oneCase(given: String, expect: String) -> String {
    """
    sohoa: 1
    cases:
      - name: a case
        given: { books: [\(given)] }
        expect: \(expect)
    """
  }

  private static let good = "{ so: 1, ten: An, ngay: 02/01/2009 }"

  @Test("The cases of the shipped pipelines pass and leave nothing behind")
  func shippedCases() async throws {
    let delivery = try Delivery()
    let before = try delivery.snapshot()
    let result = try await delivery.command.run(["test", Delivery.pipeline])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.errors == "5 cases: 5 pass, 0 fail\n")
    #expect(try delivery.snapshot() == before)
  }

  @Test("A difference is shown row by row and field by field, what was expected first")
  func differences() async throws {
    let result = try await test(
      oneCase(
        given: "\(Self.good), { so: 2, ten: Ba, ngay: x }",
        expect: "{ tables: { births: [{ so: 1, ten: Anh, ngay: 2009-01-03 }] } }"))
    #expect(result.status == 65)
    #expect(
      result.output
        == """
        p.yaml
        ✗ a case
            births, row 1, books 1
              - ten   Anh
              + ten   An
              - ngay  2009-01-03
              + ngay  2009-01-02
            counts, births
              - rejected  0
              + rejected  1
            rejects, record 2 of books
              + E-DATE ngay
        - mong đợi · expected   + thực tế · came out

        """.replacingOccurrences(of: "- ten   Anh", with: "- ten       Anh")
        .replacingOccurrences(of: "+ ten   An", with: "+ ten       An")
        .replacingOccurrences(of: "- ngay  2", with: "- ngay      2")
        .replacingOccurrences(of: "+ ngay  2", with: "+ ngay      2"))
    #expect(result.errors == "1 case: 0 pass, 1 fail\n")
  }

  @Test(
    "What a case does not expect makes it fail",
    arguments: [
      // A row too many, one too few, one in the wrong order.
      (good, "{ rejects: [] }"),
      (good, "{ tables: { births: [\(good), { so: 3 }] } }"),
      (
        "{ so: 2 }, { so: 1 }",
        "{ tables: { births: [{ so: 1 }, { so: 2 }] } }"
      ),
      // A column that is filled though it is not named.
      (good, "{ tables: { births: [{ so: 1, ten: An }] } }"),
      // A record left out by a filter.
      ("{ so: 1, ten: bỏ }", "{ tables: { births: [] } }"),
      // Another rule, another field, another record than expected.
      ("{ so: 1, ngay: x }", "{ rejects: [{ record: 1, breaks: E-TYPE ngay }] }"),
      ("{ so: 1, ngay: x }", "{ rejects: [{ record: 1, breaks: E-DATE ten }] }"),
      ("{ so: 1, ngay: x }", "{ rejects: [{ record: 2, breaks: E-DATE ngay }] }"),
      // A warning and a unit that do not come.
      ("{ so: 1 }", "{ tables: { births: [{ so: 1 }] }, warnings: [{ record: 1, breaks: W }] }"),
      ("{ so: 1 }", "{ tables: { births: [{ so: 1 }] }, units: { other: broken } }"),
    ])
  func nothingPassesByAccident(given: String, expect: String) async throws {
    let result = try await test(oneCase(given: given, expect: expect))
    #expect(result.status == 65, "\(result.output)\(result.errors)")
  }

  @Test(
    "What is expected in full passes",
    arguments: [
      ("{ so: 1, ten: bỏ }", "{ counts: { births: { filtered: 1 } } }"),
      ("{ so: 1, ngay: x }", "{ rejects: [{ record: 1, breaks: E-DATE ngay }] }"),
      (
        "{ so: 1 }, { so: 1 }, { so: 1, ten: a }",
        """
        { tables: { births: [{ so: 1 }] }, rejects: [{ record: 2, breaks: I-KEY-SAME so },
          { record: 3, breaks: E-KEY-DUP so }] }
        """
      ),
    ])
  func completeExpectations(given: String, expect: String) async throws {
    let result = try await test(oneCase(given: given, expect: expect))
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test("Expected rows may stand in a CSV beside the cases, and input in files or text")
  func files() async throws {
    let folder = prompt.directory + "/tests"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let given = "so;ten;ngay\n1;\"An, \"\"Ba\"\"\";02/01/2009\n"
    let expected = "so,ten,ngay\n1,\"An, \"\"Ba\"\"\",2009-01-02\n"
    try given.write(toFile: folder + "/in.csv", atomically: true, encoding: .utf8)
    try expected.write(toFile: folder + "/out.csv", atomically: true, encoding: .utf8)
    let result = try await test(
      """
      sohoa: 1
      cases:
        - name: from a file
          given: { books: { files: in.csv } }
          expect: { tables: { births: out.csv } }
        - name: from text
          given: { books: { text: "so,ten,ngay\\n1,An,\\n" } }
          expect: { tables: { births: [{ so: 1, ten: An, ngay: null }] } }
      """, "--json")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    #expect(objects(report).first?["passed"] as? Int == 2)
  }

  @Test(
    "A case that cannot be used is a mistake with its place and a remedy",
    arguments: [
      (oneCaseText("{}"), "SH1602", "expects nothing"),
      (oneCaseText("{ tables: { birth: [] } }"), "SH1602", "did you mean 'births'?"),
      (oneCaseText("{ tables: { births: [{ tn: An }] } }"), "SH1404", "did you mean 'ten'?"),
      (oneCaseText("{ rows: [] }"), "SH1101", "the keys here are"),
      ("sohoa: 1\ncases: []\n", "SH1008", "must not be empty"),
    ])
  func badCases(text: String, code: String, part: String) async throws {
    let result = try await test(text)
    #expect(result.status == 78)
    #expect(result.errors.contains("tests/p.yaml:"))
    #expect(result.errors.contains("error \(code): "))
    #expect(result.errors.contains(part))
  }

  private static func oneCaseText(_ expect: String) -> String {
    """
    sohoa: 1
    cases:
      - name: a case
        given: { books: [{ so: 1 }] }
        expect: \(expect)
    """
  }

  @Test("A definition without cases ends with 66, a name that no case has with 64")
  func noCases() async throws {
    try Self.definition.write(
      toFile: prompt.directory + "/q.yaml", atomically: true, encoding: .utf8)
    let none = try await prompt.run(["test", "q.yaml"])
    #expect(none.status == 66)
    #expect(
      none.errors.contains("error SH1601: q.yaml has no test cases: there is no tests/q.yaml"))
    let other = try await test(Self.oneCaseText("{ rejects: [] }"), "--case", "zzz")
    #expect(other.status == 64)
  }

  @Test(
    "A text given to a case is UTF-8, whatever encoding the source's files have",
    arguments: [
      ["csv: { encoding: tcvn3 }", "ten", "so,ten\\n1,Đỗ\\n"],
      ["csv: {}", "{ from: ten, encoding: tcvn3 }", "so,ten\\n1,Đỗ\\n"],
      ["fixed: { widths: { so: 1, ten: 2 }, encoding: tcvn3 }", "ten", "1Đỗ\\n"],
    ])
  func caseText(parts: [String]) async throws {
    let folder = prompt.directory
    try FileManager.default.createDirectory(
      atPath: folder + "/tests", withIntermediateDirectories: true)
    try """
    sohoa: 1
    name: p
    extract:
      so: { files: "*.txt", \(parts[0]), fields: { so: so, ten: \(parts[1]) } }
    load: { so: {} }
    """.write(toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
    try """
    sohoa: 1
    cases:
      - name: letters
        given: { so: { text: "\(parts[2])" } }
        expect: { tables: { so: [{ so: 1, ten: Đỗ }] } }
    """.write(toFile: folder + "/tests/p.yaml", atomically: true, encoding: .utf8)
    let result = try await prompt.run(["test", "p.yaml"])
    #expect(result.status == 0, "\(result.output) \(result.errors)")
  }
}
