import Glibc

/// A command as a shell runs it.
public enum ShellCommand {
  /// Runs a command to its end; what it leaves behind inherits nothing.
  ///
  /// - Returns: whether it has succeeded.
  public static func run(_ command: String) -> Bool {
    // SAFETY: the text is a terminated copy that lives for the call.
    unsafe system(command) == 0
  }
}
