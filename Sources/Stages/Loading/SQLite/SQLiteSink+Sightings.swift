public import Dataflow
import SQLite

extension SQLiteSink {
  /// Notes where known content was seen, outside of any run, so that it is not read again to know it.
  public func remember(_ sightings: [Sighting], pipeline: String) throws {
    guard !sightings.isEmpty else { return }
    try transaction("note units in") {
      guard let last = try runs(of: pipeline).first, try !isLeased(pipeline) else { return }
      let touch = try connection.prepare(
        """
        UPDATE sohoa_unit SET file_size = ?1, file_modified = ?2, file_changed = ?3, file_inode = ?4,
          status = iif(?6 = '', status, 'duplicate'), reason = iif(?6 = '', reason, ?6)
        WHERE unit = ?5
        """)
      let add = try connection.prepare(
        """
        INSERT INTO sohoa_unit (sha256, size, crc32, file_size, file_modified, file_changed,
          file_inode, pipeline, source, path, member, status, reason, run, definition)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'duplicate', ?12, ?13, ?14)
        """)
      for sighting in sightings {
        let identity = sighting.identity
        guard sighting.unit == 0 else {
          try bind(identity.stamp, to: touch, from: 1)
          try touch.bind(sighting.unit, at: 5)
          try touch.bind(sighting.reason, at: 6)
          try touch.run()
          continue
        }
        try bindContent(of: identity, to: add, from: 1)
        let texts = [pipeline, identity.source, identity.path, identity.member, sighting.reason]
        for (index, text) in texts.enumerated() { try add.bind(text, at: 8 + index) }
        try add.bind(last.number, at: 13)
        try add.bind(last.definition, at: 14)
        try add.run()
      }
    }
    // Nothing is left beside the database for the next run to find.
    try reading { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// Whether a run has taken the lease and not given it back.
  private func isLeased(_ pipeline: String) throws -> Bool {
    let statement = try connection.prepare(
      "SELECT 1 FROM sohoa_lease WHERE pipeline = ?1 AND holder <> ''")
    try statement.bind(pipeline, at: 1)
    return try statement.step()
  }
}
