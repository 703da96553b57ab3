extension Database {
  /// A URL as people may see it: without its password.
  public static func name(of url: String) -> String {
    guard isPostgreSQL(url), let start = url.firstRange(of: "://")?.upperBound else { return url }
    let slash = url[start...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
    // A password with a slash or question mark in it is not what libpq takes, but still a secret.
    let isOdd =
      !url[start..<slash].contains("@") && url[slash...].contains("@")
      && url[start..<slash].firstIndex(of: ":").map { colon in
        !url[colon..<slash].dropFirst().allSatisfy(\.isNumber)
      } ?? false
    let authorityEnd = isOdd ? url.lastIndex(of: "@").map(url.index(after:)) ?? slash : slash
    var authority = String(url[start..<authorityEnd])
    if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
      authority.removeSubrange(colon..<at)
    }
    var rest = String(url[authorityEnd...])
    if let question = rest.firstIndex(of: "?") {
      let kept = rest[question...].dropFirst().split(separator: "&").filter { setting in
        let name = setting.prefix { $0 != "=" }
        return name != "password" && name != "sslpassword" && !name.contains("%")
      }
      rest = rest[..<question] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }
    return url[..<start] + authority + rest
  }

  /// Whether a URL holds a password.
  public static func holdsPassword(_ url: String) -> Bool { name(of: url) != url }
}
