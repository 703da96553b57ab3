/// Puts the values that records say of one field in order: the first is the golden one.
struct Survivorship {
  /// A value that some records say.
  struct Candidate {
    /// The value, and what it is taken for.
    var value, same: Claims.Text
    /// The claim that stands for all that say it.
    var claim: Int
    /// How many say it, and how many say the same.
    var records, agreeing: Int
    /// When it was said last.
    var newest: Claims.Text
    /// The characters.
    var length: Int
    /// The least of the policy's places of those that say it.
    var policy: Int
  }

  private let ranking: Ranking
  /// The values, the best first.
  private(set) var candidates: [Candidate] = []
  private var order: [Int] = []

  /// Prepares the rules of a field.
  ///
  /// - Parameters:
  ///   - field: has the rules.
  ///   - policy: what becomes of what the reference says, or `nil` where it does not know the field.
  init(_ field: ConsolidationPlan.Field, policy: ConsolidationPlan.Match.Policy?) {
    ranking = Ranking(field.rules, policy: policy)
  }

  /// Puts the values of a field in order.
  mutating func choose(_ field: Int, of claims: Claims) {
    candidates.removeAll(keepingCapacity: true)
    order.removeAll(keepingCapacity: true)
    for claim in claims.claims.indices where !claims.value(claim, field).value.isNull {
      order.append(claim)
    }
    let ranking = ranking
    if order.count > 1 { order.sort { ranking.precedes($0, $1, field, claims) } }
    for claim in order { add(claim, field, claims) }
    if candidates.count == 1 {
      candidates[0].agreeing = candidates[0].records
    } else if candidates.count > 1 {
      countAgreeing(claims)
      candidates.sort { ranking.precedes($0, $1, claims) }
    }
  }

  /// Why a value stands at its place.
  func reason(_ place: Int, _ claims: Claims) -> String {
    guard candidates.count > 1 else { return "only" }
    let rival = candidates[place == 0 ? 1 : 0]
    return ranking.reason(candidates[place], rival, claims)
  }

  private mutating func add(_ claim: Int, _ field: Int, _ claims: Claims) {
    let (value, same) = claims.value(claim, field)
    let said = claims.claims[claim].said
    if let last = candidates.indices.last, claims.compare(candidates[last].value, value) == 0 {
      candidates[last].records += 1
      if claims.compare(candidates[last].newest, said) < 0 { candidates[last].newest = said }
      return
    }
    candidates.append(
      Candidate(
        value: value, same: same, claim: claim, records: 1, agreeing: 0, newest: said,
        length: ranking.needsLength ? claims.length(value) : 0,
        policy: ranking.place(claim, claims)))
  }

  /// Counts the records of those values that say the same.
  private mutating func countAgreeing(_ claims: Claims) {
    candidates.sort { claims.compare($0.same, $1.same) < 0 }
    var start = 0
    while start < candidates.count {
      var end = start + 1
      while end < candidates.count,
        claims.compare(candidates[start].same, candidates[end].same) == 0
      {
        end += 1
      }
      let sum = candidates[start..<end].reduce(0) { $0 + $1.records }
      for index in start..<end { candidates[index].agreeing = sum }
      start = end
    }
  }
}
