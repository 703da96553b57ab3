import Platform

/// A file that can only be read from front to back, and the passes through it that stopped on the way.
///
/// A member is reached by skipping those before it. A pass that has read its member to the end is kept
/// for the members behind, so reading all of them in order goes through the file once a thread.
final class SequentialFile: Sendable {
  private let file: File
  /// A pass is used by one thread at a time: whoever took it out of here.
  private let parked = Monitor<[SequentialPass]>([])
  private static let mostParked = 4

  /// Creates the file's list of passes.
  init(_ file: File) { self.file = file }

  /// Begins a pass at the first member.
  func pass() throws(ArchiveError) -> SequentialPass { try SequentialPass(path: file.ownPath) }

  /// A pass with the content of the member numbered `ordinal` next.
  func pass(to ordinal: Int) throws(ArchiveError) -> SequentialPass {
    let pass: SequentialPass
    if let parked = takeParked(before: ordinal) { pass = parked } else { pass = try self.pass() }
    while pass.ordinal < ordinal {
      guard try pass.next() != nil else {
        throw ArchiveError(.changed, "the archive has fewer members than when it was listed")
      }
    }
    return pass
  }

  /// Keeps a pass whose member has been read.
  func park(_ pass: SequentialPass) {
    parked.withValue { passes in
      if passes.count == Self.mostParked { passes.removeFirst() }
      passes.append(pass)
    }
  }

  private func takeParked(before ordinal: Int) -> SequentialPass? {
    parked.withValue { passes in
      let nearest = passes.indices.filter { passes[$0].ordinal < ordinal }
        .max { passes[$0].ordinal < passes[$1].ordinal }
      return nearest.map { passes.remove(at: $0) }
    }
  }
}
