internal import Columnar

/// Words that say what kind of unit the name behind them is: `quận`, `TP.`, `X.`.
struct PlaceHint: BitwiseCopyable {
  /// The letter of the table `units`.
  var kind: UInt8
  /// The number of words it takes.
  var wordCount: Int

  /// Whether a unit of a level may be meant.
  @inline(__always) func allows(_ level: PlaceLevel) -> Bool {
    switch kind {
    case UInt8(ascii: "T"): level == .province
    case UInt8(ascii: "C"): level != .commune
    case UInt8(ascii: "Q"), UInt8(ascii: "H"), UInt8(ascii: "S"): level == .district
    default: level == .commune
    }
  }

  /// The hint that begins at a word, if one does and a name can follow.
  @inline(__always) static func at(
    _ index: Int, of words: Span<PlaceWords.Word>, key: Span<UInt8>
  ) -> PlaceHint? {
    let word = words[index]
    let rest = Int(word.segmentEnd) - index - 1
    guard rest > 0, word.end - word.start <= 6 else { return nil }
    let next = words[index + 1]
    switch word.letters {
    case Letters.p, Letters.q, Letters.h, Letters.x, Letters.t, Letters.f:
      return single(word, next, rest, index)
    case Letters.ph where word.isShortened: return PlaceHint("P", 1)
    case Letters.tp: return PlaceHint("C", 1)
    case Letters.tx: return PlaceHint("S", 1)
    case Letters.tt: return PlaceHint("N", 1)
    case Letters.dk: return PlaceHint("D", 1)
    case Letters.tinh: return Self.tinh.matches(word, key) ? PlaceHint("T", 1) : nil
    case Letters.quan: return Self.quan.matches(word, key) ? PlaceHint("Q", 1) : nil
    case Letters.huyen: return Self.huyen.matches(word, key) ? PlaceHint("H", 1) : nil
    case Letters.phuong: return Self.phuong.matches(word, key) ? PlaceHint("P", 1) : nil
    case Letters.xa: return Self.xa.matches(word, key) ? PlaceHint("X", 1) : nil
    case Letters.thanh where rest > 1 && next.letters == Letters.pho:
      return PlaceHint("C", 2)
    case Letters.thi where rest > 1 && next.letters == Letters.xa:
      return Self.xa.matches(next, key) ? PlaceHint("S", 2) : nil
    case Letters.thi where rest > 1 && next.letters == Letters.tran:
      return Self.tran.matches(next, key) ? PlaceHint("N", 2) : nil
    case Letters.dac where rest > 1 && next.letters == Letters.khu:
      return PlaceHint("D", 2)
    default: return nil
    }
  }

  /// A single letter counts with a point, before a number, or where a part begins.
  private static func single(
    _ word: PlaceWords.Word, _ next: PlaceWords.Word, _ rest: Int, _ index: Int
  ) -> PlaceHint? {
    let isT = word.letters == Letters.t
    if isT && word.isShortened && rest > 1 {
      switch next.letters {
      case Letters.p: return PlaceHint("C", 2)
      case Letters.x where next.isShortened: return PlaceHint("S", 2)
      case Letters.t where next.isShortened: return PlaceHint("N", 2)
      default: break
      }
    }
    let isFirst = index == Int(word.segmentStart) && !isT
    guard word.isShortened || next.isNumber || isFirst else { return nil }
    switch word.letters {
    case Letters.p, Letters.f: return PlaceHint("P", 1)
    case Letters.q: return PlaceHint("Q", 1)
    case Letters.h: return PlaceHint("H", 1)
    case Letters.x: return PlaceHint("X", 1)
    default: return PlaceHint("T", 1)
    }
  }

  private init(_ kind: Unicode.Scalar, _ wordCount: Int) {
    self.kind = UInt8(ascii: kind)
    self.wordCount = wordCount
  }

  private static let tinh = Spelling("tỉnh")
  private static let quan = Spelling("quận")
  private static let huyen = Spelling("huyện")
  private static let phuong = Spelling("phường")
  private static let xa = Spelling("xã")
  private static let tran = Spelling("trấn")
}

/// Whether a word is written like a known one, with all of its marks or with none.
private struct Spelling {
  private let key: [UInt8]

  init(_ word: String) { key = foldedForComparison(Array(word.utf8)) }

  func matches(_ word: PlaceWords.Word, _ text: Span<UInt8>) -> Bool {
    if word.isBare { return true }
    guard Int(word.keyEnd - word.keyStart) == key.count else { return false }
    for offset in key.indices where text[Int(word.keyStart) + offset] != key[offset] {
      return false
    }
    return true
  }
}

/// Short words as numbers: their bytes, the first lowest.
private enum Letters {
  static let f: UInt64 = 0x66
  static let h: UInt64 = 0x68
  static let p: UInt64 = 0x70
  static let q: UInt64 = 0x71
  static let t: UInt64 = 0x74
  static let x: UInt64 = 0x78
  static let dk: UInt64 = 0x6B64
  static let ph: UInt64 = 0x6870
  static let tp: UInt64 = 0x7074
  static let tt: UInt64 = 0x7474
  static let tx: UInt64 = 0x7874
  static let xa: UInt64 = 0x6178
  static let dac: UInt64 = 0x636164
  static let khu: UInt64 = 0x75686B
  static let pho: UInt64 = 0x6F6870
  static let thi: UInt64 = 0x696874
  static let quan: UInt64 = 0x6E617571
  static let tinh: UInt64 = 0x686E6974
  static let tran: UInt64 = 0x6E617274
  // A comparison key has i for y.
  static let huyen: UInt64 = 0x6E65_6975_68
  static let thanh: UInt64 = 0x686E616874
  static let phuong: UInt64 = 0x676E6F756870
}
