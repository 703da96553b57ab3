/// What an ``EncodingDetector`` has found, with its evidence.
public struct EncodingVerdict: Sendable, Equatable {
  /// One reading and how it did.
  public struct Candidate: Sendable, Equatable {
    /// The reading.
    public var reading: TextReading
    /// The number of words that are Vietnamese in it.
    public var known: Int
    /// The share of such words less penalties, 0 to 1.
    public var score: Double
  }

  /// The least confidence of a verdict that decides.
  public static let threshold = 0.6
  /// How far the best must be ahead of the next.
  public static let margin = 0.1

  /// The number of different words that tell something.
  public var words: Int
  /// The readings that make different texts of them, best first.
  public var candidates: [Candidate]

  /// The best reading, whether it decides or not.
  public var best: Candidate? { candidates.first }
  /// The next best.
  public var runnerUp: Candidate? { candidates.dropFirst().first }

  /// How far the best reading is to be trusted, 0 to 1: its score, less where words are few.
  public var confidence: Double {
    guard let best, words > 0 else { return 0 }
    return best.score * Double(words) / (Double(words) + 0.3)
  }

  /// The reading that is certain enough, or `nil`.
  public var decision: TextReading? {
    guard let best, confidence >= Self.threshold,
      best.score - (runnerUp?.score ?? 0) >= Self.margin
    else { return nil }
    return best.reading
  }

  /// The legacy encoding that is certain enough, or `nil`.
  public var encoding: LegacyEncoding? {
    guard case .legacy(let encoding)? = decision else { return nil }
    return encoding
  }

  /// The evidence in English, without any word of the text.
  public var evidence: String {
    guard let best, words > 0 else { return "no word with marks" }
    guard let runnerUp else {
      return
        "\(best.known) of \(words) words with marks read as Vietnamese in \(best.reading.name)"
    }
    return
      "\(best.known) of \(words) words with marks read as Vietnamese in \(best.reading.name),"
      + " \(runnerUp.known) in \(runnerUp.reading.name)"
  }

  /// The evidence in Vietnamese, without any word of the text.
  public var evidenceVietnamese: String {
    guard let best, words > 0 else { return "không có từ nào mang dấu" }
    var text = "\(best.known)/\(words) từ có dấu đọc được theo \(best.reading.name)"
    if let runnerUp { text += ", \(runnerUp.known) theo \(runnerUp.reading.name)" }
    return text
  }
}
