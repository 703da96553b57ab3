import Archives
import Dataflow
import Extraction
import Foundation
import Loading
import Platform

/// Examines the machine: what works here and what does not.
public struct Examination {
  /// One thing examined.
  public struct Finding: Sendable {
    /// How it stands.
    public enum State: String, Sendable {
      case ok = "OK"
      case warning = "WARN"
      case failure = "FAIL"
    }

    /// What was examined, in a word or two.
    public var subject: String
    /// How it stands.
    public var state: State
    /// What was found.
    public var detail: String
    /// What to do about it, unless it is well.
    public var remedy: String?
  }

  /// The database's URL, or `nil` where none was named: then nothing is written at all.
  private let database: String?
  private let environment: [String: String]

  /// Prepares an examination.
  ///
  /// - Parameters:
  ///   - database: the URL of a database; a trial file is written into its directory.
  ///   - environment: the process's variables.
  public init(database: String?, environment: [String: String]) {
    self.database = database
    self.environment = environment
  }

  /// Examines everything.
  public func run() -> [Finding] {
    libraries + [encodings, locale, processors, openFiles, memory, clock] + storage
  }

  func ok(_ subject: String, _ detail: String) -> Finding {
    Finding(subject: subject, state: .ok, detail: detail, remedy: nil)
  }

  func problem(
    _ subject: String, _ state: Finding.State, _ detail: String, _ remedy: String
  ) -> Finding {
    Finding(subject: subject, state: state, detail: detail, remedy: remedy)
  }

  private var libraries: [Finding] {
    let missing = Database.missingFeatures
    let sqlite =
      missing.isEmpty
      ? ok("SQLite", "\(Database.libraryVersion): STRICT tables, threads, mathematics")
      : problem(
        "SQLite", .failure, "\(Database.libraryVersion) lacks \(missing.joined(separator: ", "))",
        "install libsqlite3-0 3.40 or later")
    let xml =
      XMLReader.canHoldAgainstSchemas
      ? ok("libxml2", "\(XMLReader.libraryVersion): streaming, XSD")
      : problem(
        "libxml2", .warning, "\(XMLReader.libraryVersion) was built without XSD",
        "leave 'schema' out of XML sources, or install Debian's libxml2")
    let archives = String(CompressionLibrary.archiveVersion.drop { !$0.isNumber })
    return [
      sqlite, ok("libpq", "\(Database.serverLibraryVersion): PostgreSQL"), xml,
      ok("zlib", "\(CompressionLibrary.version): ZIP and GZIP"),
      ok("libarchive", "\(archives): 7z, RAR, tar, XZ, bzip2, Zstandard"),
    ]
  }

  private var encodings: Finding {
    ok("encodings", TextEncoding.all.map(\.name).joined(separator: ", "))
  }

  private var locale: Finding {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let name else {
      return problem(
        "locale", .warning, "none is set; SoHoa writes UTF-8 all the same",
        "set LANG=C.UTF-8 if Vietnamese letters are not shown")
    }
    let isUTF8 = name.uppercased().replacingOccurrences(of: "-", with: "").contains("UTF8")
    return isUTF8
      ? ok("locale", name)
      : problem("locale", .warning, "\(name) is not UTF-8", "set LANG=C.UTF-8")
  }

  private var processors: Finding {
    let count = ResourceUsage.processorCount
    return count > 1
      ? ok("processors", "\(count)")
      : problem(
        "processors", .warning, "1: reading and loading take turns",
        "give the machine a second processor")
  }

  private var openFiles: Finding {
    let limit = ResourceUsage.openFileLimit
    return limit >= 256
      ? ok("open files", "\(limit) allowed")
      : problem("open files", .warning, "only \(limit) allowed", "raise it with: ulimit -n 1024")
  }

  private var memory: Finding {
    let lines = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    let available = lines.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    guard let kibibytes = available?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return ok("memory", "the system does not tell") }
    let text = "\(kibibytes >> 10) MiB for the process and the page cache"
    return kibibytes >> 10 >= 256
      ? ok("memory", text)
      : problem("memory", .warning, text, "end other programs; a run needs about 100 MiB")
  }

  /// The clock times leases and stamps runs; one that went back would misdate both.
  private var clock: Finding {
    let now = Clock.timestamp()
    if now < "2026" {
      return problem("clock", .failure, now, "set the clock; leases and records bear its time")
    }
    if let path, let identity = try? FileIdentity(of: path),
      identity.modified / 1_000_000 > Clock.wallMilliseconds + 60_000
    {
      return problem(
        "clock", .warning, "\(now), before the database's last change", "set the clock")
    }
    return ok("clock", now)
  }

  private var path: String? { database.flatMap { Database.sqlitePath(of: $0) } }

  /// The disk that the database lies on, or would lie on, and with a name given the database.
  private var storage: [Finding] {
    if let database, Database.isPostgreSQL(database) { return server(database) }
    let path = path ?? ".sohoa/database.sqlite"
    let directory = existingDirectory(above: path)
    var findings = [disk(directory)]
    guard let database else { return findings }
    guard self.path != nil else {
      return [
        problem(
          "database", .failure, "that is no kind of database here",
          "write sqlite:PATH or postgres://ROLE@HOST/DATABASE")
      ]
    }
    do {
      let seconds = try Directory.tryWriting(in: directory)
      let text = "\(directory): 16 KiB in \(Int((seconds * 1000).rounded())) ms"
      findings.append(
        seconds < 1
          ? ok("write and sync", text)
          : problem(
            "write and sync", .warning, text, "use a faster disk: every commit waits for it"))
    } catch {
      findings.append(
        problem(
          "write and sync", .failure, error.description,
          "name a directory that can be written, with --database"))
    }
    findings.append(open(database, path))
    let kept = SpoolFolder.size(beside: path)
    if kept.files > 0 {
      findings.append(
        ok("kept records", "\(kept.files) files, \(kept.bytes >> 20) MiB beside the database"))
    }
    return findings
  }

  private func disk(_ directory: String) -> Finding {
    guard let system = FileSystem(of: directory) else {
      return problem(
        "disk", .failure, "\(directory) cannot be examined", "name another place with --database")
    }
    let free = system.freeBytes >> 20
    let text = "\(directory) on \(system.kind), \(free) MiB free"
    if free < 100 { return problem("disk", .failure, text, "make room, or name another disk") }
    if system.isRemote {
      return problem(
        "disk", .warning, "\(text): a database in WAL mode needs a disk of this machine",
        "put the database on a local disk with --database")
    }
    if system.kind == "tmpfs" {
      return problem("disk", .warning, "\(text): gone at the next start", "use a lasting disk")
    }
    if free < 1024 { return problem("disk", .warning, text, "make room before a large run") }
    return ok("disk", text)
  }

  private func open(_ database: String, _ path: String) -> Finding {
    guard FileManager.default.fileExists(atPath: path) else {
      return ok("database", "\(path) is not there yet; the first run makes it")
    }
    do {
      let sink = try Database.open(database, creates: false, surroundings: .system)
      defer { sink.close() }
      return ok("database", "\(path): \(try sink.runs(of: nil).count) runs")
    } catch let error as Diagnostic {
      return problem(
        "database", .failure, error.message, error.remedy ?? "name another with --database")
    } catch {
      return problem("database", .failure, "\(path) cannot be read", "name another with --database")
    }
  }

  /// The nearest directory above a path that is there.
  private func existingDirectory(above path: String) -> String {
    var directory = path
    repeat {
      guard let slash = directory.lastIndex(of: "/") else { return "." }
      directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
    } while directory != "/" && !FileManager.default.fileExists(atPath: directory)
    return directory
  }
}
