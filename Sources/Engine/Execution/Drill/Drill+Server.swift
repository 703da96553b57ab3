import Dataflow
import Platform

/// Disturbances that a run on a server must survive by itself.
extension Drill {
  /// A run whose sessions the server ends.
  func runEnding(sessionsAt instants: [Int]) throws -> DrillTrial {
    var kills = 0
    let running = try process("trial")
    var before = 0
    for instant in instants {
      running.wait(milliseconds: instant - before)
      before = instant
      // A session that is not there yet, or not there again, is waited for.
      var ended = 0
      while running.isRunning && ended == 0 {
        ended = try databases.endSessions("trial")
        if ended == 0 { running.wait(milliseconds: 5) }
      }
      kills += ended
    }
    return try trial(.endings(instants), kills, running.wait().status)
  }

  /// A run whose connection a proxy cuts once.
  func runCutting(_ cut: ConnectionCut) throws -> DrillTrial {
    let place: LoopbackProxy.Cut =
      switch cut {
      case .bytes(let number): .afterBytes(number)
      case .commit(let number): .beforeWord(number)
      case .answer(let number): .beforeAnswer(number)
      }
    let passage = try databases.proxy("trial", place)
    let exitCode = try process("trial", by: passage?.url).wait().status
    let kills = passage?.proxy.counts.hasCut == true ? 1 : 0
    passage?.proxy.close()
    return try trial(.cut(cut), kills, exitCode)
  }

  /// A run whose server is restarted under it.
  func runRestarting(at instants: [Int]) throws -> DrillTrial {
    var kills = 0
    let running = try process("trial")
    var before = 0
    for instant in instants {
      running.wait(milliseconds: instant - before)
      before = instant
      // A session that is not there yet is waited for.
      while running.isRunning, try databases.sessionCount("trial") == 0 {
        running.wait(milliseconds: 5)
      }
      guard running.isRunning, let command = extent.restart else { break }
      let restart = try? ChildProcess(["/bin/sh", "-c", command], environment: Self.environment)
      guard restart?.wait() == .exited(0) else {
        _ = running.wait()
        throw Diagnostic(
          "SH5804", "the command that restarts the server has failed", status: .inputOutput,
          remedy: "try it by hand: it must end with 0 once the server takes sessions again")
      }
      kills += 1
    }
    var exitCode = running.wait().status
    // A run that has just begun does not wait long for a server: it is to be started again.
    if exitCode == ExitStatus.unavailable.rawValue { exitCode = try process("trial").wait().status }
    return try trial(.restarts(instants), kills, exitCode)
  }
}
