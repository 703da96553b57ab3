import Foundation

/// What a disk holds of files whose writes were watched: what was synced is sure, the rest may be lost.
///
/// The model is that of a power cut: of the writes since a file's last sync any part may have reached
/// the disk, the last of them in half.
struct SimulatedDisk {
  /// One thing that was done to a file.
  enum Step {
    case write(path: String, offset: Int, bytes: [UInt8])
    case truncate(path: String, size: Int)
    case sync(path: String)
    case remove(path: String)
  }

  /// The files as they are surely on the disk.
  private(set) var files: [String: [UInt8]]
  private var pending: [Step] = []

  /// Creates a disk with files.
  init(files: [String: [UInt8]]) { self.files = files }

  /// Does a step; says whether it made something sure.
  mutating func perform(_ step: Step) -> Bool {
    switch step {
    case .write, .truncate:
      pending.append(step)
      return false
    case .remove(let path):
      files[path] = nil
      pending.removeAll { $0.path == path }
      return false
    case .sync(let path):
      for step in pending where step.path == path { Self.apply(step, to: &files) }
      pending.removeAll { $0.path == path }
      return true
    }
  }

  /// The files when some of what is not sure has reached the disk.
  func files(with arrives: (Int) -> Bool, isTorn: Bool) -> [String: [UInt8]] {
    var files = files
    let arrived = pending.indices.filter(arrives)
    for index in arrived {
      var step = pending[index]
      if isTorn, index == arrived.last, case .write(let path, let offset, let bytes) = step {
        step = .write(path: path, offset: offset, bytes: Array(bytes[..<(bytes.count / 2)]))
      }
      Self.apply(step, to: &files)
    }
    return files
  }

  private static func apply(_ step: Step, to files: inout [String: [UInt8]]) {
    switch step {
    case .write(let path, let offset, let bytes):
      var file = files[path] ?? []
      let missing = offset + bytes.count - file.count
      if missing > 0 { file += [UInt8](repeating: 0, count: missing) }
      file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      files[path] = file
    case .truncate(let path, let size):
      let file = files[path] ?? []
      files[path] =
        Array(file.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - file.count))
    case .sync, .remove: break
    }
  }
}

extension SimulatedDisk.Step {
  /// The file.
  var path: String {
    switch self {
    case .write(let path, _, _), .truncate(let path, _), .sync(let path), .remove(let path): path
    }
  }

  /// What strace has to be told so that ``init(traced:)`` understands its lines.
  static let tracing = [
    "-y", "-xx", "-s", "1000000", "-e", "trace=pwrite64,fdatasync,fsync,ftruncate,unlink",
  ]

  /// A step from a line of a trace, or `nil` for other lines.
  init?(traced line: Substring) {
    // The process's number stands in front, with blanks behind a short one.
    let words = line.drop { $0.isNumber }.drop { $0 == " " }
    guard let open = words.firstIndex(of: "(") else { return nil }
    let arguments = words[words.index(after: open)...]
    func path(between first: Character, and last: Character) -> String? {
      guard let start = arguments.firstIndex(of: first) else { return nil }
      let rest = arguments[arguments.index(after: start)...]
      guard let end = rest.firstIndex(of: last) else { return nil }
      return String(decoding: Self.bytes(rest[..<end]), as: UTF8.self)
    }
    switch words[..<open] {
    case "pwrite64":
      let parts = arguments.split(separator: "\"", maxSplits: 2)
      guard let path = path(between: "<", and: ">"), parts.count == 3 else { return nil }
      let numbers = parts[2].split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
      guard numbers.count >= 2 else { return nil }
      let bytes = Self.bytes(parts[1])
      precondition(bytes.count == numbers[0], "strace shows all bytes that are written")
      self = .write(path: path, offset: numbers[1], bytes: bytes)
    case "ftruncate":
      guard let path = path(between: "<", and: ">"), let comma = arguments.lastIndex(of: ","),
        let size = arguments[comma...].split(whereSeparator: { !$0.isNumber }).first
          .flatMap({ Int($0) })
      else { return nil }
      self = .truncate(path: path, size: size)
    case "fdatasync", "fsync":
      guard let path = path(between: "<", and: ">") else { return nil }
      self = .sync(path: path)
    case "unlink":
      guard let path = path(between: "\"", and: "\"") else { return nil }
      self = .remove(path: path)
    default: return nil
    }
  }

  /// The bytes of a text that strace has written as `\x00`.
  private static func bytes(_ text: Substring) -> [UInt8] {
    text.split(separator: "\\x").compactMap { UInt8($0, radix: 16) }
  }
}
