import ArgumentParser
import Dataflow

/// Lists the checkpoints of a run.
struct CheckpointsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "checkpoints", abstract: "Lists the checkpoints of a run; the newest by default.")

  @OptionGroup var options: LedgerOptions
  @Argument(
    help: ArgumentHelp("The run's number.", valueName: "run"), completion: .runs)
  var number: Int64?

  private struct Row: Encodable {
    var unit, chunk, offset: Int64
    var stage, hash, committed: String
    var counts: CountsJSON
  }

  func perform() throws {
    let ledger = try options.open()
    let checkpoints = try ledger.checkpoints(
      ofRun: options.run(number, in: ledger).number)
    if options.json {
      return try Console.json(
        checkpoints.map {
          Row(
            unit: $0.unit, chunk: $0.chunk, offset: $0.offset, stage: $0.stage, hash: $0.hash,
            committed: $0.committed, counts: CountsJSON($0.counts))
        })
    }
    let speech = Speech.current
    guard !checkpoints.isEmpty else {
      return Console.error(speech.term("lượt chạy chưa có điểm lưu", "the run has no checkpoint"))
    }
    var table = TextTable(
      [
        speech.term("tệp", "unit"), speech.term("đoạn", "chunk"), speech.term("bảng", "stage"),
        speech.term("vị trí", "offset"), speech.term("đọc", "read"), speech.term("nạp", "loaded"),
        speech.term("loại", "rejected"), speech.term("mã băm", "hash"),
        speech.term("ghi lúc", "committed"),
      ],
      rightAligned: [0, 1, 3, 4, 5, 6])
    for checkpoint in checkpoints {
      table.add([
        "\(checkpoint.unit)",
        checkpoint.chunk == 0 ? speech.term("khoá", "keys") : "\(checkpoint.chunk)",
        checkpoint.stage, Int(checkpoint.offset).grouped, checkpoint.counts.read.grouped,
        checkpoint.counts.loaded.grouped, checkpoint.counts.rejected.grouped, checkpoint.hash,
        checkpoint.committed,
      ])
    }
    try Console.output(table.text)
  }
}
