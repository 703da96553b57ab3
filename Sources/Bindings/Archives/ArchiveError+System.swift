import Platform

extension ArchiveError {
  /// A refusal of the operating system, without the path: the caller knows the unit.
  init(_ error: SystemError) {
    self.init(
      error.isMissing ? .notFound : .inputOutput,
      "cannot \(error.operation) the file: \(error.reason)")
  }
}
