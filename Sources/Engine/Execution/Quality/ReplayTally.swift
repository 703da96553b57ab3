import Dataflow

/// What a replay has counted so far, by stage.
struct ReplayTally {
  var outcomes: [ReplayOutcome]

  /// A signal ended the replay behind a commit.
  struct Stop: Error {
    var tally: ReplayTally
    var diagnostic: Diagnostic
  }

  init(_ count: Int) { outcomes = [ReplayOutcome](repeating: ReplayOutcome(), count: count) }

  func stopped(_ signal: Int32) -> Stop { Stop(tally: self, diagnostic: Self.stopped(signal)) }

  /// What is said when a signal ends the work.
  static func stopped(_ signal: Int32) -> Diagnostic {
    Diagnostic(
      "SH5401", "stopped by \(signal == 2 ? "SIGINT" : "SIGTERM") after a clean checkpoint",
      status: signal == 2 ? .interrupted : .terminated,
      remedy: "the same command goes on from here")
  }
}
