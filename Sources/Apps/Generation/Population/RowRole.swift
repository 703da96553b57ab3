/// A place in a row where a person stands; the name is the prefix of its columns.
enum RowRole: String, CaseIterable, Sendable {
  case nks, me, cha, nyc, chong, vo, nkt, cm, nc, nxn, ngh, ndgh, ccn, mcn, cn, ntd, con
  case head = "chu_ho"
  case relative = "nguoi_than"
  /// The only person of the row, whose columns have no prefix.
  case subject = ""

  /// Who stands there, and how the entry differs from what is true.
  struct Entry: Sendable {
    var role: RowRole
    /// The person's position in the block.
    var person: Int
    var name = NameVariation.none
    var date = DateVariation.none
  }
}
