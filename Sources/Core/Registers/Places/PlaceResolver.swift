internal import Columnar

/// Finds the administrative units that a written place names, as they were on the days of an entry.
///
/// The text is read from the right, where the widest unit stands: names are looked up without marks
/// in an index of all units, then each commune that bears a name is held against the district and the
/// province that the text names right of it. The best score wins; units with the same score are
/// candidates, and none of them is chosen.
public struct PlaceResolver: Sendable {
  private let index = PlaceIndex.shared
  private var words = PlaceWords()
  private var mentions = PlaceMentions()

  /// Creates a resolver; the first one builds the index.
  public init() {}

  /// Finds the units of a text.
  ///
  /// - Parameters:
  ///   - range: the text's key as ``Columnar/foldForComparison(_:bytes:keeping:)`` writes it, marks kept.
  ///   - key: the bytes it lies in.
  ///   - days: when the entry was made; only units that were there on some of these days count.
  /// - Returns: the best reading; codes that several units dispute are missing.
  public mutating func resolve(_ range: Range<Int>, of key: Span<UInt8>, days: DayRange) -> Place {
    words.read(range, of: key)
    if words.words.isEmpty { return Place() }
    mentions.find(in: words, key: key, index)
    var place = search(days)
    if days.end <= Merge2025.day || place.units.district >= 0 {
      place.isBeforeReform = true
    } else if days.first >= Merge2025.day || place.units.commune >= 0 {
      place.isBeforeReform = false
    }
    // A later entry often names the units of before July 2025.
    guard days.first >= Merge2025.day, place.units.commune < 0 || place.hasUnknownName else {
      return place
    }
    let old = search(DayRange(first: Merge2025.day - 1, end: Merge2025.day))
    guard let renewed = Merge2025.shared.renewed(old), renewed.score > place.score else {
      return place
    }
    return renewed
  }

  /// Finds the units of a text that is not folded yet.
  public mutating func resolve(_ text: [UInt8], days: DayRange) -> Place {
    let key = foldedForComparison(text)
    return resolve(0..<key.count, of: key.span, days: days)
  }

  private func search(_ days: DayRange) -> Place {
    var search = PlaceSearch(
      index: index, days: days, hintCount: mentions.hints.count,
      wordCount: words.words.count)
    return search.best(of: mentions)
  }
}
