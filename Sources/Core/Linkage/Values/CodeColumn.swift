public import Columnar

/// A number for each record, 0 for none; runs of records without one take no room.
///
/// Records come source by source, and a source has half of the fields or fewer.
public struct CodeColumn: Sendable, RandomAccessCollection {
  /// How many bits of a record's number tell its place in a run, and how many records a run has.
  private static let (bits, width) = (10, 1 << 10)

  /// Where the codes of each run of records begin in ``codes``; 0 for a run of zeros.
  private var starts: [UInt32] = []
  /// A run of zeros, then those runs that are others.
  private var codes: SpillArray<UInt32>
  /// The number of records.
  public private(set) var count = 0

  /// Creates a column without records.
  public init(in space: any SpillSpace = MemorySpace.shared) { codes = SpillArray(in: space) }

  /// Creates a column of some codes.
  public init(_ codes: some Sequence<UInt32>, in space: any SpillSpace = MemorySpace.shared) {
    self.init(in: space)
    append(contentsOf: codes)
  }

  /// The place of the first record.
  public var startIndex: Int { 0 }
  /// The place behind the last record.
  public var endIndex: Int { count }

  /// The number of a record.
  @inline(__always) public subscript(record: Int) -> UInt32 {
    codes[Int(starts[record >> Self.bits]) + record & (Self.width - 1)]
  }

  /// Adds a record.
  public mutating func append(_ code: UInt32) {
    let place = count & (Self.width - 1)
    if place == 0 {
      if starts.isEmpty { codes.append(contentsOf: repeatElement(0, count: Self.width)) }
      starts.append(0)
    }
    count += 1
    if code == 0 { return }
    if starts[starts.count - 1] == 0 {
      starts[starts.count - 1] = UInt32(codes.count)
      codes.append(contentsOf: repeatElement(0, count: Self.width))
    }
    codes[Int(starts[starts.count - 1]) + place] = code
  }

  /// Adds records.
  public mutating func append(contentsOf codes: some Sequence<UInt32>) {
    for code in codes { append(code) }
  }
}
