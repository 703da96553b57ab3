public import Columnar

/// The records to link as columns of numbers: one for each field and record.
public struct RecordStore: Sendable {
  /// A field's name, and what it holds.
  public struct Field: Sendable {
    /// The name, by which comparisons and blocks refer to it.
    public var name: String
    /// What the values are, and how they compare.
    public var values: FieldValues
    /// The number of each record's value, 0 for none.
    public internal(set) var codes: CodeColumn

    /// Creates a field without values.
    public init(
      name: String, kind: ComparisonKind, in space: any SpillSpace = MemorySpace.shared
    ) {
      self.name = name
      values = FieldValues(kind: kind, in: space)
      codes = CodeColumn(in: space)
    }

    /// For each record a bound of the days, from 1970-01-01, that its date may mean.
    public func days(
      missing: Int32, _ bound: (ClosedRange<Int32>) -> Int32
    ) -> SpillArray<Int32> {
      let bounds = values.dates.map { $0.isEmpty ? missing : bound($0.days) }
      return SpillArray(
        codes.lazy.map { $0 == 0 || bounds.isEmpty ? missing : bounds[Int($0)] },
        in: values.table.space)
    }
  }

  /// The fields.
  public private(set) var fields: [Field]
  /// The number of records.
  public private(set) var count = 0
  /// Where the columns lie.
  public let space: any SpillSpace

  /// Creates a store without records, of fields without values.
  public init(fields: [Field], in space: any SpillSpace = MemorySpace.shared) {
    self.fields = fields.map { Field(name: $0.name, kind: $0.values.kind, in: space) }
    self.space = space
  }

  /// The position of a field.
  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - bytes: hold the texts of the fields.
  ///   - ranges: where each field's text lies; empty for none.
  public mutating func append(_ bytes: [UInt8], _ ranges: [Range<Int>]) {
    precondition(ranges.count == fields.count, "a record has every field of its store")
    for index in fields.indices {
      fields[index].codes.append(fields[index].values.table.insert(bytes, in: ranges[index]))
    }
    count += 1
  }

  /// Adds the records of another store with the same fields.
  public mutating func append(_ other: RecordStore) {
    precondition(other.fields.count == fields.count, "both stores have the same fields")
    for index in fields.indices {
      let numbers = fields[index].values.table.insert(other.fields[index].values.table)
      fields[index].codes.append(
        contentsOf: other.fields[index].codes.lazy.map { numbers[Int($0)] })
    }
    count += other.count
  }

  /// Puts the records in another order.
  ///
  /// - Parameter order: the former position of each record.
  public mutating func reorder(_ order: some Collection<UInt32>) {
    precondition(order.count == count, "every record has a place in the order")
    for index in fields.indices {
      let codes = fields[index].codes
      fields[index].codes = CodeColumn(order.lazy.map { codes[Int($0)] }, in: space)
    }
  }

  /// Writes the values of a field otherwise, each once, before comparisons are prepared.
  ///
  /// - Parameters:
  ///   - field: the position of the field.
  ///   - rewrite: is given a value and writes it to an empty array; nothing for no value.
  public mutating func rewrite(_ field: Int, _ rewrite: (Span<UInt8>, inout [UInt8]) -> Void) {
    let (table, numbers) = fields[field].values.table.rewritten(rewrite)
    fields[field].values.table = table
    fields[field].codes = CodeColumn(
      fields[field].codes.lazy.map { numbers[Int($0)] }, in: space)
  }

  /// Works out what comparisons and blocks need, once all records are there.
  public mutating func prepare(lunarDay: ((Int, Int, Int) -> Int?)? = nil) {
    for index in fields.indices { fields[index].values.prepare(lunarDay: lunarDay) }
  }

  /// A hash of all values of all records.
  public var digest: UInt64 {
    var hash = UInt64(count)
    for field in fields {
      hash = contentHash(
        field.values.table.bytes, in: 0..<field.values.table.bytes.count, seed: hash)
      for code in field.codes { hash = Self.mixed(hash, UInt64(code)) }
    }
    return hash
  }

  /// A hash of a hash and a number.
  public static func mixed(_ hash: UInt64, _ number: UInt64) -> UInt64 {
    let mixed = (hash ^ number) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }

  /// Gives a field other values, one a record, from 1; 0 for none.
  ///
  /// The field's kind must be ``ComparisonKind/code``; its values have no texts.
  public mutating func replace(_ field: Int, with codes: SpillArray<UInt32>) {
    precondition(codes.count == count, "a field has a value for each record")
    fields[field].codes = CodeColumn(codes, in: space)
  }

  /// Takes the values of a field away.
  public mutating func clear(_ field: Int) {
    fields[field].codes = CodeColumn(repeatElement(0, count: count), in: space)
  }
}
