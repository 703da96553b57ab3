import Foundation

/// A file being written, front to back except for a header filled in later.
final class OutputFile {
  private let handle: FileHandle
  private(set) var offset: UInt64 = 0

  /// Creates the file, or empties it.
  init(_ path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    try handle.write(contentsOf: bytes)
    offset += UInt64(bytes.count)
  }

  /// Writes over bytes that are there already.
  func overwrite(at position: UInt64, with bytes: [UInt8]) throws {
    try handle.seek(toOffset: position)
    try handle.write(contentsOf: bytes)
    try handle.seek(toOffset: offset)
  }

  func close() throws { try handle.close() }
}
