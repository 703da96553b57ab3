import Foundation
import TestSupport
import Testing

/// Promise 1 where the power is cut: what was acknowledged is on the disk, whatever becomes of the rest,
/// and the next run ends as an undisturbed one.
@Suite(.needsTracer) struct PowerCutTests {
  @Test(
    "A power cut behind any sync loses nothing that was acknowledged", .temporaryDirectory,
    .hangGuard, arguments: [Trial.all[1], Trial.all[3]])
  func everySync(trial: Trial) async throws {
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    try trial.restore(place)
    let database = place.file("out.sqlite")
    var files: [String: [UInt8]] = [:]
    files[database] = FileManager.default.contents(atPath: database).map { Array($0) }
    var disk = SimulatedDisk(files: files)
    let command = place.sohoa("run", "--quiet")
    let traced = Command(
      "strace",
      ["-f", "-o", place.file("trace")] + SimulatedDisk.Step.tracing + [command.program]
        + command.arguments)
    let outcome = try await traced.run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    let trace = try String(contentsOfFile: place.file("trace"), encoding: .utf8)
    var random = Random(state: 3)
    var syncs = 0
    var acknowledged = 0
    for step in trace.split(separator: "\n").compactMap(SimulatedDisk.Step.init(traced:))
    where step.path == database || step.path == database + "-wal"
      || step.path == database + "-journal"
    {
      if case .sync = step {
        // The cut comes while a sync is at work: some of its writes have arrived, one in half.
        let seed = random.next()
        let isTorn = seed & 1 == 1
        try lay(disk.files(with: { seed >> (UInt64($0) % 64) & 1 == 1 }, isTorn: isTorn), place)
        #expect(try checkpoints(place) >= acknowledged, "sync \(syncs + 1), seed \(seed)")
        try await expectFinished(
          place, expected, "while sync \(syncs + 1) was at work, seed \(seed)")
      }
      guard disk.perform(step) else { continue }
      syncs += 1
      try lay(disk.files(with: { _ in true }, isTorn: false), place)
      let written = try checkpoints(place)
      try lay(disk.files, place)
      #expect(try checkpoints(place) == written, "not all of a commit was synced by \(syncs)")
      #expect(written >= acknowledged)
      acknowledged = written
      try await expectFinished(place, expected, "behind sync \(syncs)")
    }
    #expect(syncs >= 8, "only \(syncs) syncs were met")
    #expect(acknowledged >= 5, "only \(acknowledged) checkpoints were acknowledged")
  }

  @Test(
    "Records that are kept as read are on the disk, with their name, before a checkpoint names them",
    .temporaryDirectory)
  func keptRecords() async throws {
    var trial = Trial.all[1]
    trial.definition.isSpooled = true
    let place = try await trial.prepare()
    let command = place.sohoa("run", "--quiet")
    let options = ["-y", "-s", "1000000", "-e", "trace=fsync,rename,renameat,renameat2,pwrite64"]
    let outcome = try await Command(
      "strace",
      ["-f", "-o", place.file("trace")] + options + [command.program] + command.arguments
    ).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    let lines = try String(contentsOfFile: place.file("trace"), encoding: .utf8)
      .split(separator: "\n")
    let names = try place.texts("SELECT spool FROM sohoa_checkpoint WHERE spool <> ''")
    #expect(names.count >= 8)
    for name in names {
      let renaming = try #require(
        lines.firstIndex { $0.contains("rename") && $0.contains("/\(name)\"") })
      let thread = lines[renaming].prefix { $0 != " " } + " "
      let before = try #require(lines[..<renaming].last { $0.hasPrefix(thread) })
      // A call that another thread's lines fall into has its end on a line of its own.
      #expect(before.contains("fsync") && before.hasSuffix("= 0"), "\(before)")
      let after = lines.indices.dropFirst(renaming + 1).filter { lines[$0].hasPrefix(thread) }
        .prefix(3).first { lines[$0].contains("fsync") && lines[$0].hasSuffix("= 0") }
      let synced = try #require(after)
      let named = try #require(
        lines.firstIndex { $0.contains("-wal>") && $0.contains(name) })
      #expect(synced < named)
    }
  }

  /// Gives the database the files that the disk has after the cut.
  private func lay(_ files: [String: [UInt8]], _ place: Workplace) throws {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      let path = place.file("out.sqlite" + suffix)
      try? FileManager.default.removeItem(atPath: path)
      if let bytes = files[path] { try place.write(bytes, to: "out.sqlite" + suffix) }
    }
  }

  /// The number of checkpoints that are there, none where there is no ledger yet.
  private func checkpoints(_ place: Workplace) throws -> Int {
    guard FileManager.default.fileExists(atPath: place.file("out.sqlite")) else { return 0 }
    let hasLedger = try place.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name = 'sohoa_checkpoint'")
    return hasLedger == 1
      ? Int(try place.integer("SELECT count(*) FROM sohoa_checkpoint") ?? 0) : 0
  }
}
