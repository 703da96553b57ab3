import ArgumentParser
import Execution
import Linking
import Foundation

/// Tells what blocks will cost and reach.
struct LinkBlocksCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "blocks",
    abstract: "Tells how many pairs each block compares and how many it reaches; compares none.")

  @OptionGroup var options: LinkOptions
  @Flag(help: "Prints JSON.") var json = false

  private struct Row: Encodable {
    var block: String
    var pairs, blocks, largest, split: Int
    var recall: Double?
  }

  func perform() throws {
    let (session, link) = try options.session()
    let forecasts = try session.forecast(link)
    if json {
      return try Console.json(
        forecasts.map {
          Row(
            block: $0.name, pairs: $0.pairs, blocks: $0.blocks, largest: $0.largest,
            split: $0.split, recall: $0.recall)
        })
    }
    let speech = Speech.current
    var table = TextTable([
      speech.term("khối", "block"), speech.term("số cặp", "pairs"),
      speech.term("số khối", "blocks"), speech.term("lớn nhất", "largest"),
      speech.term("bị chia", "split"), speech.term("độ phủ ước tính", "estimated recall"),
    ])
    for forecast in forecasts {
      table.add([
        forecast.name, forecast.pairs.grouped, forecast.blocks.grouped, forecast.largest.grouped,
        forecast.split.grouped, forecast.recall.map { String(format: "%.3f", $0) } ?? "–",
      ])
    }
    try Console.output(table.text)
  }
}
