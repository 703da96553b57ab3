/// The mark that some programs put before a text to tell its encoding.
struct ByteOrderMark {
  /// The encoding the mark stands for.
  var encoding: TextEncoding
  /// Its number of bytes.
  var length: Int

  /// Recognises the mark that `bytes` begin with.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      (encoding, length) = (.utf8, 3)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      (encoding, length) = (.utf16LittleEndian, 2)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      (encoding, length) = (.utf16BigEndian, 2)
    } else {
      return nil
    }
  }
}
