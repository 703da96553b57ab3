import ArgumentParser
import Planning

/// Prints the JSON Schema of the definition language.
struct SchemaCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of the definition language, for editors.")

  @Flag(help: "Prints the reference page as Markdown instead.")
  var reference = false

  func perform() throws {
    try Console.output(reference ? ReferencePage.text : JSONSchema.text)
  }
}
