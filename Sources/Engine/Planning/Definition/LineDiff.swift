/// What changed between two texts, line by line.
public struct LineDiff: Sendable, Equatable {
  /// A line that is only in one of the texts.
  public enum Change: Sendable, Equatable {
    /// A line of the old text that is gone.
    case removed(String)
    /// A line of the new text that was not there.
    case added(String)
  }

  /// The changes in the order of the texts; removals come before additions at the same place.
  public let changes: [Change]

  /// The largest table of the comparison; larger changes are reported as one block.
  private static let maximumCellCount = 4_000_000

  /// Compares two texts.
  public init(old: String, new: String) {
    let old = old.split(separator: "\n", omittingEmptySubsequences: false)
    let new = new.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - same
    let sameAtEnd = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    changes = Self.compare(
      Array(old[same..<old.count - sameAtEnd]), Array(new[same..<new.count - sameAtEnd]))
  }

  /// The changes as text, `- ` and `+ ` before the lines.
  public var text: String {
    changes.map { change in
      switch change {
      case .removed(let line): "- \(line)\n"
      case .added(let line): "+ \(line)\n"
      }
    }.joined()
  }

  /// The longest common subsequence decides what stays.
  private static func compare(_ old: [Substring], _ new: [Substring]) -> [Change] {
    let width = new.count + 1
    guard (old.count + 1) * width <= maximumCellCount else {
      return old.map { .removed(String($0)) } + new.map { .added(String($0)) }
    }
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for row in old.indices.reversed() {
      for column in new.indices.reversed() {
        let cell = row * width + column
        lengths[cell] =
          old[row] == new[column]
          ? lengths[cell + width + 1] + 1 : max(lengths[cell + width], lengths[cell + 1])
      }
    }
    var changes: [Change] = []
    var row = 0
    var column = 0
    while row < old.count || column < new.count {
      let cell = row * width + column
      if row < old.count, column < new.count, old[row] == new[column] {
        row += 1
        column += 1
      } else if row < old.count, column == new.count || lengths[cell + width] >= lengths[cell + 1] {
        changes.append(.removed(String(old[row])))
        row += 1
      } else {
        changes.append(.added(String(new[column])))
        column += 1
      }
    }
    return changes
  }
}
