/// The end of a PDF: where its cross-reference stands, as far as the bytes kept can show it.
struct PDFEnd {
  let head: [UInt8]
  /// The file's last bytes.
  let tail: [UInt8]
  let size: Int64

  /// What is wrong, or `nil`.
  var fault: String? {
    let isCutOff = "it is cut off: its end is missing"
    guard let start = head.firstRange(of: Array("%PDF-".utf8))?.lowerBound else { return isCutOff }
    // Readers look for the end mark in the last 1024 bytes (ISO 32000-1, H.3); faxes add some more.
    let end = tail.suffix(2048)
    guard let mark = end.lastRange(of: "%%EOF"),
      let word = end[..<mark.lowerBound].lastRange(of: "startxref")
    else { return isCutOff }
    let digits = end[word.upperBound..<mark.lowerBound].filter { $0 > 0x20 }
    guard (1...18).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return "its end does not say where its parts are"
    }
    let offset = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 &- 0x30) } + Int64(start)
    let tailStart = size - Int64(tail.count)
    guard offset < tailStart + Int64(word.lowerBound) else {
      return "its end points behind itself"
    }
    let place: ArraySlice<UInt8>
    if offset >= tailStart {
      place = tail[Int(offset - tailStart)...]
    } else if offset + 16 < head.count {
      place = head[Int(offset)...]
    } else {
      // It lies where nothing is kept; a file that is cut in the middle has no end mark.
      return nil
    }
    let table = place.drop { $0 <= 0x20 }.prefix(4)
    // `xref`, or the number of an object that holds a stream of references.
    guard table.elementsEqual("xref".utf8) || table.first.map({ $0 &- 0x30 < 10 }) ?? false else {
      return "its end points to no table of its parts"
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// Where a word stands last.
  fileprivate func lastRange(of word: String) -> Range<Int>? {
    let word = Array(word.utf8)
    guard count >= word.count else { return nil }
    var start = endIndex - word.count
    while start >= startIndex {
      if self[start..<start + word.count].elementsEqual(word) { return start..<start + word.count }
      start -= 1
    }
    return nil
  }
}

extension [UInt8] {
  /// Where a word stands first.
  func firstRange(of word: [UInt8]) -> Range<Int>? {
    guard count >= word.count else { return nil }
    for start in 0...(count - word.count) where self[start...].starts(with: word) {
      return start..<start + word.count
    }
    return nil
  }
}
