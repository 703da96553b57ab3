/// Which rows of a chunk an operation is about.
public enum RowSelection: Sendable, Equatable {
  /// The rows whose state is live.
  case live
  /// The live rows whose index lies in a range.
  case liveIn(Range<Int>)
  /// The rows with these indices, in this order, whatever their state.
  case rows([UInt32])
}
