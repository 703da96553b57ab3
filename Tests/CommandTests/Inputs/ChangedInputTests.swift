import Foundation
import TestSupport
import Testing

/// A checkpoint belongs to the content of its unit: a unit that changed is never read on.
@Suite(.needsTracer) struct ChangedInputTests {
  /// What happens to the file of an interrupted unit.
  enum Change: String, CaseIterable, CustomTestStringConvertible {
    case truncated, appended, editedKeepingTimes, replaced, vanished
    var testDescription: String { rawValue }
  }

  enum Form: String, CaseIterable, CustomTestStringConvertible {
    case zip, plain, gzip
    var testDescription: String { rawValue }
    var name: String {
      switch self {
      case .zip: "in/a.zip"
      case .plain: "in/a.csv"
      case .gzip: "in/a.csv.gz"
      }
    }

    func pack(_ content: [UInt8]) throws -> [UInt8] {
      switch self {
      case .zip: try Packed.zip([Packed("so.csv", content)])
      case .plain: content
      case .gzip: try Packed.gzip(content)
      }
    }
  }

  /// A run that stops after its first chunk, by its reject limit.
  private func interrupted(_ form: Form) async throws -> Workplace {
    let place = try Workplace()
    let file = try form.pack(People.csv(count: 600))
    try place.write(file, to: form.name)
    try place.write(People.csv(register: 3, count: 50), to: "in/other.csv")
    try place.write(
      People.Definition(files: "in/*", chunkRows: 40, jobs: 1, rejects: "3").text,
      to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    try #require(outcome.status == 65, "\(outcome)")
    // The limit is no part of what a checkpoint is bound to.
    try place.write(
      People.Definition(files: "in/*", chunkRows: 40, jobs: 1).text, to: "pipeline.yaml")
    return place
  }

  @Test(
    "A unit that changed after a checkpoint stops the run before it writes", .temporaryDirectory,
    arguments: Change.allCases, Form.allCases)
  func changed(change: Change, form: Form) async throws {
    let place = try await interrupted(form)
    let before = try place.dump()
    let path = place.file(form.name)
    let original = try #require(FileManager.default.contents(atPath: path))
    try apply(change, to: path, form)
    let refused = try await place.sohoa("run", "--quiet").run()
    #expect(refused.status == 66, "\(refused)")
    #expect(refused.errors.contains(path), "\(refused.errors)")
    #expect(refused.errors.contains(change == .vanished ? "not there any more" : "has changed"))
    expectSame(try place.dump(), before, "\(change) \(form)")
    // As the message says: put it back, and the run goes on.
    try original.write(to: URL(fileURLWithPath: path))
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed)")
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    #expect(calm.status == 0)
    expectSame(try place.dump(), try place.dump("calm.sqlite"), "\(change) \(form), put back")
  }

  private func apply(_ change: Change, to path: String, _ form: Form) throws {
    let manager = FileManager.default
    let url = URL(fileURLWithPath: path)
    var bytes = Array(try Data(contentsOf: url))
    let attributes = try manager.attributesOfItem(atPath: path)
    let date = try #require(attributes[.modificationDate] as? Date)
    switch change {
    case .truncated: try Data(bytes[..<(bytes.count * 2 / 3)]).write(to: url)
    case .appended:
      let more = People.csv(count: 600) + Array("999,Thêm,2001-01-01,Xã\n".utf8)
      try Data(form.pack(more)).write(to: url)
    case .editedKeepingTimes:
      // The same size and the same time of modification, written in place.
      let content = People.csv(count: 600)
      let text = String(decoding: content, as: UTF8.self).replacing("Văn 500", with: "Văn 501")
      bytes = try form.pack(Array(text.utf8))
      let handle = try FileHandle(forWritingTo: url)
      try handle.write(contentsOf: Data(bytes))
      try handle.truncate(atOffset: UInt64(bytes.count))
      try handle.close()
      try manager.setAttributes([.modificationDate: date], ofItemAtPath: path)
    case .replaced:
      try Data(form.pack(People.csv(register: 7, count: 600))).write(to: url, options: .atomic)
    case .vanished: try manager.removeItem(atPath: path)
    }
  }

