/// How a command ends, as a scheduler sees it; numbers follow sysexits where one fits.
public enum ExitStatus: Int32, Sendable {
  /// Done, or nothing new.
  case done = 0
  /// Another run holds the lease.
  case busy = 11
  /// The command line is wrong.
  case usage = 64
  /// A reject limit or quality gate was hit; what was committed stays.
  case limit = 65
  /// An input is missing, or changed under a checkpoint.
  case input = 66
  /// SoHoa's own error, or the balance does not close.
  case `internal` = 70
  /// An input/output error: disk full, unreadable file.
  case inputOutput = 74
  /// The database was unavailable after retries.
  case unavailable = 75
  /// The definition, a schema or reference data is invalid; nothing was written.
  case definition = 78
  /// Stopped by SIGINT after a clean checkpoint.
  case interrupted = 130
  /// Stopped by SIGTERM after a clean checkpoint.
  case terminated = 143
}
