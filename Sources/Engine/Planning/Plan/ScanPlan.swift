import Columnar
import Dataflow
public import Pairing
import Platform

/// The scans of a table's rows, ready to be bound.
public struct ScanPlan: Sendable {
  /// Patterns of the archives, or of the scans themselves.
  public var files: [String]
  /// Patterns of what is a scan; empty for what has the ending of one.
  public var members: [String]
  /// How scans are named, by the table's columns.
  public var pattern: ScanPattern
  /// What rows break.
  public var rules: ScanRules

  /// Whether a file or member is a scan, by its path or by the member's in its archive.
  public func selects(_ path: String) -> Bool {
    guard !members.isEmpty else { return ScanName.isScan(path) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return members.contains { Glob($0).matches($0.contains("/") ? path : name) }
  }
}

extension Compilation {
  /// The files of the sources of some records.
  func files(of streams: [Stream]) -> [Located<String>] {
    streams.flatMap { spec.sources[$0.source].files }
  }

  /// Compiles where the scans of rows with some columns are: in `files` unless the definition says it.
  mutating func scanPlan(
    _ target: TargetSpec, columns: [String], files: [Located<String>]
  ) -> ScanPlan? {
    guard let scans = target.scans else { return nil }
    let pattern: ScanPattern
    do { pattern = try ScanPattern(scans.name.value) } catch {
      let place = location(ofByte: error.offset, in: scans.name) ?? scans.name.location
      add(
        "SH1550", "the name of scans cannot be used: \(error.message)", at: place,
        remedy: "write columns in braces, such as '{quyen_so}/{so_dang_ky}.pdf'")
      return nil
    }
    for reference in pattern.references where !columns.contains(reference.column) {
      let place = location(ofByte: reference.offset, in: scans.name) ?? scans.name.location
      add(
        "SH1404", "there is no column '\(reference.column)' in the rows that scans are bound to",
        at: place,
        remedy: nearest(to: reference.column, among: columns).map { "did you mean '\($0)'?" }
          ?? "columns: \(columns.joined(separator: ", "))")
    }
    return ScanPlan(
      files: (scans.files.isEmpty ? files : scans.files).map(\.path),
      members: scans.members.map(\.value), pattern: pattern,
      rules: ScanRules(
        addingTo: &rules, severity: scans.severity?.value == .reject ? .reject : .warn))
  }
}
