import ArgumentParser
import Planning

/// Prints the JSON Schema of the definition language.
struct SchemaCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of the definition language, for editors.")

  @Flag(help: "Prints the reference page as Markdown instead.")
  var reference = false

  @Flag(help: "Prints the JSON Schema of files of test cases instead.")
  var cases = false

  func validate() throws {
    if reference && cases { throw ValidationError("give --reference or --cases, not both") }
  }

  func perform() throws {
    try Console.output(
      reference ? ReferencePage.text : cases ? JSONSchema.cases : JSONSchema.text)
  }
}