  @Test("A file that is touched but not changed is read on", .temporaryDirectory)
  func touched() async throws {
    let place = try await interrupted(.zip)
    let path = place.file("in/a.zip")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed)")
  }

  @Test("A file that changes while it is read stops the run", .temporaryDirectory)
  func changedWhileRead() async throws {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 20, jobs: 1).text, to: "pipeline.yaml")
    let content = People.csv(count: 8000)
    try place.write(content, to: "in/a.csv")
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    #expect(calm.status == 0, "\(calm.errors)")
    // The process stops itself at a commit, and goes on when the file is another.
    let running = try place.sohoa("run", "--quiet").traced(
      ["--seccomp-bpf", "-e", "inject=fdatasync:signal=STOP:when=20"]
    ).start()
    let child = try await running.stoppedChild()
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: place.file("in/a.csv")))
    try handle.seek(toOffset: UInt64(content.count - 20))
    try handle.write(contentsOf: Data("0000".utf8))
    try handle.close()
    kill(child, SIGCONT)
    let outcome = try await running.wait()
    #expect(outcome.status == 66, "\(outcome)")
    #expect(outcome.errors.contains(place.file("in/a.csv")))
    // Whatever was committed is of the file as it was: put back, the run goes on to the same end.
    try place.write(content, to: "in/a.csv")
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed)")
    expectSame(try place.dump(), try place.dump("calm.sqlite"), "changed while read")
  }

  @Test("A unit killed before its first checkpoint may change", .temporaryDirectory)
  func changedBeforeCheckpoint() async throws {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 40).text, to: "pipeline.yaml")
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: 100))]), to: "in/a.zip")
    // The begin of the run is committed, and nothing else.
    for sync in 1..<20 {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: place.file("out.sqlite" + suffix))
      }
      let killed = try await place.sohoa("run", "--quiet").traced(
        ["-e", "inject=fdatasync:signal=KILL:when=\(sync)"]
      ).run()
      #expect(killed.status != 0)
      if (try? place.integer("SELECT count(*) FROM sohoa_unit")) == 1 { break }
    }
    #expect(try place.integer("SELECT count(*) FROM sohoa_checkpoint") == 0)
    try place.write(
      Packed.zip([Packed("so.csv", People.csv(register: 1, count: 100))]), to: "in/a.zip")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
    try expectBalance(place)
    let again = try await place.sohoa("run").run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
    // Nothing is left of the unit that never was, so the definition may change.
    #expect(try place.texts("SELECT status FROM sohoa_unit") == ["done"])
    try place.write(
      People.Definition(chunkRows: 40, check: "ten <> 'khác'").text, to: "pipeline.yaml")
    let accepted = try await place.sohoa("run", "--accept-definition").run()
    #expect(accepted.status == 0, "\(accepted)")
  }

  @Test("A damaged file that was interrupted is not read on in a sound one", .temporaryDirectory)
  func damagedThenSound() async throws {
    let place = try Workplace()
    let sound = try Packed.gzip(People.csv(register: 3, count: 500))
    // Longer than what is read ahead, so that chunks are committed before the damage is met.
    let damaged = try Packed.gzip(People.csv(count: 25_000))
    try place.write(Array(damaged[..<(damaged.count - 9)]), to: "in/a.csv.gz")
    try place.write(
      People.Definition(chunkRows: 500, jobs: 1, rejects: "30").text, to: "pipeline.yaml")
    #expect(try await place.sohoa("run", "--quiet").run().status == 65)
    try place.write(People.Definition(chunkRows: 500, jobs: 1).text, to: "pipeline.yaml")
    let before = try place.dump()
    try place.write(sound, to: "in/a.csv.gz")
    let refused = try await place.sohoa("run", "--quiet").run()
    #expect(refused.status == 66, "\(refused)")
    expectSame(try place.dump(), before, "sound in place of damaged")
    try place.write(Array(damaged[..<(damaged.count - 9)]), to: "in/a.csv.gz")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    #expect(try place.texts("SELECT status FROM sohoa_unit") == ["rejected"])
    try place.write(sound, to: "in/a.csv.gz")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    #expect(try place.texts("SELECT status FROM sohoa_unit") == ["rejected", "done"])
    try expectBalance(place)
  }
}
