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

  /// Has the files that sorting needs made in a folder, instead of `/tmp` or wherever the environment
  /// says; SQLite looks for another where that one cannot be written.
  ///
  /// This is for the whole process, so the last call counts.
  public static func keepTemporaryFiles(in folder: String) {
    _ = Connection.preparedLibrary
    // SAFETY: the library's text is replaced under the lock under which the library reads it, and
    // the name is copied.
    unsafe sohoa_sqlite3_setTemporaryDirectory(folder)
  }
}
