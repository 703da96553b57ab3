public import Dataflow

/// Where the records of a JSON unit are, and how much a unit may ask for.
///
/// Paths of fields start at the record and name members, joined by slashes: `hoTen`, `cha/hoTen`; `.` is
/// the record itself, `~1` a slash in a name and `~0` a tilde. A list on the way is gone through. The
/// first path of a field that is there, and not null, wins; what a path leads to twice makes the record
/// a reject.
public struct JSONShape: Sendable, Equatable {
  /// The path of the list whose items are the records, such as `/danhSach`, or `/` for the whole
  /// document; `nil` for JSON Lines, where each line is a record.
  public var record: String?
  /// The lists inside a record whose items are rows of tables of their own.
  public var children: [ChildTable]
  /// What a unit may ask for.
  public var limits: JSONLimits

  /// Creates a shape.
  public init(
    record: String? = nil, children: [ChildTable] = [], limits: JSONLimits = JSONLimits()
  ) {
    self.record = record
    self.children = children
    self.limits = limits
  }

  /// What is wrong with the paths of the shape and of the record's fields, or `nil`.
  public func flaw(fields: [SourceField]) -> Diagnostic? {
    do throws(Diagnostic) {
      if let record { _ = try JSONPaths.steps(toRecord: record) }
      _ = try JSONPaths(self, fields)
      return nil
    } catch {
      return error
    }
  }
}

/// What a JSON unit may ask for; a record that asks for more becomes a reject.
public struct JSONLimits: Sendable, Equatable {
  /// The most lists and objects inside one another, at most 200.
  public var depth: Int
  /// The most bytes of a text or number.
  public var textBytes: Int
  /// The most bytes of a record.
  public var recordBytes: Int

  /// Creates limits.
  public init(depth: Int = 64, textBytes: Int = 1 << 20, recordBytes: Int = 16 << 20) {
    self.depth = min(depth, 200)
    self.textBytes = textBytes
    self.recordBytes = recordBytes
  }
}
