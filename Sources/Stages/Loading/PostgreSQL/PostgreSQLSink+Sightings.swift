public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Notes where known content was seen, outside of any run, so that it is not read again to know it.
  public func remember(_ sightings: [Sighting], pipeline: String) throws {
    guard !sightings.isEmpty else { return }
    try transaction("note units in", isUnderLease: false) { _ in
      try connection.execute(Self.turnstile)
      guard let last = try runs(of: pipeline).first, try !isLeased(pipeline) else { return }
      for sighting in sightings where sighting.unit != 0 {
        later(
          """
          UPDATE sohoa.unit SET file_size = $3, file_modified = $4, file_changed = $5,
            file_inode = $6, status = CASE WHEN $2 = '' THEN status ELSE 'duplicate' END,
            reason = CASE WHEN $2 = '' THEN reason ELSE $2 END
          WHERE unit = $1
          """,
          [.integer(sighting.unit), .text(sighting.reason)] + stamp(of: sighting.identity))
      }
      let new = sightings.filter { $0.unit == 0 }
      guard !new.isEmpty else { return }
      try add(
        new.map { sighting in
          let identity = sighting.identity
          return [
            .text(pipeline), .text(identity.source), .text(identity.path), .text(identity.member),
            .text("duplicate"), .text(sighting.reason), .integer(last.number),
            .text(last.definition),
          ] + content(of: identity)
        })
    }
  }

  /// Whether a run has taken the lease and not given it back.
  private func isLeased(_ pipeline: String) throws -> Bool {
    try connection.query(
      "SELECT 1 FROM sohoa.lease WHERE pipeline = $1 AND holder <> ''", .text(pipeline)
    ).count > 0
  }
}
