internal import CLibPQ
internal import Glibc

/// A connection string and what is added to it, as libpq takes them.
struct Settings {
  private var names: [String]
  private var values: [String]

  /// Adds limits on waiting where neither the string, nor a service, nor the environment has its own.
  ///
  /// - Throws: ``PostgreSQLError`` when libpq cannot read the string.
  init(url: String) throws(PostgreSQLError) {
    let given = try Self.given(in: url)
    names = ["fallback_application_name", "client_encoding"]
    values = ["sohoa", "UTF8"]
    if !given.contains("service") && Self.environment("PGSERVICE") == nil {
      let limits = [
        ("connect_timeout", Self.environment("PGCONNECT_TIMEOUT") ?? "10"),
        ("tcp_user_timeout", "60000"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
        ("keepalives_count", "3"),
      ]
      for (name, value) in limits where !given.contains(name) {
        names.append(name)
        values.append(value)
      }
    }
    // Expanded by libpq; behind the others, so that what it says counts.
    names.append("dbname")
    values.append(url)
  }

  private static func environment(_ name: String) -> String? {
    // SAFETY: the text is copied at once; nobody changes the environment meanwhile.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// The names of what a connection string sets.
  private static func given(in url: String) throws(PostgreSQLError) -> Set<String> {
    var failure: UnsafeMutablePointer<CChar>?
    // SAFETY: libpq ends the list with an entry without keyword; list and message are freed below.
    guard let options = unsafe PQconninfoParse(url, &failure) else {
      unsafe PQfreemem(failure)
      // Not libpq's own message: it quotes the string, password and all.
      throw PostgreSQLError(
        state: "", message: "the connection string is not one that libpq can read",
        isRefusal: true)
    }
    defer { unsafe PQconninfoFree(options) }
    var names: Set<String> = []
    var index = 0
    while let keyword = unsafe options[index].keyword {
      if unsafe options[index].val != nil { names.insert(unsafe String(cString: keyword)) }
      index += 1
    }
    return names
  }

  /// Calls libpq with the names and values as lists that end with a null address.
  func withAddresses<Result>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<UnsafePointer<CChar>?>?
    ) -> Result
  ) -> Result {
    // SAFETY: the copies live until the closure has returned and are freed then.
    let names = unsafe self.names.map { unsafe strdup($0) }
    let values = unsafe self.values.map { unsafe strdup($0) }
    defer {
      unsafe names.forEach { unsafe free($0) }
      unsafe values.forEach { unsafe free($0) }
    }
    let nameList = unsafe names.map { unsafe UnsafePointer($0) } + [nil]
    let valueList = unsafe values.map { unsafe UnsafePointer($0) } + [nil]
    return unsafe nameList.withUnsafeBufferPointer { names in
      unsafe valueList.withUnsafeBufferPointer { values in
        unsafe body(names.baseAddress, values.baseAddress)
      }
    }
  }
}
