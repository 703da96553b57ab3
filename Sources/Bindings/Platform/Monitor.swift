import Glibc

// SAFETY: `value` is only touched between lock and unlock of `mutex`.

/// A value shared between threads, with a lock around it and a way to wait for it to change.
///
/// One mutex and one condition: what the reader and the loader of a run share is small and changes
/// a few times a chunk, for which this measured better than anything cleverer.
@safe public final class Monitor<Value>: @unchecked Sendable {
  // SAFETY: `value` is only touched between lock and unlock of `mutex`.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var value: Value

  /// Creates a monitor around a value.
  public init(_ value: sending Value) {
    // SAFETY: both are owned by this object, initialised here and freed in `deinit`.
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
    self.value = value
  }

  deinit {
    // SAFETY: nobody holds the lock: every user holds a reference to this object.
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Reads or changes the value, then wakes everybody who waits.
  public func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    // SAFETY: see the type.
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(condition)
      unsafe pthread_mutex_unlock(mutex)
    }
    return try body(&value)
  }

  /// Waits until `body` returns something, asking again after every change.
  public func wait<Result>(until body: (inout Value) -> Result?) -> Result {
    // SAFETY: see the type; `pthread_cond_wait` gives the lock up only while it sleeps.
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(condition)
      unsafe pthread_mutex_unlock(mutex)
    }
    while true {
      if let result = body(&value) { return result }
      unsafe pthread_cond_wait(condition, mutex)
    }
  }
}
