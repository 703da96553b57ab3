import ArgumentParser
import Planning

/// Prints the JSON Schema of the definition language.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of the definition language, for editors.")

  @Flag(help: "Prints the reference page as Markdown instead.")
  var reference = false

  func run() throws {
    Console.output(reference ? ReferencePage.text : JSONSchema.text)
  }
}
