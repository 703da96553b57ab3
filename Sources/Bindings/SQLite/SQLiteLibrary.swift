internal import CSQLite

/// The SQLite that the process runs with.
public enum SQLiteLibrary {
  /// Its version, such as `3.40.1`.
  public static var version: String {
    // SAFETY: the library's own constant text, terminated.
    unsafe String(cString: sqlite3_libversion())
  }

  /// Its version as one number: 3,040,001 for 3.40.1.
  public static var versionNumber: Int { Int(sqlite3_libversion_number()) }

  /// Whether connections may be used from several threads.
  public static var isThreadSafe: Bool { sqlite3_threadsafe() != 0 }

  /// Whether it was compiled with an option, such as `ENABLE_MATH_FUNCTIONS`.
  public static func isCompiled(with option: String) -> Bool {
    // SAFETY: the library reads the name during the call only.
    unsafe sqlite3_compileoption_used(option) != 0
  }
}
