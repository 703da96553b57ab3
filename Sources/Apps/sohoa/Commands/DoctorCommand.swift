import ArgumentParser
import Dataflow
import Execution
import Foundation
import Planning

/// Tells what works here and what does not.
struct DoctorCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Tells what works here and what does not.",
    discussion: """
      It only looks, unless a database is named: then it also writes a small file beside it, waits \
      until the disk has it, removes it, and opens the database.
      """)

  @Option(help: "The database whose place is examined too, such as sqlite:PATH or postgres:URL.")
  var database: String?

  @Flag(help: "Prints JSON.") var json = false

  private struct Row: Encodable {
    var subject, state, detail: String
    var remedy: String?
  }

  private func state(_ state: Examination.Finding.State) -> String {
    switch state {
    case .ok: Speech.current.term("TỐT", "OK")
    case .warning: Speech.current.term("LƯU Ý", "WARN")
    case .failure: Speech.current.term("HỎNG", "FAIL")
    }
  }

  func perform() throws {
    try DatabaseName.check(database)
    let findings = Examination(
      database: database, environment: ProcessInfo.processInfo.environment
    ).run()
    if json {
      try Console.json(
        findings.map {
          Row(
            subject: $0.subject, state: $0.state.rawValue, detail: $0.detail, remedy: $0.remedy)
        })
    } else {
      var table = TextTable(["", "", ""])
      let said = Speech.current.sentence
      for finding in findings {
        table.add([state(finding.state), said(finding.subject), said(finding.detail)])
        if let remedy = finding.remedy { table.add(["", "", "→ \(said(remedy))"]) }
      }
      try Console.output(table.body)
    }
    guard findings.allSatisfy({ $0.state != .failure }) else {
      throw ExitCode(ExitStatus.inputOutput.rawValue)
    }
  }
}
