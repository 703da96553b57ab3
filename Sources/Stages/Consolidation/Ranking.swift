/// The order of what records say of one field.
struct Ranking {
  /// What tells two values apart.
  private enum Term {
    case policy
    case rule(ConsolidationPlan.Rule)

    var name: String {
      switch self {
      case .policy: "policy"
      case .rule(let rule): rule.rawValue
      }
    }
  }

  private let terms: [Term]
  /// The policy's place of what the reference says; the others have 1.
  private let ofReference: Int
  /// Whether texts are measured.
  let needsLength: Bool

  /// Prepares rules.
  ///
  /// - Parameters:
  ///   - rules: in their order.
  ///   - policy: what becomes of what the reference says, or `nil` where it does not know the field.
  init(_ rules: [ConsolidationPlan.Rule], policy: ConsolidationPlan.Match.Policy?) {
    let isPinned = policy == .empty || policy == .always
    terms = (isPinned ? [.policy] : []) + rules.map { .rule($0) }
    ofReference = policy == .always ? 0 : 2
    needsLength = rules.contains(.complete)
  }

  /// What tells a value apart from its rival.
  func reason(
    _ one: Survivorship.Candidate, _ rival: Survivorship.Candidate, _ claims: Claims
  ) -> String {
    for term in terms where compare(term, one, rival, claims) != 0 { return term.name }
    return "order"
  }

  /// The policy's place of what a claim says.
  func place(_ claim: Int, _ claims: Claims) -> Int {
    claims.claims[claim].isReference ? ofReference : 1
  }

  /// The order of claims: those of one value together, the one that stands for them first.
  func precedes(_ one: Int, _ other: Int, _ field: Int, _ claims: Claims) -> Bool {
    let value = claims.compare(claims.value(one, field).value, claims.value(other, field).value)
    if value != 0 { return value < 0 }
    let (a, b) = (claims.claims[one], claims.claims[other])
    let policy = place(one, claims) - place(other, claims)
    if policy != 0 { return policy < 0 }
    if a.rank != b.rank { return a.rank < b.rank }
    let said = claims.compare(b.said, a.said)
    if said != 0 { return said < 0 }
    let hash = claims.compare(a.hash, b.hash)
    if hash != 0 { return hash < 0 }
    return a.record != b.record ? a.record < b.record : one < other
  }

  /// Below 0 where a term puts one value before another.
  private func compare(
    _ term: Term, _ one: Survivorship.Candidate, _ other: Survivorship.Candidate, _ claims: Claims
  ) -> Int {
    switch term {
    case .policy: one.policy - other.policy
    case .rule(.rank): rank(one, other, claims)
    case .rule(.recent): claims.compare(other.newest, one.newest)
    case .rule(.complete): other.length - one.length
    case .rule(.agreement): other.agreeing - one.agreeing
    }
  }

  private func rank(
    _ one: Survivorship.Candidate, _ other: Survivorship.Candidate, _ claims: Claims
  ) -> Int {
    let (first, second) = (claims.claims[one.claim].rank, claims.claims[other.claim].rank)
    return first < second ? -1 : first > second ? 1 : 0
  }

  /// The order of values: by the rules, then so that it never depends on the order of deliveries.
  func precedes(_ one: Survivorship.Candidate, _ other: Survivorship.Candidate, _ claims: Claims)
    -> Bool
  {
    for term in terms {
      let order = compare(term, one, other, claims)
      if order != 0 { return order < 0 }
    }
    if one.records != other.records { return one.records > other.records }
    let rank = rank(one, other, claims)
    if rank != 0 { return rank < 0 }
    let newest = claims.compare(other.newest, one.newest)
    if newest != 0 { return newest < 0 }
    return claims.compare(one.value, other.value) < 0
  }
}
