import Archives
import Dataflow
import Digests
import Pairing
import Planning
import Platform

/// The files that hold the scans of a table's rows, and the scans in them.
struct ScanFiles {
  let stage: String
  let scans: ScanPlan

  /// A file of scans, listed.
  struct Listing {
    var archive: Archive?
    var stamp: UnitIdentity.Stamp
    /// The scans, or one entry with a problem for a file that cannot be listed.
    var entries: [ArchiveEntry]
  }

  /// The files, each once, in one fixed order.
  ///
  /// - Throws: `Diagnostic` with status `input` when a pattern finds nothing.
  func paths() throws -> [String] {
    var paths: Set<String> = []
    for pattern in scans.files {
      let matches: [String]
      do { matches = try Glob.expand(pattern) } catch {
        throw Diagnostic("SH5002", error.description, status: .inputOutput)
      }
      guard !matches.isEmpty else {
        throw Diagnostic(
          "SH5005", "load.\(stage): no file of scans matches \(pattern)", status: .input,
          remedy: "check 'scans.files'; it is relative to the definition's file")
      }
      paths.formUnion(matches)
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Lists the scans of a file.
  ///
  /// - Throws: `Diagnostic` when the file is gone or cannot be read.
  func listing(of path: String) throws -> Listing {
    do {
      let archive = try Archive(path: path)
      let stamp = UnitIdentity.Stamp(try archive.identity())
      let entries = try archive.entries().filter { entry in
        guard !entry.isDirectory else { return false }
        guard let name = entry.path.last else {
          return entry.problem != nil || scans.selects(path)
        }
        return scans.selects(name)
      }
      return Listing(archive: archive, stamp: stamp, entries: entries)
    } catch  where error.refusesUnit {
      guard let identity = try? FileIdentity(of: path) else {
        throw error.diagnostic(unit: path)
      }
      return Listing(
        archive: nil, stamp: UnitIdentity.Stamp(identity),
        entries: [ArchiveEntry(unreadable: error, size: identity.size)])
    } catch {
      throw error.diagnostic(unit: path)
    }
  }

  /// The identity of a scan of which only the listing is known.
  func identity(of entry: ArchiveEntry, in path: String, _ listing: Listing) -> ScanIdentity {
    ScanIdentity(
      stage: stage, path: path, member: entry.path.joined(separator: "!"), size: entry.size ?? -1,
      stamp: listing.stamp,
      state: entry.size == 0 ? .empty : .sound)
  }

  /// Reads a scan once: its hash, its format, whether it is whole.
  ///
  /// - Throws: `Diagnostic` when the file has changed or the disk fails; damage is a finding.
  func inspect(_ entry: ArchiveEntry, _ listing: Listing, into scan: inout ScanIdentity) throws {
    if let problem = entry.problem {
      (scan.state, scan.reason) = (.damaged, problem.message)
      return
    }
    guard let archive = listing.archive else { return }
    do {
      let stream = try archive.open(entry)
      var inspection = ScanInspection()
      var buffer = [UInt8](repeating: 0, count: 256 << 10)
      while true {
        let count = try stream.read(into: &buffer, at: 0)
        if count == 0 { break }
        inspection.take(buffer, 0..<count)
      }
      scan.size = stream.offset
      scan.sha256 = stream.contentDigest().hexadecimal
      (scan.format, scan.state, scan.reason) = inspection.verdict
    } catch  where error.refusesUnit {
      (scan.state, scan.reason) = (.damaged, error.message)
    } catch {
      throw error.diagnostic(unit: scan.name)
    }
  }
}
