public import Columnar

/// A step that makes out how a unit's text is encoded, once, from the unit's first rows.
///
/// Whoever runs the step shows it the same rows at every start, so that a run which resumes decides as the
/// first one did.
public protocol EncodingStudy {
  /// Looks at the unit's first rows as they reach the step.
  ///
  /// - Throws: `Diagnostic` when the encoding must be given.
  mutating func study(_ sample: Chunk) throws
  /// What was found, for reports.
  var findings: [EncodingFinding] { get }
}
