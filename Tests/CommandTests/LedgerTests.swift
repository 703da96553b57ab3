import Foundation
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct LedgerTests {
  private static let counts = [
    "duplicate", "filtered", "loaded", "read", "rejected", "unchanged", "updated",
  ]

  @Test(
    "Every verb that lists gives JSON of a fixed shape",
    arguments: [
      (
        ["runs"], 1,
        ["attempts", "counts", "finished", "kind", "pipeline", "run", "scope", "started", "status"]
      ),
      (["checkpoints"], 11, ["chunk", "committed", "counts", "hash", "offset", "stage", "unit"]),
      (
        ["reconcile"], 7,
        [
          "closes", "counts", "name", "rejects_in_ledger", "rows_in_table", "rows_replaced",
          "stage",
          "unit",
        ]
      ),
      (
        ["plan", Delivery.pipeline], 9,
        ["member", "path", "pipeline", "source", "state", "unit", "why"]
      ),
      (
        ["rejects", "list"], 28,
        [
          "field", "line", "message", "name", "note", "offset", "outcome", "record", "reject",
          "rule",
          "run", "stage", "status", "unit", "violations",
        ]
      ),
    ])
  func shapes(arguments: [String], count: Int, wanted: [String]) async throws {
    let delivery = try await Delivery.loaded()
    let result = try await delivery.command.run(arguments + ["--json"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let list = objects(try JSONSerialization.jsonObject(with: Data(result.output.utf8)))
    #expect(list.count == count)
    #expect(keys(list.first) == wanted)
    if let counts = list.first?["counts"] { #expect(keys(counts) == Self.counts) }
  }

  @Test("The status of a run is told while another process is writing")
  func statusDuringWrite() async throws {
    let delivery = try await Delivery.loaded()
    let writer = try Connection(
      path: delivery.command.directory + "/.sohoa/hop-nhat.sqlite", mode: .readWrite)
    try writer.execute(
      """
      BEGIN IMMEDIATE; UPDATE sohoa_run SET status = 'running', finished = '';
      UPDATE sohoa_unit SET status = 'loading', size = 2 * (
        SELECT max(offset) FROM sohoa_checkpoint c WHERE c.unit = sohoa_unit.unit)
      WHERE unit = 1; COMMIT;
      BEGIN IMMEDIATE; UPDATE sohoa_run SET status = 'done';
      """)
    let result = try await delivery.command.run(["status"])
    try writer.execute("ROLLBACK")
    #expect(result.status == 0)
    let lines = delivery.masked(result.output).split(separator: "\n")
    #expect(
      lines.first
        == "run 1 of khai_sinh: running, started TIME, last checkpoint TIME, 8 of 9 units settled, 320 records read"
    )
    #expect(
      lines[2] == "   1  loading     50            1    50      44         6"
        + "  SampleData/khai-sinh/thi-tran-cho-moi.zip!Sổ khai sinh 2011.csv")
    let status = try await delivery.json("status", "--json")
    #expect(keys(status) == ["checks", "last_checkpoint", "run", "scan_faults", "scans", "units"])
  }

  @Test("A balance that does not close ends with 70 and the unit is marked")
  func openBalance() async throws {
    let delivery = try await Delivery.loaded()
    let database = try Connection(
      path: delivery.command.directory + "/.sohoa/hop-nhat.sqlite", mode: .readWrite)
    try database.execute("DELETE FROM khai_sinh WHERE rowid = 1")
    let result = try await delivery.command.run(["reconcile"])
    #expect(result.status == 70)
    #expect(
      result.errors == """
        error SH7103: the balance does not close for 1 of 7 units
          → keep the database as it is and report this

        """)
    #expect(result.output.contains("    43             6  NO      SampleData"))
  }

  @Test("A run that is not there ends with 64", arguments: ["status", "checkpoints", "reconcile"])
  func noRun(verb: String) async throws {
    let delivery = try await Delivery.loaded()
    let result = try await delivery.command.run([verb, "7"])
    #expect(result.status == 64)
    #expect(
      delivery.masked(result.errors)
        == "error SH7003: there is no run 7\n  → see the runs with: sohoa runs\n")
  }

  @Test("The database may be named by the environment")
  func environment() async throws {
    let delivery = try await Delivery.loaded()
    let elsewhere = Prompt(in: delivery.command.directory + "/Pipelines")
    let result = try await elsewhere.run(
      ["runs", "--json"], environment: ["SOHOA_DATABASE": "sqlite:../.sohoa/hop-nhat.sqlite"])
    #expect(result.status == 0)
  }
}
