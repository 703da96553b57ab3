public import Dataflow

/// Where a proxy cuts the connection of a run to its server.
public enum ConnectionCut: Sendable, Equatable, CustomStringConvertible {
  /// Once so many bytes were sent, wherever that is: in the middle of a COPY, as a rule.
  case bytes(Int)
  /// Before the nth commit reaches the server.
  case commit(Int)
  /// Before the answer to the nth commit comes back.
  case answer(Int)

  /// The name of its kind.
  var kind: String {
    switch self {
    case .bytes: "bytes"
    case .commit: "commit"
    case .answer: "answer"
    }
  }

  /// The kind and the number with a colon between them.
  public var description: String {
    switch self {
    case .bytes(let number), .commit(let number), .answer(let number): "\(kind):\(number)"
    }
  }
}

/// How a run was disturbed.
public enum Disturbance: Sendable, Equatable {
  /// Killed in a window of a transaction.
  case window(KillPoint)
  /// Killed again and again, after these numbers of milliseconds.
  case instants([Int])
  /// Its session was ended by the server after these numbers of milliseconds.
  case endings([Int])
  /// Its connection was cut once, by a proxy.
  case cut(ConnectionCut)
  /// The server was restarted after these numbers of milliseconds.
  case restarts([Int])

  /// The name of its kind: a window's, a cut's, `instants`, `endings` or `restarts`.
  public var kind: String {
    switch self {
    case .window(let point): point.window.rawValue
    case .instants: "instants"
    case .endings: "endings"
    case .cut(let cut): cut.kind
    case .restarts: "restarts"
    }
  }
}

/// What came of one disturbed run.
public struct DrillTrial: Sendable {
  /// How it was disturbed.
  public var disturbance: Disturbance
  /// How often the process was killed, its session ended, its connection cut or its server restarted;
  /// 0 where it was over before.
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
