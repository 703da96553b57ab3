import ArgumentParser
import Dataflow
import Execution
import Foundation

/// How differences of rows are written.
struct DifferenceOptions: ParsableArguments {
  /// The formats.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, xlsx
  }

  @Option(help: "How rows that differ are shown: table, json or xlsx.") var format = Format.table
  @Option(
    name: [.customShort("o"), .long], help: "Writes them to a file, which XLSX needs.",
    completion: .file(extensions: ["json", "xlsx"]))
  var output: String?

  func validate() throws {
    if format == .xlsx && output == nil {
      throw ValidationError("--format xlsx takes a file: -o FILE")
    }
  }
}

/// Writes the rows that differ between two states of a database, one after the other.
final class DifferenceOutput {
  private let options: DifferenceOptions
  private let file: PrivateFile
  private let names: [Int64: String]
  private var workbook: WorkbookWriter?
  private var count = 0
  /// The lines of a table that are aligned together.
  private var pending: [[String]] = []
  private static let mostPending = 1_000

  /// Begins the output; `names` tells the units' names.
  init(_ options: DifferenceOptions, names: [Int64: String]) throws {
    self.options = options
    self.names = names
    file = try PrivateFile(options.output)
    switch options.format {
    case .json: try file.write(Array("[".utf8))
    case .table: break
    case .xlsx:
      let file = file
      var writer = WorkbookWriter { try file.write($0) }
      try writer.begin("diff", columns: heads.count)
      try writer.add(heads.map { SheetCell($0, .head) })
      workbook = writer
    }
  }

  private var heads: [String] {
    let speech = Speech.current
    return [
      speech.term("bảng", "table"), speech.term("tệp", "unit"), speech.term("bản ghi", "record"),
      speech.term("dòng", "row"), speech.term("trường", "field"), speech.term("trước", "before"),
      speech.term("sau", "after"),
    ]
  }

  /// Writes a row that differs.
  func add(_ difference: RowDifference) throws {
    count += 1
    switch options.format {
    case .json:
      let encoder = JSONOutput.encoder
      let text = String(
        decoding: try encoder.encode(DifferenceJSON(difference, names)), as: UTF8.self)
      try file.write(Array(((count == 1 ? "\n" : ",\n") + text).utf8))
    case .table:
      for line in lines(of: difference) { pending.append(line.map { $0?.onOneLine ?? "NULL" }) }
      if pending.count >= Self.mostPending { try flush() }
    case .xlsx:
      for line in lines(of: difference) {
        try workbook?.add(line.map { SheetCell(String(($0 ?? "").prefix(30_000))) })
      }
    }
  }

  /// Ends the output.
  func finish() throws {
    if options.format == .table { try flush() }
    if options.format == .json { try file.write(Array((count == 0 ? "]\n" : "\n]\n").utf8)) }
    try workbook?.finish()
    try file.finish()
  }

  /// Leaves no file behind.
  func discard() { file.discard() }

  private func lines(of difference: RowDifference) -> [[String?]] {
    let head = [
      difference.table, names[difference.unit] ?? "\(difference.unit)", "\(difference.record)",
      difference.kind.said,
    ]
    guard !difference.fields.isEmpty else { return [head + ["", nil, nil]] }
    return difference.fields.map { head + [$0.name, $0.before, $0.after] }
  }

  /// Writes the lines that wait, aligned.
  private func flush() throws {
    guard !pending.isEmpty else { return }
    var table = TextTable(heads, rightAligned: [2])
    for line in pending { table.add(line) }
    pending.removeAll(keepingCapacity: true)
    try file.write(Array((table.text + "\n").utf8))
  }
}

extension RowDifference.Kind {
  /// How the row differs, for people.
  var said: String {
    let vietnamese =
      switch self {
      case .added: "thêm"
      case .removed: "bỏ"
      case .changed: "đổi"
      }
    return Speech.current.term(vietnamese, rawValue)
  }
}

/// A row that differs as JSON names it.
struct DifferenceJSON: Encodable {
  struct Field: Encodable {
    var before: String?
    var after: String?
  }

  var table, unit_name, change: String
  var unit, record: Int64
  var fields: [String: Field]

  init(_ difference: RowDifference, _ names: [Int64: String]) {
    table = difference.table
    unit = difference.unit
    unit_name = names[difference.unit] ?? ""
    record = difference.record
    change = difference.kind.rawValue
    fields = Dictionary(
      difference.fields.map { ($0.name, Field(before: $0.before, after: $0.after)) },
      uniquingKeysWith: { first, _ in first })
  }
}
