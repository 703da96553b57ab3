import ArgumentParser
import Dataflow
import Foundation

/// Looks into what was refused.
struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "Looks into what was refused.",
    subcommands: [List.self, Show.self, Export.self])

  /// Which rejects are meant.
  struct Filter: ParsableArguments {
    @Option(help: "Only of this run.") var run: Int64?
    @Option(help: "Only of this unit.") var unit: Int64?
    @Option(help: "Only with this rule, such as E-DATE.") var rule: String?
    @Option(help: "Only about this field.") var field: String?

    var filter: RejectFilter {
      var filter = RejectFilter()
      filter.run = run
      filter.unit = unit
      filter.rule = rule
      filter.field = field
      return filter
    }
  }

  /// A reject as JSON names it; the record itself only where it was asked for.
  struct Row: Encodable {
    var reject, run, unit, record, line, offset: Int64
    var stage, name, outcome, rule, field, status: String
    var violations: [String]
    var raw: String?

    init(_ entry: RejectEntry, withRecord: Bool) {
      reject = entry.number
      run = entry.run
      unit = entry.unit
      record = entry.record
      line = entry.line
      offset = entry.offset
      stage = entry.stage
      name = entry.unitName
      outcome = entry.outcome
      rule = entry.rule
      field = entry.field
      status = entry.status
      violations = entry.violations
      raw = withRecord ? String(decoding: entry.raw, as: UTF8.self) : nil
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists refused records: where they stand and which rules they break.")

    @OptionGroup var options: LedgerOptions
    @OptionGroup var filter: Filter
    @Option(help: "The most rejects to list.") var limit = 100

    func run() throws {
      try Console.reporting {
        let rejects = try options.open().rejects(matching: filter.filter, limit: limit)
        if options.json {
          return try Console.json(rejects.map { Row($0, withRecord: false) })
        }
        var table = TextTable(
          ["reject", "outcome", "rule", "field", "record", "line", "unit", "status"],
          rightAligned: [0, 4, 5])
        for reject in rejects {
          table.add([
            "\(reject.number)", reject.outcome, reject.rule, reject.field, "\(reject.record)",
            "\(reject.line)", reject.unitName, reject.status,
          ])
        }
        Console.output(table.text)
        if let first = rejects.first {
          Console.error("one in full: \(Invocation.name) rejects show \(first.number)")
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a refused record as it was read, with every rule it breaks.")

    @OptionGroup var options: LedgerOptions
    @Argument(help: "The reject's number.") var reject: Int64

    func run() throws {
      try Console.reporting {
        var filter = RejectFilter()
        filter.number = reject
        guard let entry = try options.open().rejects(matching: filter, limit: 1).first else {
          throw Diagnostic(
            "SH7005", "there is no reject \(reject)", status: .usage,
            remedy: "see them with: \(Invocation.name) rejects list")
        }
        if options.json { return try Console.json(Row(entry, withRecord: true)) }
        Console.output(
          """
          reject \(entry.number): \(entry.outcome), \(entry.status)
          unit \(entry.unit): \(entry.unitName)
          record \(entry.record), line \(entry.line), byte \(entry.offset)
          breaks:
          \(entry.violations.map { "  \($0)" }.joined(separator: "\n"))
          as read:
          \(String(decoding: entry.raw, as: UTF8.self).visible)
          """)
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes refused records as CSV, in which no spreadsheet formula is live.")

    @OptionGroup var options: LedgerOptions
    @OptionGroup var filter: Filter
    @Option(name: .shortAndLong, help: "The file to write; stdout by default.", completion: .file())
    var output: String?

    func run() throws {
      try Console.reporting {
        let ledger = try options.open()
        let file = try RejectExport(path: output)
        try file.write(RejectExport.header)
        var filter = filter.filter
        while true {
          let rejects = try ledger.rejects(matching: filter, limit: 1000)
          guard let last = rejects.last else { break }
          for reject in rejects { try file.write(RejectExport.line(reject)) }
          filter.after = last.number
        }
      }
    }
  }
}

extension String {
  /// The text with control characters shown, so that a record cannot steer the terminal.
  fileprivate var visible: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\t": text.unicodeScalars.append(scalar)
      case _ where scalar.properties.generalCategory == .control || scalar.properties.isBidiControl:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
