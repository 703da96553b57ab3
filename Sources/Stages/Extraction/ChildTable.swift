/// Something that a record repeats, an element or an object: each occurrence becomes a row of a table of
/// its own.
public struct ChildTable: Sendable, Equatable {
  /// The table's name.
  public var name: String
  /// The path from the record, such as `thanhVien/nguoi`.
  public var path: String
  /// The fields of the child, their paths starting at it.
  public var fields: [SourceField]
  /// The record's fields that every child row repeats, as its first columns.
  public var keys: [String]

  /// Creates a child table.
  public init(name: String, path: String, fields: [SourceField], keys: [String] = []) {
    self.name = name
    self.path = path
    self.fields = fields
    self.keys = keys
  }
}
