import Consolidation
import Dataflow
import Planning
import TestSupport
import Testing

@Suite struct ConsolidationDefinitionTests {
  private static let link = """
    sohoa: 1
    name: people
    database: sqlite:out.sqlite
    link:
      person:
        fields: { name: name, born: date }
        with: { town: SELECT 1 AS a }
        records:
          child: { from: births, where: name IS NOT NULL, fields: { name: child_name, born: born } }
          mother: { from: births, id: "'m' || sohoa_record", fields: { name: mother_name } }
          head: { from: books, fields: { name: head } }
        block: [[born]]
        compare: { name: {} }

    """

  private func compile(_ text: String) -> (plan: Plan?, report: [String]) {
    var definition = DefinitionFixture.read(Self.link + text)
    let plan = PlanCompiler.compile(&definition, database: nil)
    return (
      plan,
      definition.diagnostics.map {
        "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code) \($0.message)"
          + ($0.remedy.map { "; " + $0 } ?? "")
      }
    )
  }

  @Test("A model becomes a plan: queries with entities, roles trusted alike, rules in order")
  func compiles() throws {
    let (plan, report) = compile(
      """
      consolidate:
        tables:
          people:
            key: id
            fields:
              name: { by: [rank, agreement], same: fold(value) }
              born: [complete]
              place: recent
            valid: [born]
            from:
              mother: { at: day, values: { name: mother_name } }
              rest: { roles: all, where: "born > ''", values: { name: link('name'), born: link('born') } }
          kin:
            key: [one, other]
            from:
              births: { where: kind = 1, values: { one: entity('child'), other: entity('mother') } }
              books: { values: { one: entity('head'), other: entity(head_id) } }

      """)
    #expect(report == [])
    let model = try #require(plan?.consolidation)
    #expect(model.link == "person")
    #expect(model.helpers.map(\.query) == ["SELECT 1 AS a"])
    let people = model.tables[0]
    #expect(people.fields.map(\.rules) == [[.rank, .agreement], [.complete], [.recent]])
    #expect(people.validFrom == "born" && people.validTo == nil)
    #expect(people.entities == ["id"] && people.idColumn == "id")
    #expect(people.sources.map(\.name) == ["mother", "child", "head"])
    #expect(people.sources.map(\.rank) == [1, 2, 2])
    #expect(people.sources.map(\.table) == ["births", "births", "books"])
    #expect(
      people.sources[1].query
        == "SELECT ((SELECT cluster_id FROM main.\"person_cluster\" WHERE record_id = ('child:' "
        + "|| sohoa_unit || ':' || sohoa_record))) AS \"id\", ((child_name)) AS \"name\", ((born)) "
        + "AS \"born\", (NULL) AS \"place\", (NULL) AS said, sohoa_unit AS unit, sohoa_record AS "
        + "record, sohoa_run AS run FROM births WHERE (name IS NOT NULL) AND (born > '')")
    #expect(people.sources[2].query.contains("((NULL)) AS \"born\""))
    let kin = model.tables[1]
    #expect(kin.idColumn == "ma" && kin.entities == ["one", "other"])
    #expect(
      kin.sources[0].query.contains(
        "((SELECT cluster_id FROM main.\"person_cluster\" WHERE record_id = 'm' || sohoa_record)) "
          + "AS \"other\""))
    #expect(kin.sources[1].query.contains("WHERE record_id = head_id)) AS \"other\""))
  }

  @Test(
    "What does not fit is said with its place and what was meant",
    arguments: [
      (
        "people: { key: id, fields: { name: [ranc] }, from: { child: {} } }",
        "16:41 SH1104 'ranc' is not valid for consolidate.tables.people.fields.name[1]; did you mean 'rank'?"
      ),
      (
        "people: { key: id, fields: { name: rank }, from: { child: { values: { nome: a } } } }",
        "16:75 SH1570 people has no column 'nome'; did you mean 'name'?"
      ),
      (
        "people: { key: id, fields: { name: rank }, from: { all: { roles: [chil] } } }",
        "16:71 SH1570 the link has no records 'chil'; did you mean 'child'?"
      ),
      (
        "people: { key: id, fields: { name: rank }, from: { child: { values: { name: link('nam') } } } }",
        "16:81 SH1570 the link has no field 'nam'; did you mean 'name'?"
      ),
      (
        "people: { key: [id, a], from: { births: { values: { id: entity('mothr') } } } }",
        "16:61 SH1570 the link has no records 'mothr'; did you mean 'mother'?"
      ),
      (
        "people: { key: id, fields: { name: rank }, valid: [bron], from: { child: {} } }",
        "16:56 SH1570 people has no column 'bron'; there are id, name"
      ),
      (
        "people: { key: id, fields: { run: rank }, from: { child: {} } }",
        "16:34 SH1570 'run' is a column that every consolidated table has; choose another name"
      ),
      (
        "people: { key: id, fields: { id: rank }, from: { child: {} } }",
        "16:34 SH1570 'id' is in the key already; leave it out here: a key has one value"
      ),
      (
        "people: { key: [id, a], from: { births: { values: { a: b } } } }",
        "16:37 SH1570 people.from.births has no value for the key 'id'; add it under 'values'"
      ),
      (
        "people: { key: id, fields: { name: rank }, from: { child: { values: { name: a || } } } }",
        "16:81 SH1571 this SQL cannot be used: near \")\": syntax error"
      ),
      (
        "people: { key: id, fields: { name: { same: foldd(value) } }, from: { child: {} } }",
        "16:48 SH1571 this SQL cannot be used: no such function: foldd; did you mean 'fold'?"
      ),
      (
        "people: { key: id, from: { x: { from: births JOIN } } }",
        "16:43 SH1571 this SQL cannot be used: near \")\": syntax error"
      ),
    ])
  func faults(table: String, wanted: String) {
    let (_, report) = compile("consolidate:\n  tables:\n    \(table)\n")
    #expect(report.contains { $0.hasPrefix(wanted) }, "\(report)")
  }

  @Test("A flag is of a table of the model")
  func flags() throws {
    let table = "  tables: { people: { key: id, from: { births: { values: { id: a } } } } }\n"
    let flag = "  flags: { odd: { of: people, where: id > 3, commune: id, message: odd } }\n"
    let (plan, report) = compile("consolidate:\n" + table + flag)
    #expect(report == [])
    #expect(
      plan?.consolidation?.flags.first?.query
        == "SELECT people.id AS id, (id) AS commune, (NULL) AS detail FROM people WHERE id > 3")
    #expect(
      compile("consolidate:\n" + table + flag.replacing("of: people", with: "of: peple")).report
        == ["16:23 SH1570 there is no table 'peple'; did you mean 'people'?"])
  }

  @Test("Of several links one is named")
  func severalLinks() {
    let table = "  tables: { people: { key: id, from: { births: { values: { id: a } } } } }\n"
    #expect(
      compile("consolidate:\n  link: persn\n" + table).report == [
        "15:9 SH1570 there is no link 'persn'; did you mean 'person'?"
      ])
  }
}
