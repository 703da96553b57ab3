import Foundation
import Platform
public import Testing

/// What some tests need of the machine besides SoHoa's libraries.
///
/// A test without its component is skipped; `.ci/run` installs all of them and fails where a test was
/// skipped.
enum Component {
  /// The tracer that kills, signals and fails at exact system calls.
  static let hasTracer = succeeds("strace -V")
  /// The right to mount a small file system, to fill it.
  static let canMount = succeeds(
    "d=$(mktemp -d) && mount -t tmpfs -o size=1m sohoa-probe \"$d\" && umount \"$d\"; s=$?;"
      + " rmdir \"$d\"; exit $s")

  /// The programs that make and start a PostgreSQL server.
  static let hasServer = succeeds("PATH=\(PostgreSQLServer.path) initdb --version")

  private static func succeeds(_ script: String) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    let process = try? ChildProcess(["/bin/sh", "-c", script], environment: environment)
    return process?.wait() == .exited(0)
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where strace is not installed.
  public static var needsTracer: Self {
    .enabled(if: Component.hasTracer, "strace is not installed: apt-get install strace")
  }

  /// Skips a test where no file system may be mounted.
  public static var needsMounting: Self {
    .enabled(if: Component.canMount, "mounting a tmpfs is not permitted here")
  }

  /// Skips a test where PostgreSQL is not installed.
  public static var needsServer: Self {
    .enabled(if: Component.hasServer, "PostgreSQL is not installed: apt-get install postgresql")
  }
}
