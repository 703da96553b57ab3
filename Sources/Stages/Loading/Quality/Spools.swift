/// What checkpoints say of the files that hold records as they were read.
struct Spools {
  let database: any LedgerDatabase

  /// The newest file of each chunk of a unit; a checkpoint that revises a chunk's is newer than that.
  func ofUnit(_ unit: Int64) throws -> [Int64: String] {
    var spools: [Int64: String] = [:]
    try database.each(
      """
      SELECT CASE WHEN revises > 0 THEN revises ELSE chunk END, spool
      FROM \(database.ledger("checkpoint")) WHERE unit = \(unit) AND spool <> ''
      ORDER BY chunk DESC
      """
    ) { spools[$0.int64(at: 0)] = $0.string(at: 1) }
    return spools
  }

  /// The files of a pipeline's chunks.
  func ofPipeline(_ pipeline: String) throws -> Set<String> {
    Set(
      try database.texts(
        of: """
          SELECT DISTINCT c.spool FROM \(database.ledger("checkpoint")) c
            JOIN \(database.ledger("unit")) u ON u.unit = c.unit
          WHERE u.pipeline = \(literal(pipeline)) AND c.spool <> ''
          """))
  }
}
