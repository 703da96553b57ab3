import Dataflow
import Foundation
import Loading
public import Planning
import Platform

/// Kills runs of a pipeline and proves that, taken up again, they end like one that nothing disturbed.
///
/// The runs are processes of their own that load into databases of their own; the sources are only read.
public struct Drill {
  /// How much a drill does.
  public struct Extent: Sendable {
    /// The most windows to kill in, spread over the whole run; `nil` for every window.
    public var windows: Int?
    /// The number of runs that are killed at random instants.
    public var instants: Int
    /// Where the random instants begin: the same seed gives the same shares of the run's time.
    public var seed: UInt64
    /// A command that restarts the server of a PostgreSQL database, or `nil` for none.
    public var restart: String?

    /// Creates an extent.
    public init(windows: Int?, instants: Int, seed: UInt64, restart: String? = nil) {
      self.restart = restart
      self.windows = windows
      self.instants = instants
      self.seed = seed
    }
  }

  private let plan: Plan
  private let command: [String]
  let extent: Extent
  let databases: DrillDatabases
  private let isOnServer: Bool

  /// Prepares a drill.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - command: the words that run it, without a database.
  ///   - extent: how much to do.
  ///   - folder: an empty folder for the databases.
  ///   - server: the URL of a PostgreSQL database, beside which the drill makes its own instead.
  public init(
    plan: Plan, command: [String], extent: Extent, folder: String, server: String? = nil
  ) {
    self.plan = plan
    self.command = command
    self.extent = extent
    databases = DrillDatabases(folder: folder, server: server)
    isOnServer = server != nil
  }

  /// Runs it.
  ///
  /// - Parameter tell: called before every trial with its number, from 1, and the number of them.
  /// - Returns: what came of every trial.
  /// - Throws: `Diagnostic` when the undisturbed run fails.
  public func run(tell: (Int, Int) -> Void = { _, _ in }) throws -> DrillReport {
    defer {
      databases.removeAll()
      for url in databases.urls { SpoolFolder(plan, at: url).remove() }
    }
    var (calm, sent) = try runCalm()
    let disturbances = disturbances(calm, sent)
    // Comparing a database with itself counts its rows.
    let url = try databases.ownURL("calm")
    calm.rows = try Database.differences(between: url, and: url)
      .reduce(0) { $0 + $1.rows.first }
    var trials: [DrillTrial] = []
    for (index, disturbance) in disturbances.enumerated() {
      tell(index + 1, disturbances.count)
      trials.append(try run(disturbance))
    }
    return DrillReport(pipeline: plan.name, calm: calm, trials: trials)
  }

  private func runCalm() throws -> (DrillReport.Calm, sent: (bytes: Int, commits: Int)) {
    var plan = plan
    plan.database = try databases.ownURL("calm")
    let count = TransactionCount()
    let report = try Runner(plan: plan, surroundings: .reaching { count.reach($0) }).run()
    // How long a process takes, start and all.
    let started = Clock.monotonicSeconds
    let passage = try databases.proxy("timed", .never)
    let exitCode = try process("timed", by: passage?.url).wait().status
    let seconds = Clock.monotonicSeconds - started
    let sent = passage?.proxy.counts
    passage?.proxy.close()
    try databases.remove("timed")
    guard exitCode == report.exitStatus.rawValue else {
      throw Diagnostic(
        "SH5801",
        "a run in a process of its own ended with \(exitCode), another one with"
          + " \(report.exitStatus.rawValue)", status: .internal,
        remedy: "see why with: sohoa run \(plan.file)")
    }
    let calm = DrillReport.Calm(
      transactions: count.value, read: report.totals.read, rows: 0, seconds: seconds,
      exitCode: exitCode)
    return (calm, (sent?.bytes ?? 0, sent?.words ?? 0))
  }

