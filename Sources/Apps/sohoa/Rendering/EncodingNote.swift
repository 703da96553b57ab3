import Dataflow
import Execution
import LegacyText

/// How the text of a unit or column was made out, in both languages.
struct EncodingNote {
  private let finding: EncodingFinding

  init(_ finding: EncodingFinding) { self.finding = finding }

  /// The encoding, how far it is to be trusted, and why; without any word of the text.
  var text: String {
    var text = finding.column.map { "\($0): " } ?? ""
    text += finding.encoding.isEmpty ? "từng ô · by cell" : finding.encoding
    if let hint = finding.hint { text += " (\(hint))" }
    guard let verdict = finding.verdict else { return text }
    text += ", \(Int((verdict.confidence * 100).rounded())) %"
    return text + ": \(verdict.evidenceVietnamese) · \(verdict.evidence)"
  }

  /// A line for each unit or column of a run whose encoding was told from its words, the first few.
  static func lines(of report: RunReport) -> [String] {
    var lines: [String] = []
    for unit in report.units {
      let name = unit.identity.name.split(separator: "/").last.map(String.init) ?? ""
      for finding in unit.encodings where finding.verdict != nil {
        lines.append("  \(name): \(EncodingNote(finding).text)")
      }
    }
    guard lines.count > 10 else { return lines }
    return lines.prefix(10) + ["  … và · and \(lines.count - 10) more: see --json"]
  }
}

/// An encoding finding as JSON names it.
struct EncodingJSON: Encodable {
  struct Candidate: Encodable {
    var encoding: String
    var score: Double
    var words: Int
  }

  var column: String?
  var encoding: String
  var confidence: Double?
  var words: Int?
  var candidates: [Candidate]?
  var evidence: String?
  var evidence_vi: String?
  var hint: String?

  init(_ finding: EncodingFinding) {
    column = finding.column
    encoding = finding.encoding
    hint = finding.hint
    guard let verdict = finding.verdict else { return }
    confidence = Self.rounded(verdict.confidence)
    words = verdict.words
    candidates = verdict.candidates.prefix(3).map {
      Candidate(encoding: $0.reading.name, score: Self.rounded($0.score), words: $0.known)
    }
    evidence = verdict.evidence
    evidence_vi = verdict.evidenceVietnamese
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
