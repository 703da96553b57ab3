/// An encoding in which Vietnamese text was written before Unicode.
///
/// In the order of preference between encodings that give a text the same letters.
public enum LegacyEncoding: String, Sendable, CaseIterable {
  /// TCVN 5712:1993 VN3, the encoding of the `.Vn…` fonts, also called ABC.
  case tcvn3
  /// VNI for Windows, the encoding of the `VNI-…` fonts.
  case vni
  /// VISCII 1.1 (RFC 1456).
  case viscii
  /// VPS, the encoding of the `VPS …` fonts.
  case vps
  /// Windows code page 1258.
  case cp1258
  /// TCVN 5712:1993 VN1, which has all capitals and combining tones besides the letters of TCVN3.
  case tcvn5712 = "tcvn5712-1"
  /// The one-byte encoding of Ho Chi Minh City's polytechnic.
  case bkhcm1
  /// Its two-byte encoding.
  case bkhcm2
  /// The one-byte encoding of the Vietware fonts.
  case vietwareF = "vietware-f"
  /// The two-byte encoding of the Vietware fonts.
  case vietwareX = "vietware-x"
  /// TCVN3 in a font that draws small letters as capitals, such as `.VnTimeH`.
  case tcvn3Capitals = "tcvn3-h"
  /// VIQR (RFC 1456): ASCII with `a^'` for ấ.
  case viqr

  /// The name in the table of encodings.
  var tableName: String {
    switch self {
    case .tcvn3: "TCVN3"
    case .vni: "VNI-WIN"
    case .viscii: "VISCII"
    case .vps: "VPS"
    case .cp1258: "CP1258"
    case .tcvn5712: "TCVN5712-1"
    case .bkhcm1: "BKHCM1"
    case .bkhcm2: "BKHCM2"
    case .vietwareF: "VIETWARE-F"
    case .vietwareX: "VIETWARE-X"
    case .tcvn3Capitals: "TCVN3-H"
    case .viqr: "VIQR"
    }
  }

  /// Whether some letters have bytes that are control characters in ASCII.
  var usesControls: Bool { self == .viscii || self == .vps || self == .tcvn5712 }

  /// Whether letters have bytes that stand for themselves in ASCII, so that no text is the same in
  /// both for certain.
  var usesASCII: Bool { self == .viqr || self == .bkhcm1 || self == .tcvn3Capitals }

  /// Whether capitals are typed with the small letter's byte and drawn large by a font.
  var hasFontCapitals: Bool { self == .tcvn3 || self == .vietwareF || self == .vps }
}
