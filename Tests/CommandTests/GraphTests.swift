import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct GraphTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  /// Two sources, one with nested records, named stages, two tables.
  private static let definition = """
    sohoa: 1
    name: households
    description: Sổ hộ khẩu của một xã.
    extract:
      books:
        files: "*.xml"
        xml:
          record: /so/ho
          children:
            members: { record: nguoi, fields: { ten: ten }, parent: { so: so } }
        fields: { so: so, chu_ho: chuHo }
      deaths: { files: "d*.csv", csv: { header: 1 }, fields: { so: [so, "số"], ngay: ngay } }
    transform:
      heads:
        from: books
        steps: [{ rename: { chu_ho: ten } }, { derive: { dai: length(ten) } }]
      persons:
        from: books.members
        steps: [{ filter: ten <> '' }]
      days:
        from: deaths
        steps: [{ cast: { ngay: { type: date } } }]
    load:
      heads: { from: heads, key: [so] }
      persons: { from: persons }
      deaths: { from: days, mode: upsert, key: [so] }
    """

  private func run(_ arguments: String...) async throws -> Command.Outcome {
    try Self.definition.write(
      toFile: prompt.directory + "/p.yaml", atomically: true, encoding: .utf8)
    return try await prompt.run(arguments)
  }

  @Test("The graph leads from sources by stages to tables, and tells columns and rules")
  func mermaid() async throws {
    let result = try await run("graph", "p.yaml")
    #expect(
      result.output == """
        flowchart LR
          source0[/"books<br/>&ast;.xml<br/>XML, 2 fields"/]
          source1[/"books.members<br/>2 fields"/]
          source2[/"deaths<br/>d&ast;.csv<br/>CSV, 2 fields"/]
          stage3["heads<br/>rename → derive"]
          stage4["persons<br/>filter"]
          stage5["days<br/>cast"]
          table6[("heads<br/>3 columns, 4 rules<br/>mode append<br/>key so")]
          table7[("persons<br/>2 columns, 4 rules<br/>mode append")]
          table8[("deaths<br/>2 columns, 4 rules<br/>mode upsert<br/>key so")]
          source0 --> stage3
          source1 --> stage4
          source2 --> stage5
          stage3 --> table6
          stage4 --> table7
          stage5 --> table8

        """)
  }

  @Test("The picture is an SVG with a box for each node and a line for each arrow")
  func picture() async throws {
    let result = try await run("graph", "p.yaml", "--format", "svg")
    // It is well-formed; the boxes and lines are counted in its text.
    _ = try XMLDocument(xmlString: result.output)
    func count(_ name: String, _ kind: String) -> Int {
      result.output.components(separatedBy: "<\(name) class=\"\(kind)\"").count - 1
    }
    #expect(count("rect", "source") == 3)
    #expect(count("rect", "stage") == 3)
    #expect(count("rect", "table") == 3)
    #expect(count("path", "line") == 6)
    #expect(!result.output.contains("href"))
  }

  @Test("The page tells the steps in words, where columns come from, and the rules")
  func page() async throws {
    let result = try await run("docs", "p.yaml")
    for line in [
      "# households", "Sổ hộ khẩu của một xã.",
      "| `deaths` | `d*.csv` | CSV | 2 |",
      "## Bảng · Table `heads`", "1. Đổi tên `chu_ho` → `ten`. · Renames `chu_ho` → `ten`.",
      "2. Tính: `dai` = `length(ten)`. · Computes: `dai` = `length(ten)`.",
      "| `ten` | text |  | `chuHo` |", "| `dai` | text |  | bước 2 · step 2 |",
      "1. Chỉ giữ dòng thoả `ten <> ''`. · Keeps the rows for which `ten <> ''`.",
      "Chế độ · mode `upsert`, khoá · key `so`", "| `so` | text | ✓ | `so`, `số` |",
      "| `E-DATE` | `ngay` | reject | giá trị sai kiểu | the value is not of the type wanted |",
    ] {
      #expect(result.output.contains("\n\(line)\n") || result.output.hasPrefix(line), "\(line)")
    }
  }

  @Test("A link and a model stand behind the tables that they are made of")
  func linkage() async throws {
    try """
    sohoa: 1
    name: persons
    database: sqlite:a.sqlite
    extract:
      births: { files: "*.csv", csv: {}, fields: { name: name, born: born } }
    load:
      births: { from: births }
    link:
      person:
        fields: { name: name, born: date }
        records:
          child: { from: births, fields: { name: name, born: born } }
          member: { from: books, where: "name > ''", fields: { name: name } }
        block: [[name], [year(born)]]
        compare: { name: { frequency: true }, born: {} }
        guards: { one: [born] }
    consolidate:
      tables:
        people:
          about: Mỗi người một dòng.
          key: id
          fields: { name: [agreement, complete], born: complete }
          from:
            child: { values: { name: name, born: born } }
        homes:
          key: house
          from:
            books: { values: { house: house } }
      flags:
        no_day: { of: people, where: born IS NULL, message: { vi: thiếu ngày, en: no day } }
    """.write(toFile: prompt.directory + "/q.yaml", atomically: true, encoding: .utf8)
    let graph = try await prompt.run(["graph", "q.yaml"])
    #expect(
      graph.output == """
        flowchart LR
          source0[/"births<br/>&ast;.csv<br/>CSV, 2 fields"/]
          table1[("births<br/>2 columns, 3 rules<br/>mode append")]
          table2[("books<br/>of the database")]
          stage3["link person<br/>2 roles, 2 blocks<br/>2 comparisons"]
          table4[("people<br/>2 fields, 1 sources<br/>key id")]
          table5[("homes<br/>0 fields, 1 sources<br/>key house")]
          source0 --> table1
          table1 --> stage3
          table2 --> stage3
          stage3 --> table4
          table2 --> table5

        """, "\(graph)")
    let page = try await prompt.run(["docs", "q.yaml"])
    for line in [
      "## Nối · Link `person`", "Nối từ · joined from 97%, xét từ · reviewed from 50%",
      "| `member` | `books` | `name > ''` |", "| `name` | name | ✓ |  |",
      "## Mô hình hợp nhất · Consolidated model", "Mỗi người một dòng.",
      "| `name` | agreement, complete |", "| `no_day` | `people` | thiếu ngày | no day |",
    ] {
      #expect(page.output.contains("\n\(line)\n"), "\(line)")
    }
  }

  @Test("The page as HTML says the same, with the graph in it, and needs nothing from elsewhere")
  func webPage() async throws {
    let page = try await run("docs", "p.yaml", "--format", "html").output
    let picture = try await run("graph", "p.yaml", "--format", "svg").output
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"vi\">"))
    for part in [
      "<h1>households</h1>", "Sổ hộ khẩu của một xã.", "<code>dai</code>", "<code>E-DATE</code>",
      "giá trị sai kiểu",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    func boxes(_ text: String) -> Int { text.components(separatedBy: "<rect class=").count - 1 }
    #expect(boxes(page) == 9 && boxes(picture) == 9)
    for foreign in ["src=", "url(h", "<script", "href"] {
      #expect(!page.contains(foreign), "\(foreign)")
    }
  }
}
