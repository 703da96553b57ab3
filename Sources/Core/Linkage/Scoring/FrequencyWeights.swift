internal import Columnar

/// How much rarer than usual each value of a field is, in bits.
///
/// The weight of agreement is log2(m/u) with u the share of agreeing pairs, Σf². Agreement on one
/// value happens with its own frequency instead: log2(Σf²/f) is added.
final class FrequencyWeights: Sendable {
  /// By the value's number, for the text as it is, without marks, its last and first word.
  let full, bare, last, first: SpillArray<Float>

  init(_ values: FieldValues) {
    let counts = values.table.counts
    guard let words = values.words else {
      full = Self.weights(values.tokens(.value), counts: counts)
      (bare, last, first) = (SpillArray(), SpillArray(), SpillArray())
      return
    }
    // Folded spellings of one text count together.
    full = Self.weights(words.foldedOf, counts: counts)
    bare = Self.weights(words.bareOf, counts: counts)
    last = Self.weights(words.lastOf, counts: counts)
    first = Self.weights(words.firstOf, counts: counts)
  }

  /// The same, where the records at hand are some of those that count.
  ///
  /// - Parameters:
  ///   - values: those of the records at hand.
  ///   - frequencies: what counts, in the order of ``FieldValues/countedTokens(_:)``.
  init(_ values: FieldValues, _ frequencies: [TokenFrequencies]) {
    let lists = frequencies.enumerated().map { list, frequencies in
      SpillArray(
        values.countedTokens(list).lazy.map { frequencies.weight($0) }, in: values.table.space)
    }
    full = lists[0]
    let none = SpillArray<Float>()
    (bare, last, first) = lists.count == 4 ? (lists[1], lists[2], lists[3]) : (none, none, none)
  }

  private static func weights(
    _ tokens: SpillArray<UInt32>, counts: SpillArray<UInt32>
  ) -> SpillArray<Float> {
    var sums = SpillArray<Double>(
      repeating: 0, count: Int(tokens.max() ?? 0) + 1, in: tokens.space)
    var total = 0.0
    for number in tokens.indices where number > 0 && tokens[number] > 0 {
      sums[Int(tokens[number])] += Double(counts[number])
      total += Double(counts[number])
    }
    if total == 0 { return SpillArray(repeating: 0, count: tokens.count, in: tokens.space) }
    let agreement = sums.reduce(0) { $0 + $1 * $1 } / (total * total)
    return SpillArray(
      tokens.lazy.map { token in
        token == 0 || sums[Int(token)] == 0
          ? 0 : Float(binaryLogarithm(agreement * total / sums[Int(token)]))
      }, in: tokens.space)
  }

  /// What is added for a level of agreement between two values.
  @inline(__always)
  func weight(_ kind: ComparisonKind, _ level: UInt8, _ a: UInt32, _ b: UInt32) -> Float {
    let (a, b) = (Int(a), Int(b))
    if kind == .name {
      switch level {
      case 1: return min(full[a], full[b])
      case 2, 3, 4: return min(bare[a], bare[b])
      case 5, 6: return min(last[a], last[b]) + min(first[a], first[b])
      case 7: return min(last[a], last[b])
      case 8: return min(first[a], first[b])
      default: return 0
      }
    }
    if level == 1 { return min(full[a], full[b]) }
    return kind == .text && level == 2 ? min(bare[a], bare[b]) : 0
  }
}
