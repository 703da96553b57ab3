public import Dataflow

/// How a run was disturbed.
public enum Disturbance: Sendable, Equatable {
  /// Killed in a window of a transaction.
  case window(KillPoint)
  /// Killed again and again, after these numbers of milliseconds.
  case instants([Int])

  /// The name of its kind: a window's, or `instants`.
  public var kind: String {
    switch self {
    case .window(let point): point.window.rawValue
    case .instants: "instants"
    }
  }
}

/// What came of one disturbed run.
public struct DrillTrial: Sendable {
  /// How it was disturbed.
  public var disturbance: Disturbance
  /// How often the process was killed; 0 where it had ended before.
  public var kills: Int
  /// The exit code in the end.
  public var exitCode: Int32
  /// The rows that differ from those of the undisturbed run, by table; empty where all are equal.
  public var differences: [TableDifference]

  /// Whether it ended as the undisturbed run did, with the same content.
  public func isEqual(to calm: DrillReport.Calm) -> Bool {
    exitCode == calm.exitCode && differences.isEmpty
  }
}

/// What a drill showed.
public struct DrillReport: Sendable {
  /// The run that nothing disturbed.
  public struct Calm: Sendable {
    /// The transactions it wrote.
    public var transactions: Int
    /// The records it read.
    public var read: Int
    /// The rows of the tables that were compared, the ledger's too.
    public var rows: Int
    /// How long it took.
    public var seconds: Double
    /// Its exit code.
    public var exitCode: Int32
  }

  /// The pipeline's name.
  public var pipeline: String
  /// The run that nothing disturbed.
  public var calm: Calm
  /// The disturbed runs in their order.
  public var trials: [DrillTrial]

  /// Whether every disturbed run ended like the calm one.
  public var isPassed: Bool { trials.allSatisfy { $0.isEqual(to: calm) } }
}
