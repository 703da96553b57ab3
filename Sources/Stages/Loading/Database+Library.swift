import SQLite

extension Database {
  /// The version of the SQLite library, such as `3.40.1`.
  public static var libraryVersion: String { SQLiteLibrary.version }

  /// What the library lacks of what SoHoa needs; empty when all is well.
  public static var missingFeatures: [String] {
    var missing: [String] = []
    if SQLiteLibrary.versionNumber < 3_037_000 { missing.append("STRICT tables (3.37)") }
    if !SQLiteLibrary.isThreadSafe { missing.append("thread safety") }
    if !SQLiteLibrary.isCompiled(with: "ENABLE_MATH_FUNCTIONS") {
      missing.append("the functions ceil, floor, mod and trunc")
    }
    return missing
  }
}
