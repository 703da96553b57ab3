import Platform
import Testing

@Suite struct MonitorTests {
  @Test("What one thread puts in, another that waits for it gets, in order")
  func handsOver() throws {
    let monitor = Monitor<[Int]>([])
    let thread = try ThreadHandle {
      for number in 1...1000 { monitor.withValue { $0.append(number) } }
    }
    var received: [Int] = []
    while received.count < 1000 {
      received += monitor.wait { value in
        defer { value = [] }
        return value.isEmpty ? nil : value
      }
    }
    thread.join()
    #expect(received == Array(1...1000))
  }
}
