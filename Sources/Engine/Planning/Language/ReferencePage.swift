import Transformation

/// The reference of the language as a page of Markdown, made from the key tables.
public enum ReferencePage {
  /// The page; `Docs/pipeline-reference.md` holds it.
  public static var text: String {
    var tables: [KeyTable] = []
    JSONSchema.collect(Language.pipeline, into: &tables)
    var page = """
      # The definition language, version \(Language.version)

      This page is made from the tables that drive the parser. A definition is YAML 1.2 in UTF-8 with
      blocks in reading order: `extract` (sources), `transform` (steps), `load` (tables), `link` and `consolidate`.
      Unknown keys are errors. Paths are relative to the file they stand in. In values, and nowhere
      else, `${param:name}`, `${env:NAME}` and `${secret:name}` are replaced;
      `${env:NAME:-default}` gives a default, and `$${` stands for the two characters `${`.
      Keys marked ◦ do not change the rows, so changing them does not touch a checkpoint.

      """
    for table in tables { page += section(table) }
    page += functions
    page += """

      # Test cases

      `sohoa test P` runs the cases of `tests/NAME.yaml` beside a definition through the whole engine into
      a database that is thrown away, and compares everything that comes out. Reject limits do not count.

      """
    var cases: [KeyTable] = []
    JSONSchema.collect(Language.caseFile, into: &cases)
    for table in cases { page += section(table) }
    page += "\n## Error codes\n\n| code | meaning | nghĩa |\n|---|---|---|\n"
    for code in DefinitionCode.allCases {
      page += "| `\(code.rawValue)` | \(code.explanation) | \(code.explanationVietnamese) |\n"
    }
    return page
  }

  /// What SQL expressions may call.
  private static var functions: String {
    var text = """

      ## Functions in expressions

      Expressions of `derive`, `filter` and `check` are SQL of SQLite's dialect over the columns of one
      row. Besides SQLite's own \(list(ExpressionEngine.plainFunctions)) they may call these. An
      argument in brackets may be left out; where an argument is null, so is the result.
      Biểu thức SQL có thể gọi thêm các hàm dưới đây; đối số trong ngoặc vuông có thể bỏ; đối số null
      thì kết quả null.

      | function | meaning | nghĩa |
      |---|---|---|

      """
    for function in ExpressionFunction.all {
      let cells = ["`\(function.signature)`", function.meaning, function.meaningVietnamese]
      let escaped = cells.map { $0.replacing("|", with: "\\|") }
      text += "| \(escaped.joined(separator: " | ")) |\n"
    }
    return text
  }

  private static func list(_ names: Set<String>) -> String {
    names.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func section(_ table: KeyTable) -> String {
    var text = "\n## \(table.name)\n\n\(table.about.english) \(table.about.vietnamese)\n"
    if !table.exactlyOneOf.isEmpty {
      let names = table.exactlyOneOf.map { "`\($0)`" }.joined(separator: ", ")
      text += "\nExactly one of \(names) must be there.\n"
    }
    if table.name == Language.step.name { text += "\nA step has exactly one of these keys.\n" }
    text += "\n| key | value | default | meaning | nghĩa |\n|---|---|---|---|---|\n"
    for key in table.keys {
      let name = "`\(key.name)`" + (key.isOperational ? " ◦" : "")
      let condition = key.dispensableWith.map { " without `\($0)`" } ?? ""
      let byDefault = key.isRequired ? "**required**" + condition : key.byDefault ?? "–"
      let cells = [
        name, describe(key.shape), byDefault, key.about.english, key.about.vietnamese,
      ]
      let escaped = cells.map { $0.replacing("|", with: "\\|") }
      text += "| \(escaped.joined(separator: " | ")) |\n"
    }
    return text
  }

  private static func describe(_ shape: Shape) -> String {
    switch shape {
    case .value(let form): describe(form)
    case .list(let item, _): "list: \(describe(item))"
    case .names(let form, let value):
      "map: \(form == .code ? "code" : form == .free ? "text" : "name") → \(describe(value))"
    case .object(let table), .choice(let table): "[\(table.name)](#\(table.name.lowercased()))"
    case .marked(let table, _, let otherwise):
      "\(describe(otherwise)), or [\(table.name)](#\(table.name.lowercased()))"
    case .anyOf(let shapes): shapes.map(describe).joined(separator: ", or ")
    }
  }

  private static func describe(_ form: ValueForm) -> String {
    switch form {
    case .oneOf(let words): words.map { "`\($0)`" }.joined(separator: " | ")
    case .name(.plain): "name"
    case .name(.code): "code"
    case .name(.free): "text"
    case .nullableText: "text or `null`"
    case .integer(let range) where range.upperBound == .max:
      "number from \(range.lowerBound)"
    default: form.wanted
    }
  }
}
