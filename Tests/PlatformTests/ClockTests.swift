import Platform
import Testing

@Suite struct ClockTests {
  @Test(
    "A time is written in UTC to the second",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400_999, "2000-02-29T00:00:00Z"),
      (1_798_761_599_000, "2026-12-31T23:59:59Z"), (-1000, "1969-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func timestamp(milliseconds: Int64, expected: String) {
    #expect(Clock.timestamp(milliseconds) == expected)
  }

  @Test("The clock that never jumps does not go back")
  func monotonic() {
    let first = Clock.monotonicSeconds
    #expect(Clock.monotonicSeconds >= first)
  }
}
