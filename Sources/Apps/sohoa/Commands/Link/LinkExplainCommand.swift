import ArgumentParser
import Execution
import Linkage
import Linking

/// Explains a pair.
struct LinkExplainCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells how the match weight of two records comes about.",
    discussion: "Uses what the last 'link run' learnt. Values of the records are not shown.")

  @OptionGroup var options: LinkOptions
  @Argument(help: "The id of a record.") var left: String
  @Argument(help: "The id of another.") var right: String
  @Option(help: "Draws it as SVG.", completion: .file(extensions: ["svg"])) var svg: String?
  @Flag(help: "Prints JSON.") var json = false

  private struct Answer: Encodable {
    struct Step: Encodable {
      var step, level: String
      var weight: Double
    }
    var steps: [Step]
    var weight, probability: Double
    var verdict: String
    var guardedBy: String?

    enum CodingKeys: String, CodingKey {
      case steps, weight, probability, verdict
      case guardedBy = "guard"
    }
  }

  func perform() throws {
    let (session, link) = try options.session()
    let outcome = try session.outcome(of: link, usingStored: true)
    let waterfall = try LinkWaterfall(left, right, in: outcome, of: link)
    if let svg { try LinkFile(svg).write(waterfall.svg) }
    if json {
      return try Console.json(
        Answer(
          steps: waterfall.steps.map { .init(step: $0.name, level: $0.level, weight: $0.weight) },
          weight: waterfall.weight, probability: probability(ofWeight: waterfall.weight),
          verdict: waterfall.isTogether ? "together" : "apart", guardedBy: waterfall.obstacle))
    }
    let speech = Speech.current
    var table = TextTable([
      speech.term("trường", "field"), speech.term("mức", "level"), "bit",
      speech.term("cộng dồn", "sum"),
    ])
    var sum = 0.0
    for step in waterfall.steps {
      sum += step.weight
      table.add([
        step.name, speech.term(step.vietnamese, step.level), LinkWaterfall.signed(step.weight),
        LinkWaterfall.signed(sum),
      ])
    }
    var verdict =
      waterfall.isTogether
      ? speech("cùng một đối tượng", "one entity") : speech("hai đối tượng", "two entities")
    if let obstacle = waterfall.obstacle { verdict += " (\(speech.beside(obstacle)))" }
    try Console.output(
      table.text + "\n\(LinkWaterfall.percent(waterfall.weight)): \(verdict)\n")
  }
}
