/// Which pairs of records are compared: those that agree on all terms.
public struct BlockRule: Sendable, Equatable {
  /// A part of a field that must agree.
  public struct Part: Sendable, Equatable {
    /// The position of the field in the store.
    public var field: Int
    /// What of its value must be equal.
    public var term: BlockTerm

    /// Creates a part.
    public init(field: Int, term: BlockTerm = .value) {
      self.field = field
      self.term = term
    }
  }

  /// What must agree; none where records are neighbours by ``order`` alone.
  public var parts: [Part]
  /// Blocks of more records than ``limit`` are split by these, one after the other.
  public var splits: [Part]
  /// The most records that are compared with one another without splitting.
  public var limit: Int
  /// Records of a block are compared with so many next ones in this order, and no others.
  public var order: [Part]
  /// How many next ones; of no meaning without an order.
  public var window: Int

  /// Creates a rule.
  public init(
    parts: [Part], splits: [Part] = [], limit: Int = 300, order: [Part] = [], window: Int = 10
  ) {
    self.parts = parts
    self.splits = splits
    self.limit = limit
    self.order = order
    self.window = window
  }
}
