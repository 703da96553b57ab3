import Dataflow
import Linkage
import Linking
import Planning
import TestSupport
import Testing

@Suite struct LinkDefinitionTests {
  private static let good = """
    sohoa: 1
    name: people
    database: sqlite:out.sqlite
    link:
      person:
        fields: { name: name, born: lunar_date, sex: code, mother: relation, home: unit }
        with: { town: SELECT 1 AS a }
        records:
          child:
            from: births
            where: name IS NOT NULL
            fields: { name: child_name, born: born, mother: record('mother') }
          mother: { from: births, id: "'m' || sohoa_record", fields: { name: mother_name, sex: "'2'" } }
        block:
          - [bare(name), year(born)]
          - [name, parent(home)]
          - { on: [last(name)], split: [born], limit: 50 }
          - { order: [name], window: 3 }
        compare:
          name: { frequency: true }
          born: {}
          sex: { group: g }
          mother: { group: g }
        groups: { g: 9 }
        guards: { one: [sex], order: [[born, born]], never: [{ name: last_word, born: [same_day] }] }
        match: 99%
        review: 20%

    """

  private func compile(_ text: String) -> (plan: Plan?, report: [String]) {
    var definition = DefinitionFixture.read(text)
    let plan = PlanCompiler.compile(&definition, database: nil)
    return (
      plan,
      definition.diagnostics.map {
        "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code) \($0.message)"
      }
    )
  }

  @Test("A link becomes a plan: queries, blocks, groups, guards and weights")
  func compiles() throws {
    let (plan, report) = compile(Self.good)
    #expect(report == [])
    let link = try #require(plan?.links.first)
    #expect(link.fields.map(\.isRelation) == [false, false, false, true, false])
    #expect(link.fields[1].isLunar)
    #expect(link.fields[4].isUnit && link.fields[4].kind == .place)
    #expect(
      link.sources.map { $0.query() } == [
        "SELECT ('child:' || sohoa_unit || ':' || sohoa_record), child_name, born, NULL, "
          + "('mother:' || sohoa_unit || ':' || sohoa_record), NULL FROM births WHERE name IS NOT NULL",
        "SELECT 'm' || sohoa_record, mother_name, NULL, '2', NULL, NULL FROM births",
      ])
    #expect(
      link.blocks.map(\.name) == [
        "bare(name), year(born)", "name, parent(home)", "last(name)", "order name",
      ])
    #expect(link.blocks[1].rule.parts[1].term == .parent)
    #expect(link.blocks[2].rule.limit == 50)
    #expect(link.blocks[3].rule.window == 3)
    #expect(link.comparisons.map(\.group) == [nil, nil, 0, 0])
    #expect(link.comparisons[2].groupLimit == 9)
    #expect(link.never.count == 1)
    #expect(link.never[0].map(\.levels) == [1 << 7, 1 << 1])
    #expect(abs(link.matchWeight - 6.629) < 0.001)
    #expect(link.reviewWeight == -2)
    #expect(link.rounds == 2)
  }

  @Test(
    "What does not fit is told with its place",
    arguments: [
      ("[bare(name), year(born)]", "[bare(nam)]", "15:10 SH1560 link.person has no field 'nam'"),
      (
        "[bare(name), year(born)]", "[bar(name)]",
        "15:10 SH1561 a block has no part 'bar' of a field"
      ),
      (
        "[bare(name), year(born)]", "[year(name)]",
        "15:10 SH1561 'name' is of kind name and has no year"
      ),
      (
        "[bare(name), year(born)]", "[parent(name)]",
        "15:10 SH1561 'name' is of kind name and has no parent"
      ),
      ("sex: { group: g }", "sex: { group: h }", "22:21 SH1561 link.person has no group 'h'"),
      ("name: last_word", "name: last_wor", "25:66 SH1561 'name' has no level 'last_wor'"),
      ("one: [sex]", "one: [sexx]", "25:21 SH1560 link.person has no field 'sexx'"),
      ("[[born, born]]", "[[born, sex]]", "25:42 SH1561 'sex' is of kind code"),
      (
        "name: child_name", "nams: child_name",
        "12:19 SH1560 link.person has no field 'nams'"
      ),
      ("match: 99%", "mach: 99%", "26:5 SH1101 unknown key 'mach' in link.person"),
      (
        "born: lunar_date", "born: moon",
        "6:33 SH1104 'moon' is not valid for link.person.fields.born"
      ),
    ])
  func mistakes(old: String, new: String, message: String) {
    let (plan, report) = compile(Self.good.replacing(old, with: new))
    #expect(plan == nil)
    #expect(report.first == message)
  }

  @Test("A definition needs sources and tables unless it links")
  func needsSomething() {
    let text = "sohoa: 1\nname: a\ndatabase: sqlite:a.sqlite\n"
    #expect(
      compile(text).report == [
        "1:1 SH1102 the definition lacks the key 'extract'",
        "1:1 SH1102 the definition lacks the key 'load'",
      ])
  }
}
