public import Platform

extension ProcessIdentity {
  /// The identity as the ledger keeps it: `host:pid:start`.
  public var holder: String { "\(host):\(pid):\(startTicks)" }

  /// Takes an identity back from the ledger.
  public init?(holder: String) {
    let parts = holder.split(separator: ":")
    guard parts.count == 3, let pid = Int32(parts[1]), let start = Int64(parts[2]) else {
      return nil
    }
    self.init(host: String(parts[0]), pid: pid, startTicks: start)
  }
}
