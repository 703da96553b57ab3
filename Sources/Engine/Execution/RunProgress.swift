public import Dataflow

/// How far a run is, told after every commit.
public struct RunProgress: Sendable {
  /// The unit at work.
  public var unit: String
  /// The units that are over, and all units that this run reads.
  public var unitsDone: Int
  /// The number of units that this run reads.
  public var unitCount: Int
  /// What became of the records of this process.
  public var counts: Counts
  /// The content bytes read by this process.
  public var bytes: Int64
  /// The content bytes to read, as far as the archives tell.
  public var byteCount: Int64
  /// Seconds since the process began to read.
  public var seconds: Double
}
