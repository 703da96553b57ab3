import ArgumentParser
import Dataflow
import Foundation
import Platform

/// A file with personal data, readable for its owner only; it bears its name when it is whole.
final class PrivateFile {
  private let path: String?
  private let file: FileHandle?

  /// Begins a file, or writes to stdout for `nil`.
  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      file = nil
      return
    }
    let manager = FileManager.default
    guard
      manager.createFile(
        atPath: path + ".part", contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path + ".part")
    else {
      throw Diagnostic(
        "SH7105", "cannot write \(path)", status: .inputOutput,
        remedy: "name a file in a directory that exists and can be written")
    }
    self.file = file
  }

  /// Writes bytes; when nobody reads stdout any more, the command ends without a word.
  func write(_ bytes: [UInt8]) throws {
    do {
      if let file {
        try file.write(contentsOf: Data(bytes))
      } else {
        try StandardStream.output.write(String(decoding: bytes, as: UTF8.self))
      }
    } catch let error as SystemError where error.isClosedPipe {
      throw ExitCode(ExitStatus.done.rawValue)
    } catch {
      discard()
      throw Self.failure
    }
  }

  /// Gives the file its name.
  func finish() throws {
    guard let file, let path else { return }
    do {
      try file.synchronize()
      try file.close()
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.moveItem(atPath: path + ".part", toPath: path)
    } catch {
      discard()
      throw Self.failure
    }
  }

  /// Leaves nothing behind.
  func discard() {
    if let path { try? FileManager.default.removeItem(atPath: path + ".part") }
  }

  private static var failure: Diagnostic {
    Diagnostic(
      "SH7106", "cannot write the export to its end", status: .inputOutput,
      remedy: "check the space on the disk, then export again")
  }
}
