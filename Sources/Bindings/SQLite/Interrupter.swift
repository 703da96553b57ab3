internal import CSQLite
internal import Synchronization

/// Stops what a connection is doing, from any thread.
@safe public final class Interrupter: Sendable {
  /// The address of the open database, or 0 when it is closed.
  private let address: Mutex<UInt>

  init(_ database: OpaquePointer) {
    address = Mutex(UInt(bitPattern: database))
  }

  /// Makes the statements that are running end as interrupted; does nothing when there are none.
  public func interrupt() {
    address.withLock { address in
      // SAFETY: the connection clears the address under this lock before it closes the handle.
      guard let database = unsafe OpaquePointer(bitPattern: address) else { return }
      unsafe sqlite3_interrupt(database)
    }
  }

  /// Forgets the connection, which is about to close.
  func forget() { address.withLock { $0 = 0 } }
}
