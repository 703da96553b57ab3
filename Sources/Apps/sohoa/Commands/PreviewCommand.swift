import ArgumentParser
import Dataflow
import Execution
import Planning

/// Shows rows as they leave a step.
struct PreviewCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Shows rows as they leave a step; never writes.",
    discussion: """
      It looks at the first unit of every source, or with --rejects at all units, and at no more than \
      \(Preview.searchLimit.grouped) records of each. What only the table can tell, such as a \
      repeated key, is not known here: 'run' tells.
      """)

  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  @Option(help: "The most rows of each unit.") var rows = 5

  @Option(
    help: ArgumentHelp(
      "The step that the rows have just left: its name or its number, 0 for the records as read.",
      valueName: "step"))
  var at: String?

  @Flag(help: "Shows refused rows with the rules they break instead.") var rejects = false

  @Option(help: "Only units whose names contain this.") var unit: String?

  @Flag(help: "Prints JSON.") var json = false

  func validate() throws {
    guard rows >= 1 else { throw ValidationError("--rows takes a number from 1") }
  }

  func perform() throws {
    let plan = try parameters.planAndSpec(pipeline).plan
    let preview = try Preview(
      plan: plan,
      request: .init(rows: rows, step: at, rejects: rejects, unit: unit))
    var found: [PreviewJSON] = []
    var problem: Diagnostic?
    try preview.run { unit in
      problem = problem ?? unit.problem
      if json {
        found.append(PreviewJSON(unit))
      } else {
        try Console.output(
          PreviewText(unit: unit, showsRejects: rejects, width: Console.width).text + "\n\n")
      }
    }
    if json { return try Console.json(found) }
    if problem != nil {
      Console.error(
        Speech.current.term(
          "tệp không đọc được sẽ bị 'run' từ chối; các tệp khác vẫn được nạp",
          "a unit that cannot be read is refused by 'run'; the others are loaded"))
    }
  }
}
