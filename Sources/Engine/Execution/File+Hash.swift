import Digests
import Platform

extension File {
  /// The SHA-256 of all that the file holds, in hexadecimal.
  func sha256() throws(SystemError) -> String {
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var offset: Int64 = 0
    while true {
      let count = try read(at: offset, into: &piece, piece.indices)
      if count == 0 { return hash.finalize().hexadecimal }
      hash.update(piece, 0..<count)
      offset += Int64(count)
    }
  }
}
