/// How far an archive is followed before it is refused as hostile or mistaken.
public struct ArchiveLimits: Sendable, Equatable {
  /// The most bytes of content per compressed byte (`max_ratio`), judged after ``ratioFloor``.
  public var ratio: Int64
  /// The number of content bytes that are read before ``ratio`` is judged.
  public var ratioFloor: Int64
  /// The most bytes of content in one unit (`max_unit_bytes`).
  public var unitBytes: Int64
  /// The most entries in one archive, those of nested archives included (`max_entries`).
  public var entries: Int
  /// How many archives deep an archive inside an archive is followed (`max_nesting`).
  public var nesting: Int
  /// The most bytes in the name of an entry (`max_name_bytes`).
  public var nameBytes: Int

  /// Creates limits.
  public init(
    ratio: Int64 = 100, ratioFloor: Int64 = 10 << 20, unitBytes: Int64 = 256 << 30,
    entries: Int = 100_000, nesting: Int = 1, nameBytes: Int = 1024
  ) {
    self.ratio = ratio
    self.ratioFloor = ratioFloor
    self.unitBytes = unitBytes
    self.entries = entries
    self.nesting = nesting
    self.nameBytes = nameBytes
  }

  /// Judges how much content came out of how many compressed bytes.
  func check(content: Int64, compressed: Int64) throws(ArchiveError) {
    if content > unitBytes {
      throw ArchiveError(.limit, "the content is larger than \(unitBytes) bytes (max_unit_bytes)")
    }
    try check(ratioOf: content, to: compressed)
  }

  /// Judges only the ratio of content to compressed bytes.
  func check(ratioOf content: Int64, to compressed: Int64) throws(ArchiveError) {
    let (most, isOver) = max(compressed, 1).multipliedReportingOverflow(by: ratio)
    if content > ratioFloor, !isOver, content > most {
      throw ArchiveError(
        .limit, "the content is more than \(ratio) times its compressed size (max_ratio)")
    }
  }
}
