internal import CLibPQ
internal import Glibc

// SAFETY: libpq is handed this connection's own live handle; `poll` is handed one entry that lives for
// the call.
extension Connection {
  /// Waits until libpq has the next result.
  ///
  /// Where nothing is heard for a while, another session is asked whether the server is at work for
  /// this one: long work is waited for without limit, an answer that nobody will send is not.
  func awaitResult() throws(PostgreSQLError) {
    var silence: Int32 = 0
    var isDoubted = false
    while unsafe PQisBusy(handle) == 1 {
      // Again and again: a request that comes before the statement finds nothing to stop.
      if let isStopWanted, isStopWanted() {
        cancel()
        isStopped = true
      }
      let pause = min(isStopWanted == nil ? 1000 : 100, silenceLimit)
      var socket = pollfd(fd: unsafe PQsocket(handle), events: Int16(POLLIN), revents: 0)
      let events = unsafe poll(&socket, 1, pause)
      if events > 0 {
        (silence, isDoubted) = (0, false)
        guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
      } else if events == 0 {
        silence += pause
      }
      guard silence >= silenceLimit else { continue }
      silence = 0
      if !isProbe && isServerAtWork {
        isDoubted = false
      } else if isProbe || isDoubted {
        isBroken = true
        throw PostgreSQLError(
          state: "", message: "the server does not answer", isConnectionLost: true)
      } else {
        // The answer may have been on its way.
        isDoubted = true
      }
    }
  }

  /// Whether the server works for this session, as another session sees it.
  private var isServerAtWork: Bool {
    do throws(PostgreSQLError) {
      let probe = try Connection(url: url)
      (probe.isProbe, probe.silenceLimit) = (true, min(silenceLimit, 10_000))
      return try probe.query(
        """
        SELECT 1 FROM pg_stat_activity WHERE pid = $1::int AND state = 'active'
          AND wait_event IS DISTINCT FROM 'ClientRead'
        """, .integer(backend ?? processID)
      ).count > 0
    } catch {
      // A server that is full of sessions answers.
      return error.isRefusal || error.message.contains("too many")
        || error.message.contains("connection slots")
    }
  }
}
