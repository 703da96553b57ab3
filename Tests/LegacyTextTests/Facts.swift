import Foundation

@testable import LegacyText

/// The collected facts that decoders are held against: copies, made by other programs' tables.
enum Facts {
  struct Sequence {
    var encoding: LegacyEncoding
    var bytes: [UInt8]
    var text: String
  }

  static let sequences = sequences(in: "encodings.csv")
  static let variants = sequences(in: "encodings_variants.csv")
  static let samples = lines("encoding_samples.csv").map { line in
    // The text alone may be quoted.
    guard let first = line.firstIndex(of: ","), let last = line.lastIndex(of: ",") else {
      preconditionFailure("a line is encoding, text and bytes")
    }
    return Sequence(
      encoding: encoding(String(line[..<first])), bytes: bytes(line[line.index(after: last)...]),
      text: line[line.index(after: first)..<last].trimmingCharacters(in: ["\""]))
  }

  static func bytes(_ hexadecimal: some StringProtocol) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func lines(_ fixture: String) -> [Substring] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
      .appending(path: fixture)
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return Array(text.split(separator: "\n").dropFirst())
  }

  private static func sequences(in fixture: String) -> [Sequence] {
    lines(fixture).map { line in
      let row = line.split(separator: ",").map(String.init)
      let scalars = row[2].split(separator: " ").compactMap {
        UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
      }
      return Sequence(
        encoding: encoding(row[0]), bytes: bytes(row[1]),
        text: String(String.UnicodeScalarView(scalars)))
    }
  }

  private static func encoding(_ name: String) -> LegacyEncoding {
    LegacyEncoding.allCases.first { $0.tableName == name } ?? .tcvn3
  }

  /// Bytes that spell a text: the longest letters first, as a typist's keyboard program wrote them.
  static func encode(_ text: String, as encoding: LegacyEncoding) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      guard let bytes = spellings[encoding]?[String(scalar)] else { return nil }
      result += bytes
    }
    return result
  }

  /// The first spelling of every letter; of TCVN5712 and CP1258 also of letter and tone.
  private static let spellings: [LegacyEncoding: [String: [UInt8]]] = {
    var spellings: [LegacyEncoding: [String: [UInt8]]] = [:]
    for encoding in LegacyEncoding.allCases {
      var letters: [String: [UInt8]] = [:]
      for byte in UInt8(0x20)...0x7E { letters[String(UnicodeScalar(byte))] = [byte] }
      let own = sequences.filter { $0.encoding == encoding }
      // Letters whose ASCII byte means another letter cannot be written.
      for sequence in own where sequence.bytes.count == 1 && sequence.bytes[0] < 0x80 {
        letters[String(UnicodeScalar(sequence.bytes[0]))] = nil
      }
      for sequence in own where letters[sequence.text] == nil {
        letters[sequence.text] = sequence.bytes
      }
      let tones = own.filter {
        ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"].contains($0.text)
      }
      for (letter, bytes) in letters where bytes.count == 1 {
        for tone in tones {
          let composed = (letter + tone.text).precomposedStringWithCanonicalMapping
          if composed.unicodeScalars.count == 1 && letters[composed] == nil {
            letters[composed] = bytes + tone.bytes
          }
        }
      }
      spellings[encoding] = letters
    }
    return spellings
  }()
}
