public import Archives
public import Dataflow
public import Extraction

/// A unit found in the sources, and what the ledger knows of it.
public struct FoundUnit: Sendable {
  /// What is to be done with it.
  public enum State: Sendable, Equatable {
    /// It has never been read.
    case new
    /// It is loaded, or known to be refused: nothing to do.
    case done
    /// An earlier run was interrupted in it; reading goes on after its last checkpoint.
    case resumable
    /// Its content is that of the unit named.
    case duplicate(of: String)
  }

  /// What it is and where it lies.
  public var identity: UnitIdentity
  /// The index of its source in the plan.
  public var source: Int
  /// Where its content lies in its file.
  public var entry: ArchiveEntry
  /// The sheet that it is, with its workbook, where it is one; ``entry`` is the sheet's part then.
  public var sheet: (workbook: Workbook, sheet: Workbook.Sheet)?
  /// Where its memo file lies, where it has one.
  public var memo: MemoPlace?
  /// What is to be done with it.
  public var state: State
  /// Its number in the ledger, 0 while it has none.
  public var number: Int64

  /// What the ledger says of a unit that is a copy of the one named.
  static func reason(copyOf other: String) -> String { "the same content as \(other)" }
}
