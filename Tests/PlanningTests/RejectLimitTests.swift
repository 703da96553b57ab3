import Planning
import Testing

@Suite struct RejectLimitTests {
  @Test("Without a limit nothing stops a run")
  func none() {
    #expect(RejectLimit().excess(read: 10, rejected: 10, byRule: ["E-DATE": 10]) == nil)
  }

  @Test("A count allows exactly as many")
  func count() {
    let limit = RejectLimit(count: 5)
    #expect(limit.excess(read: 100, rejected: 5, byRule: [:]) == nil)
    #expect(limit.excess(read: 100, rejected: 6, byRule: [:]) == "6 records rejected, 5 allowed")
  }

  @Test("A share is judged only after enough records")
  func percent() {
    let limit = RejectLimit(percent: 2.5, afterRows: 1000)
    #expect(limit.excess(read: 999, rejected: 999, byRule: [:]) == nil)
    #expect(limit.excess(read: 1000, rejected: 25, byRule: [:]) == nil)
    #expect(
      limit.excess(read: 1000, rejected: 26, byRule: [:])
        == "26 of 1000 records rejected, 2.5 % allowed")
  }

  @Test("A rule has a limit of its own")
  func rule() {
    let limit = RejectLimit(rules: ["E-DATE": 1])
    #expect(limit.excess(read: 9, rejected: 9, byRule: ["E-DATE": 1, "E-REQ": 8]) == nil)
    #expect(
      limit.excess(read: 9, rejected: 9, byRule: ["E-DATE": 2])
        == "2 records rejected by E-DATE, 1 allowed")
  }
}
