import Foundation
@testable import Generation

/// The lines of a truth file without quotes, by column name.
func readTruth(_ path: String) throws -> [[String: String]] {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  var lines = text.split(separator: "\n").map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
  let header = lines.removeFirst()
  return lines.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
}

func contents(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// FNV-1a, to pin down bytes without keeping them.
func digest(_ bytes: [UInt8]) -> UInt64 {
  var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return digest
}

/// Splits comma-separated text into records of raw fields; quotes must be closed.
func records(_ bytes: [UInt8]) -> [[[UInt8]]] {
  var records: [[[UInt8]]] = []
  var record: [[UInt8]] = []
  var field: [UInt8] = []
  var isQuoted = false
  for byte in bytes {
    if byte == 34 { isQuoted.toggle() }
    if !isQuoted && (byte == 44 || byte == 10) {
      record.append(field)
      field = []
      if byte == 10 {
        records.append(record)
        record = []
      }
    } else {
      field.append(byte)
    }
  }
  return records
}
