import Dataflow
import Foundation
import Loading
import Platform

/// The databases of a drill: files in a folder, or databases on a server beside one that is there.
final class DrillDatabases {
  private let folder: String
  private let server: String?
  private var scratches: [String: Database.Scratch] = [:]
  /// The URLs by which databases on a server were opened.
  private(set) var urls: Set<String> = []

  /// Prepares databases; `server` is the URL of a PostgreSQL database, or `nil` for files.
  init(folder: String, server: String?) {
    self.folder = folder
    self.server = server
  }

  /// What a process needs in its environment to open them.
  var environment: [String: String] {
    scratches.values.lazy.compactMap(\.password).first.map { ["PGPASSWORD": $0] } ?? [:]
  }

  /// The URL of a database, which is made, empty, where it must be there beforehand.
  func url(_ name: String) throws -> String {
    guard let server else { return "sqlite:\(folder)/\(name).sqlite" }
    if let scratch = scratches[name] { return scratch.url }
    let process = ProcessInfo.processInfo.processIdentifier
    let scratch = try Database.makeScratch(beside: server, name: "sohoa_drill_\(process)_\(name)")
    scratches[name] = scratch
    urls.formUnion([scratch.url, scratch.ownURL])
    return scratch.url
  }

  /// The URL by which this process opens a database: it may have a password that others must not see.
  func ownURL(_ name: String) throws -> String {
    let url = try url(name)
    return scratches[name]?.ownURL ?? url
  }

  /// A proxy before the server of a database, and the URL that leads through it.
  func proxy(
    _ name: String, _ cut: LoopbackProxy.Cut
  ) throws -> (proxy: LoopbackProxy, url: String)? {
    _ = try url(name)
    guard let scratch = scratches[name] else { return nil }
    let place = scratch.place
    let server: LoopbackProxy.Server =
      place.host.hasPrefix("/")
      ? .socket(path: "\(place.host)/.s.PGSQL.\(place.port)")
      : .port(Int(place.port) ?? 5432, host: place.host)
    do {
      // The word ends every transaction, with the zero byte that ends a text on the way.
      let proxy = try LoopbackProxy(before: server, counting: Array("COMMIT\0".utf8), cut)
      let url = scratch.url(by: proxy.port)
      urls.insert(url)
      return (proxy, url)
    } catch {
      throw Diagnostic(
        "SH5803", "cannot listen on this machine: \(error.reason)", status: .inputOutput,
        remedy: "let the drill listen at a port of 127.0.0.1")
    }
  }

  /// Ends the sessions in a database; the number of them.
  func endSessions(_ name: String) throws -> Int {
    guard let scratch = scratches[name] else { return 0 }
    return try Database.endSessions(in: scratch)
  }

  /// The number of sessions in a database.
  func sessionCount(_ name: String) throws -> Int {
    guard let scratch = scratches[name] else { return 0 }
    return try Database.sessionCount(in: scratch)
  }

  /// Removes a database.
  func remove(_ name: String) throws {
    guard server == nil else {
      if let scratch = scratches.removeValue(forKey: name) { try Database.drop(scratch) }
      return
    }
    for suffix in ["", "-wal", "-shm", "-journal", "-spool"] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name).sqlite\(suffix)")
    }
  }

  /// Removes all databases that are left.
  func removeAll() {
    for name in Array(scratches.keys) { try? remove(name) }
  }
}
