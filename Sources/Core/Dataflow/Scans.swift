/// What a scan turned out to be when its bytes were looked at.
public enum ScanState: String, Sendable, CaseIterable {
  /// Its structure is whole, from its first mark to its last.
  case sound
  /// It has no bytes.
  case empty
  /// It is no image or PDF, is cut off, or its archive does not give it.
  case damaged
}

/// An image or PDF of pages, delivered beside the records that were typed from it.
public struct ScanIdentity: Sendable, Equatable {
  /// The table whose rows it belongs to.
  public var stage: String
  /// The archive's path, or the scan's own.
  public var path: String
  /// The member's path inside the archive, nested archives joined by `!`; empty for a plain file.
  public var member: String
  /// Its length in bytes; -1 where only reading can tell.
  public var size: Int64
  /// Its SHA-256 in hexadecimal; empty where it could not be read.
  public var sha256: String
  /// The stamp of its file.
  public var stamp: UnitIdentity.Stamp
  /// `pdf`, `jpeg`, `png`, `tiff` or `jp2`; empty where its bytes do not tell.
  public var format: String
  /// What its bytes turned out to be.
  public var state: ScanState
  /// Why it is not sound; empty otherwise.
  public var reason: String

  /// Creates an identity.
  public init(
    stage: String, path: String, member: String, size: Int64, sha256: String = "",
    stamp: UnitIdentity.Stamp, format: String = "", state: ScanState, reason: String = ""
  ) {
    self.stage = stage
    self.path = path
    self.member = member
    self.size = size
    self.sha256 = sha256
    self.stamp = stamp
    self.format = format
    self.state = state
    self.reason = reason
  }

  /// The scan's name for people: `path` or `path!member`.
  public var name: String { member.isEmpty ? path : path + "!" + member }
}

/// A scan as the ledger knows it.
public struct ScanEntry: Sendable, Equatable {
  /// Its number in this database.
  public var number: Int64
  /// What it is and where it lies.
  public var identity: ScanIdentity

  /// Creates an entry.
  public init(number: Int64, identity: ScanIdentity) {
    self.number = number
    self.identity = identity
  }
}

/// How the scans of one file stand that a run noted or bound.
public struct ScanTally: Sendable, Equatable {
  /// The table whose rows they belong to.
  public var stage: String
  /// The archive's path, or the scan's own.
  public var path: String
  /// The number of scans.
  public var scans = 0
  /// How many of them have a record, loaded or refused.
  public var bound = 0
  /// How many have no bytes.
  public var empty = 0
  /// How many cannot be read.
  public var damaged = 0

  /// Creates a tally of nothing.
  public init(stage: String, path: String) {
    self.stage = stage
    self.path = path
  }

  /// How many have no record.
  public var orphans: Int { scans - bound }
}

/// A scan that somebody should look at: without a record, or not sound.
public struct ScanFault: Sendable, Equatable {
  /// The scan.
  public var scan: ScanEntry
  /// Whether it has no record.
  public var isOrphan: Bool

  /// Creates a fault.
  public init(scan: ScanEntry, isOrphan: Bool) {
    self.scan = scan
    self.isOrphan = isOrphan
  }
}
