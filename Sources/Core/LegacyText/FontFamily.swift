/// What the name of a font says about the text that is set in it.
///
/// A legacy Vietnamese font shows other letters than its characters mean; its name is the strongest
/// sign for that.
public enum FontFamily: UInt8, Sendable, CaseIterable {
  /// Nothing: characters mean what they are.
  case plain
  /// `.VnTime` and its like: TCVN3.
  case tcvn3
  /// `.VnTimeH` and its like: TCVN3 whose small letters are shown as capitals.
  case tcvn3Capital
  /// `VNI-Times` and its like: VNI-Windows.
  case vni
  /// `VPS Times` and its like: VPS.
  case vps
  /// `VISCII`, `VI Times` and their like: VISCII.
  case viscii
  /// `Vietware*`, `SVNtimes` and their like.
  case vietware

  /// The encoding of what is set in such a font, where the name tells just one.
  public var encoding: LegacyEncoding? {
    switch self {
    case .plain, .vietware: nil
    case .tcvn3: .tcvn3
    case .tcvn3Capital: .tcvn3Capitals
    case .vni: .vni
    case .vps: .vps
    case .viscii: .viscii
    }
  }

  /// Judges a font by its name.
  public init(fontName name: String) {
    let lower = name.lowercased()
    if lower.hasPrefix(".vn") {
      self = lower.hasSuffix("h") ? .tcvn3Capital : .tcvn3
    } else if lower.hasPrefix("vni-") || lower.hasPrefix("vni ") {
      self = .vni
    } else if lower.hasPrefix("vps ") || lower.hasPrefix("vps-") {
      self = .vps
    } else if lower.hasPrefix("viscii") || lower.hasPrefix("vi ") {
      self = .viscii
    } else if lower.hasPrefix("vietware") || lower.hasPrefix("svn") {
      self = .vietware
    } else {
      self = .plain
    }
  }
}
