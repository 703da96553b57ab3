import ArgumentParser
import Execution
import Linking
import Foundation

/// Tells what blocks will cost and reach.
struct LinkBlocksCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "blocks",
    abstract: "Tells how many pairs each block compares and how many it reaches; links nothing.",
    discussion: """
      The last line is for all blocks, each pair once. Recall is the share of the pairs of one \
      entity that a block finds, of those known without it: of the pairs that agree on an identifier \
      which is not in the block, or without identifiers of those that other blocks find and that match \
      by what is learnt from samples.
      """)

  @OptionGroup var options: LinkOptions
  @Flag(help: "Prints JSON.") var json = false

  private struct Row: Encodable {
    var block: String
    var pairs, blocks, largest, split: Int
    var recall: Double?
  }

  func perform() throws {
    let (session, link) = try options.session()
    let forecast = try session.forecast(link)
    let forecasts = forecast.blocks + [forecast.all]
    if json {
      return try Console.json(
        forecasts.map {
          Row(
            block: $0.name.isEmpty ? "*" : $0.name, pairs: $0.pairs, blocks: $0.blocks,
            largest: $0.largest,
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
        forecast.name.isEmpty ? speech.term("tất cả", "all") : forecast.name,
        forecast.pairs.grouped, forecast.blocks.grouped, forecast.largest.grouped,
        forecast.split.grouped, forecast.recall.map { String(format: "%.3f", $0) } ?? "–",
      ])
    }
    try Console.output(table.text)
  }
}
