import Archives
import Foundation
import TestSupport

/// The path of a file that is committed with the tests.
func fixture(_ name: String) -> String {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast()
  return parts.joined(separator: "/") + "/Fixtures/" + name
}

/// Writes a file into the test's directory and gives its path.
func write(_ bytes: [UInt8], to name: String = "unit") throws -> String {
  let path = TemporaryDirectory.path + "/" + name
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}

/// Opens an archive over bytes, written to the test's directory.
func archive(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws -> Archive {
  try Archive(path: write(bytes), limits: limits)
}

/// Reads a stream to its end in reads of at most `step` bytes.
func readAll(_ stream: any ByteStream, step: Int = 100_000) throws -> [UInt8] {
  var content: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: step)
  while true {
    let count = try stream.read(into: &buffer, at: 0)
    if count == 0 { return content }
    content += buffer[..<count]
  }
}

/// The failure a closure ends with, `nil` when it ends without one.
func failure(of body: () throws -> Void) -> ArchiveError? {
  do {
    try body()
    return nil
  } catch let error as ArchiveError {
    return error
  } catch {
    return ArchiveError(.inputOutput, "not an archive error: \(error)")
  }
}
