import Foundation
import Platform
import SQLite
import TestSupport
import Testing

/// A database that cannot be written: a clear end, nothing lost, and on it goes afterwards.
@Suite(.needsTracer, .needsMounting) struct DatabaseFaultTests {
  private func prepare(rows: Int = 2000) throws -> Workplace {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 50).text, to: "pipeline.yaml")
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: rows))]), to: "in/a.zip")
    return place
  }

  @Test("A full disk stops the run, which goes on when there is room", .temporaryDirectory)
  func diskFull() async throws {
    let place = try prepare()
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    #expect(calm.status == 0, "\(calm.errors)")
    try await withTemporaryFileSystem(place, "size=1500k") { remount in
      let full = try await place.sohoa("run", "--quiet", database: "disk/out.sqlite").run()
      #expect(full.status == 74, "\(full)")
      #expect(full.errors.contains("SH6002"))
      #expect(full.errors.contains("make room on the file system"))
      let checkpoints = "SELECT count(*) FROM sohoa_checkpoint"
      let chunks = try place.integer(checkpoints, database: "disk/out.sqlite") ?? 0
      #expect((1..<40).contains(chunks), "the disk filled up after \(chunks) chunks")
      try await remount("size=20m")
      let resumed = try await place.sohoa("run", "--quiet", database: "disk/out.sqlite").run()
      #expect(resumed.status == 0, "\(resumed)")
      expectSame(try place.dump("disk/out.sqlite"), try place.dump("calm.sqlite"), "disk full")
    }
  }

  @Test("A read-only directory is named before anything is read", .temporaryDirectory)
  func readOnlyDirectory() async throws {
    let place = try prepare()
    try await withTemporaryFileSystem(place, "size=4m") { remount in
      try await remount("ro")
      for database in ["disk/out.sqlite", "disk/new/out.sqlite"] {
        let outcome = try await place.sohoa("run", "--quiet", database: database).run()
        #expect(outcome.status == 74, "\(outcome)")
        #expect(outcome.errors.contains(place.file("disk")))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: place.file("disk")) == [])
    }
  }

  @Test("A database that became read-only keeps what it has", .temporaryDirectory)
  func readOnlyFile() async throws {
    let place = try prepare()
    try await withTemporaryFileSystem(place, "size=20m") { remount in
      let first = try await place.sohoa("run", "--quiet", database: "disk/out.sqlite").run()
      #expect(first.status == 0, "\(first.errors)")
      try place.write(People.csv(register: 1, count: 2000), to: "in/b.csv")
      let before = place.databaseBytes("disk/out.sqlite")
      try await remount("ro")
      let refused = try await place.sohoa("run", "--quiet", database: "disk/out.sqlite").run()
      #expect(refused.status == 74, "\(refused)")
      #expect(refused.errors.contains("SH6003"), "\(refused.errors)")
      #expect(place.databaseBytes("disk/out.sqlite") == before)
      try await remount("rw")
      let second = try await place.sohoa("run", "--quiet", database: "disk/out.sqlite").run()
      #expect(second.status == 0, "\(second.errors)")
    }
  }

  @Test("A database locked by another program ends the run with 75", .temporaryDirectory)
  func locked() async throws {
    let place = try prepare()
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    #expect(calm.status == 0, "\(calm.errors)")
    let other = try Connection(path: place.file("out.sqlite"))
    try other.execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE")
    let refused = try await place.sohoa("run", "--quiet").run()
    #expect(refused.status == 75, "\(refused)")
    #expect(refused.errors.contains("SH6001"))
    #expect(refused.errors.contains("another program holds the database's lock"))
    try other.execute("ROLLBACK")
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed.errors)")
    expectSame(try place.dump(), try place.dump("calm.sqlite"), "after a lock")
  }

  @Test("A run that meets a lock in the middle goes on when it is gone", .temporaryDirectory)
  func lockedInTheMiddle() async throws {
    let (place, expected) = try await SignalTests.prepare()
    _ = try await place.sohoa("run", "--quiet").traced(
      ["--seccomp-bpf", "-e", "inject=fdatasync:signal=KILL:when=20"]
    ).run()
    let path = place.file("out.sqlite")
    // A thread of its own lets the lock go in time, whatever other tests do.
    let other = try ThreadHandle {
      guard let connection = try? Connection(path: path, mode: .readWrite) else { return }
      try? connection.execute("BEGIN IMMEDIATE")
      Thread.sleep(forTimeInterval: 2)
      try? connection.execute("ROLLBACK")
    }
    let outcome = try await place.sohoa("run", "--quiet").run()
    other.join()
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSame(try place.dump(), expected, "after a short lock")
  }

  @Test("A file that is no database is left alone", .temporaryDirectory)
  func noDatabase() async throws {
    let place = try prepare()
    try place.write(String(repeating: "sổ hộ tịch\n", count: 500), to: "out.sqlite")
    let before = place.databaseBytes()
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 74, "\(outcome)")
    #expect(outcome.errors.contains("SH6004"))
    #expect(outcome.errors.contains(place.file("out.sqlite")))
    #expect(place.databaseBytes() == before)
  }

  @Test("A directory in the database's place is named", .temporaryDirectory)
  func directory() async throws {
    let place = try prepare()
    try FileManager.default.createDirectory(
      atPath: place.file("out.sqlite"), withIntermediateDirectories: true)
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 74, "\(outcome)")
    #expect(outcome.errors.contains(place.file("out.sqlite")))
  }

  /// Mounts a small file system at `disk`, and takes it away afterwards.
  private func withTemporaryFileSystem(
    _ place: Workplace, _ options: String,
    _ body: (_ remount: (String) async throws -> Void) async throws -> Void
  ) async throws {
    let disk = place.file("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mounted = try await Command(
      "mount", ["-t", "tmpfs", "-o", options, "sohoa-test", disk]
    ).run()
    try #require(
      mounted.status == 0, "this test must be allowed to mount a tmpfs: \(mounted.errors)")
    do {
      try await body { options in
        let outcome = try await Command("mount", ["-o", "remount," + options, disk]).run()
        try #require(outcome.status == 0, "cannot remount: \(outcome.errors)")
      }
    } catch {
      _ = try await Command("umount", [disk]).run()
      throw error
    }
    let unmounted = try await Command("umount", ["-l", disk]).run()
    #expect(unmounted.status == 0, "\(unmounted.errors)")
  }
}
