import Platform
import Testing

@Suite struct ProcessIdentityTests {
  @Test("The running process is not gone")
  func current() {
    #expect(!ProcessIdentity.current.isGone)
    #expect(ProcessIdentity.current == ProcessIdentity.current)
  }

  @Test("A process number that another process has by now is gone")
  func reused() {
    var other = ProcessIdentity.current
    other.startTicks += 1
    #expect(other.isGone)
  }

  @Test("Nothing is known of a process of another host")
  func elsewhere() {
    var other = ProcessIdentity.current
    other.host += "-other"
    other.startTicks += 1
    #expect(!other.isGone)
  }

  @Test("A number that no process can have is gone")
  func impossible() {
    var other = ProcessIdentity.current
    other.pid = .max
    #expect(other.isGone)
  }
}
