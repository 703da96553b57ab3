public import Archives
internal import Dataflow
internal import Platform

/// The memo file of a DBF unit (.dbt, .fpt), copied to a scratch file so that it can be read anywhere.
///
/// It belongs to one thread at a time.
public final class MemoFile {
  /// What a memo turned out to be.
  enum Outcome {
    case text
    /// The block is not there, or holds something else.
    case damaged
    case overlong
  }

  /// The SHA-256 of its content.
  public let digest: [UInt8]
  private let file: ScratchFile
  private var head: [UInt8] = []

  /// Copies a memo file.
  ///
  /// - Parameter stream: the file, at its first byte.
  /// - Throws: `ArchiveError` when it cannot be read, `Diagnostic` when there is no room for it.
  public init(copying stream: any ByteStream) throws {
    var block = [UInt8](repeating: 0, count: 256 << 10)
    do {
      file = try ScratchFile(in: ScratchFile.defaultDirectory, cachePages: 64)
      while true {
        let count = try stream.read(into: &block, at: 0)
        guard count > 0 else { break }
        try file.append(block, in: 0..<count)
      }
    } catch let error as SystemError {
      throw Self.diagnostic(error)
    }
    digest = stream.contentDigest()
    try read(at: 0, count: min(512, file.count), into: &head)
  }

  /// Appends the memo that begins with a block.
  func read(
    block: Int64, _ layout: DBFHeader.MemoLayout, limit: Int, into bytes: inout [UInt8]
  ) throws -> Outcome {
    guard head.count >= 24 else { return .damaged }
    switch layout {
    case .dBase:
      let size = Int64(head[20]) | Int64(head[21]) << 8
      let start = block * (head[16] == 3 || size == 0 ? 512 : size)
      return try readDBase(at: start, limit, into: &bytes)
    case .foxPro:
      let start = block * max(1, Int64(head[6]) << 8 | Int64(head[7]))
      return try readFoxPro(at: start, limit, into: &bytes)
    }
  }

  private func readFoxPro(at start: Int64, _ limit: Int, into bytes: inout [UInt8]) throws
    -> Outcome
  {
    guard start >= 8, start <= file.count - 8 else { return .damaged }
    let first = bytes.count
    try read(at: start, count: 8, into: &bytes)
    let isText = bytes[first + 3] == 1 && bytes[first] | bytes[first + 1] | bytes[first + 2] == 0
    let length = bytes[(first + 4)...].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    bytes.removeLast(8)
    guard isText, start + 8 + length <= file.count else { return .damaged }
    guard length <= limit else { return .overlong }
    try read(at: start + 8, count: length, into: &bytes)
    return .text
  }

  private func readDBase(at start: Int64, _ limit: Int, into bytes: inout [UInt8]) throws -> Outcome
  {
    guard start >= 512, start <= file.count - 8 else { return .damaged }
    let first = bytes.count
    try read(at: start, count: 8, into: &bytes)
    let hasLength =
      bytes[first] == 0xFF && bytes[first + 1] == 0xFF && bytes[first + 2] == 8
      && bytes[first + 3] == 0
    let length = bytes[(first + 4)...].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) } - 8
    bytes.removeLast(8)
    guard !hasLength else {
      guard length >= 0, start + 8 + length <= file.count else { return .damaged }
      guard length <= limit else { return .overlong }
      try read(at: start + 8, count: length, into: &bytes)
      return .text
    }
    // Without a length, a memo ends before the mark of an end.
    var place = start
    while place < file.count {
      let from = bytes.count
      let step = min(512, file.count - place)
      try read(at: place, count: step, into: &bytes)
      if let end = bytes[from...].firstIndex(of: DBFHeader.end) {
        bytes.removeLast(bytes.count - end)
        return bytes.count - first <= limit ? .text : .overlong
      }
      guard bytes.count - first <= limit else { return .overlong }
      place += step
    }
    return .damaged
  }

  private func read(at offset: Int64, count: Int64, into bytes: inout [UInt8]) throws {
    do throws(SystemError) {
      try file.read(at: offset, count: Int(count), into: &bytes)
    } catch {
      throw Self.diagnostic(error)
    }
  }

  private static func diagnostic(_ error: SystemError) -> Diagnostic {
    Diagnostic(
      "SH3404", error.description, status: .inputOutput,
      remedy: "make room there, or name another directory in TMPDIR")
  }
}
