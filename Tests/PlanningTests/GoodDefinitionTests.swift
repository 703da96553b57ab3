import Columnar
import Dataflow
import Planning
import Testing

@Suite struct GoodDefinitionTests {
  @Test("A good definition becomes a spec without complaint")
  func good() throws {
    let definition = DefinitionFixture.read(DefinitionFixture.good)
    #expect(DefinitionFixture.report(definition) == "")
    #expect(definition.isRunnable)
    let spec = try #require(definition.spec)
    #expect(spec.name.value == "khai_sinh")
    #expect(spec.name.location == .init(file: "p.yaml", line: 2, column: 7))
    #expect(spec.chunk == ChunkLimit(rows: 1000, bytes: 65536, cells: .max))
    #expect(spec.jobs?.value == 2)
    #expect(spec.rejects.count?.value == 1000)
    #expect(spec.rejects.percent?.value == 0.5)
    #expect(spec.rejects.afterRows == 50)
    #expect(spec.rejects.rules.map(\.code.value) == ["E-DATE"])
    #expect(spec.parameters.map(\.value) == ["2024-01"])
    #expect(spec.referencedFiles.map(\.value) == ["ref/quyen.csv", "schema.json"])
  }

  @Test("A source carries its files, its format, its fields and its limits")
  func source() throws {
    let source = try #require(DefinitionFixture.read(DefinitionFixture.good).spec?.sources.first)
    #expect(source.files.map(\.value) == ["../SampleData/khai-sinh/2024-01/*.zip"])
    #expect(source.members.map(\.value) == ["*.csv", "*.txt"])
    guard case .csv(let csv) = source.format else {
      Issue.record("not CSV")
      return
    }
    #expect(csv.delimiter?.value == UInt8(ascii: ";"))
    #expect(csv.headerLine?.value == 1)
    #expect(csv.encoding?.value == "auto")
    let fields = try #require(source.fields)
    #expect(fields.map(\.column.value) == ["so", "quyen_so", "ngay_dang_ky", "gioi_tinh"])
    #expect(
      fields.map { $0.from.map(\.value) } == [
        ["Số "], ["Quyển số", "quyenSo"], ["Ngày đăng ký"], ["Giới tính"],
      ])
    #expect(fields.map(\.isOptional) == [false, false, false, true])
    #expect(source.limits.ratio?.value == 200)
    #expect(source.limits.size?.value == 10 << 30)
  }

  @Test("Steps keep their order and their parts")
  func steps() throws {
    let spec = try #require(DefinitionFixture.read(DefinitionFixture.good).spec)
    let stage = try #require(spec.stages.first)
    #expect(stage.name.value == "transform")
    #expect(stage.inputs == [.source("so_khai_sinh")])
    #expect(stage.steps.count == 10)
    guard case .values(let tables) = stage.steps[2].action,
      case .cast(let casts) = stage.steps[3].action,
      case .check(let checks) = stage.steps[6].action
    else {
      Issue.record("the steps are out of order")
      return
    }
    #expect(tables[0].pairs.map(\.from.value) == ["Nam", "Nữ", "no"])
    #expect(tables[0].pairs.map(\.to) == ["1", "2", nil])
    #expect(tables[0].otherwise == .reject)
    #expect(casts.map(\.type.value) == [.date, .text])
    #expect(casts[0].formats.map(\.value) == ["dd/MM/yyyy", "d/M/yyyy"])
    #expect(checks[0].severity == .warn)
    #expect(checks[0].messageVietnamese == "năm quá xa")
  }

  @Test("The columns are followed from step to step")
  func columns() throws {
    let spec = try #require(DefinitionFixture.read(DefinitionFixture.good).spec)
    let stage = try #require(spec.stages.first)
    #expect(
      spec.columns(of: stage, before: 0)
        == ColumnSet(["so", "quyen_so", "ngay_dang_ky", "gioi_tinh"], isComplete: true))
    #expect(
      spec.columns(of: .stage("transform"))
        == ColumnSet(
          ["so_dang_ky", "quyen", "ngay", "gioi_tinh", "nam", "ten_quyen"], isComplete: true))
    #expect(spec.targets[0].inputs == [.stage("transform")])
    #expect(spec.targets[0].mode.value == .upsert)
    #expect(spec.targets[0].indexes.map { $0.map(\.value) } == [["ten_quyen"]])
  }

  @Test("Stages come after the stages they take their rows from, and child tables have columns")
  func stages() throws {
    let definition = DefinitionFixture.read(
      """
      sohoa: 1
      name: ho
      extract:
        ho:
          files: ho.xml
          xml:
            record: /ds/ho
            schema: ho.xsd
            namespaces: { h: "urn:ho" }
            children: { nguoi: { record: nguoi, fields: { ten: ten }, parent: { ma_ho: "@ma" } } }
          fields: { ma_ho: "@ma" }
      transform:
        sach: { from: tho, steps: [ { filter: "ten <> ''" } ] }
        tho: { from: ho.nguoi, steps: [ { rename: { ten: ho_ten } } ] }
      load:
        nguoi: { from: sach }
        ho: { from: ho }

      """)
    #expect(DefinitionFixture.report(definition) == "")
    let spec = try #require(definition.spec)
    #expect(spec.stages.map(\.name.value) == ["tho", "sach"])
    #expect(spec.stages[0].inputs == [.child(source: "ho", name: "nguoi")])
    #expect(
      spec.columns(of: .stage("sach")) == ColumnSet(["ma_ho", "ho_ten"], isComplete: true))
    #expect(spec.targets.map(\.inputs) == [[.stage("sach")], [.source("ho")]])
  }

  @Test("A list of steps takes the rows of all sources, which must have the same columns")
  func severalSources() throws {
    func read(_ last: String) -> Definition {
      DefinitionFixture.read(
        """
        sohoa: 1
        name: p
        extract:
          s: { files: a.csv, csv: {}, fields: &f { a: A, b: B } }
          t: { files: b.csv, csv: {}, fields: *f }
          u: { files: c.csv, csv: {}, fields: { b: X, \(last): Y } }
        transform:
          - filter: a <> ''
        load: { k: {} }

        """)
    }
    let spec = try #require(read("a").spec)
    #expect(read("a").isRunnable)
    #expect(spec.stages[0].inputs == [.source("s"), .source("t"), .source("u")])
    #expect(spec.columns(of: .stage("transform")) == ColumnSet(["a", "b"], isComplete: true))
    #expect(
      DefinitionFixture.report(read("c")) == """
        p.yaml:8:3: error SH1406: the stage 'transform' takes rows with different columns: \
        's' has 'a', 'u' does not
          8 |   - filter: a <> ''
            |   ^ give both the same columns, or make a stage for each

        """)
  }

  @Test("Scalars are taken by the wanted type, not by YAML 1.1")
  func scalars() throws {
    let definition = DefinitionFixture.read(
      DefinitionFixture.small(
        transform: "  - values: { a: { no: yes, 010: 1.50, ~: on, null: '' } }"))
    #expect(DefinitionFixture.report(definition) == "")
    guard case .values(let tables) = definition.spec?.stages[0].steps[0].action else {
      Issue.record("no values")
      return
    }
    #expect(tables[0].pairs.map(\.from.value) == ["no", "010", "~", "null"])
    #expect(tables[0].pairs.map(\.to) == ["yes", "1.50", "on", ""])
  }
}