  private func disturbances(
    _ calm: DrillReport.Calm, _ sent: (bytes: Int, commits: Int)
  ) -> [Disturbance] {
    let points = (1...max(1, calm.transactions)).flatMap { transaction in
      CommitWindow.allCases.map { KillPoint(window: $0, transaction: transaction) }
    }
    let count = min(points.count, extent.windows ?? points.count)
    // Spread over the transactions, the windows of one after the other in turn.
    let kinds = CommitWindow.allCases.count
    let chosen = (0..<count).map { points[$0 * points.count / count / kinds * kinds + $0 % kinds] }
    var random = InstantSource(seed: extent.seed)
    let instants = (0..<extent.instants).map { _ in
      (0..<3).map { _ in Int(calm.seconds * 1000 * random.next()) }
    }
    // The server ends the session instead, which the run must survive by itself.
    let endings = (0..<(isOnServer ? extent.instants : 0)).map { _ in
      [0] + (0..<2).map { _ in Int(calm.seconds * 1000 * random.next()) }.sorted()
    }
    var all =
      chosen.map(Disturbance.window) + instants.map(Disturbance.instants)
      + endings.map(Disturbance.endings)
    all += cuts(sent, &random).map(Disturbance.cut)
    if isOnServer && extent.restart != nil {
      // The first one as soon as there is a session, however fast the run is.
      all += (0..<extent.instants).map { index in
        .restarts([index == 0 ? 0 : Int(calm.seconds * 1000 * random.next())])
      }
    }
    return all
  }

  /// Cuts at random bytes, and around commits from the first to the last; of what is encrypted nobody
  /// sees the commits.
  private func cuts(
    _ sent: (bytes: Int, commits: Int), _ random: inout InstantSource
  ) -> [ConnectionCut] {
    guard isOnServer else { return [] }
    let bytes = (0..<extent.instants).map { _ in
      ConnectionCut.bytes(1 + Int(Double(sent.bytes) * random.next()))
    }
    let count = min(extent.instants, sent.commits)
    let commits = (0..<count).map { 1 + $0 * sent.commits / count }
    return bytes + commits.map(ConnectionCut.commit) + commits.map(ConnectionCut.answer)
  }

  private func run(_ disturbance: Disturbance) throws -> DrillTrial {
    try databases.remove("trial")
    var kills = 0
    switch disturbance {
    case .window(let point):
      let killed = try process("trial", by: nil, "--die-at", point.description)
      _ = killed.wait()
      kills += killed.isKilled ? 1 : 0
    case .instants(let instants):
      for instant in instants {
        let killed = try process("trial")
        killed.kill(afterMilliseconds: instant)
        _ = killed.wait()
        kills += killed.isKilled ? 1 : 0
      }
    case .endings(let instants): return try runEnding(sessionsAt: instants)
    case .cut(let cut): return try runCutting(cut)
    case .restarts(let instants): return try runRestarting(at: instants)
    }
    return try trial(disturbance, kills, try process("trial").wait().status)
  }

  /// What came of a run that is over.
  func trial(_ disturbance: Disturbance, _ kills: Int, _ exitCode: Int32) throws -> DrillTrial {
    DrillTrial(
      disturbance: disturbance, kills: kills, exitCode: exitCode, differences: try differences())
  }

  /// Where the trial's tables differ from the undisturbed run's.
  private func differences() throws -> [TableDifference] {
    try Database.differences(between: databases.ownURL("calm"), and: databases.ownURL("trial"))
      .filter { $0.count > 0 }
  }

  /// Starts a run into a database, by another URL of it where one is given.
  func process(
    _ database: String, by url: String? = nil, _ more: String...
  ) throws -> ChildProcess {
    do {
      return try ChildProcess(
        command + ["--database", url ?? databases.url(database), "--quiet"] + more,
        environment: Self.environment.merging(databases.environment) { $1 })
    } catch {
      throw Diagnostic(
        "SH5802", "cannot start \(command[0])", status: .inputOutput,
        remedy: "start the drill from a place where the command can be run")
    }
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

/// Shares of a run's time, the same for a seed (xorshift64*, Vigna 2016).
private struct InstantSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed == 0 ? 1 : seed }

  /// A number from 0 to 1.
  mutating func next() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) / Double(1 << 53)
  }
}
