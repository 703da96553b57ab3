import ArgumentParser
import Execution
import Foundation
import Planning

/// Learns what agreement is worth, and writes it down.
struct LinkLearnCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract:
      "Learns what agreement is worth, from known records or by itself, and writes it as JSON.",
    discussion: """
      The file of known records has the header record_id,cluster_id or id_left,id_right, with or without \
      a decision as 'review export' writes it. What is written may be read, corrected, and named under \
      'model' in the definition; the link then uses it instead of learning.
      """)

  @OptionGroup var options: LinkOptions
  @Argument(help: "The known clusters or pairs, as CSV.", completion: .file(extensions: ["csv"]))
  var known: String?
  @Option(
    name: .shortAndLong, help: "The file to write; stdout by default.",
    completion: .file(extensions: ["json"]))
  var output: String?

  func perform() throws {
    let (session, link) = try options.session()
    let model = try session.learn(link, from: known.map { try LinkTruth(path: $0) })
    guard let output else { return try Console.json(model) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let text = String(decoding: try encoder.encode(model), as: UTF8.self)
    try LinkFile(output).write(text + "\n")
  }
}
