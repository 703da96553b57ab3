import SQLite

/// The ledger's tables: what makes a commit happen exactly once, and what proves it afterwards.
enum LedgerSchema {
  /// Creates what is not there yet.
  static let sql = """
    CREATE TABLE IF NOT EXISTS sohoa_definition (
      hash TEXT PRIMARY KEY, pipeline TEXT NOT NULL, text TEXT NOT NULL, added TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_run (
      run INTEGER PRIMARY KEY, pipeline TEXT NOT NULL,
      definition TEXT NOT NULL REFERENCES sohoa_definition (hash), status TEXT NOT NULL,
      started TEXT NOT NULL, finished TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL,
      kind TEXT NOT NULL DEFAULT 'load', scope TEXT NOT NULL DEFAULT '',
      pruned TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_lease (
      pipeline TEXT PRIMARY KEY, token INTEGER NOT NULL, run INTEGER NOT NULL,
      holder TEXT NOT NULL, expires INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_table (
      name TEXT PRIMARY KEY, pipeline TEXT NOT NULL, state TEXT NOT NULL,
      refs TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_unit (
      unit INTEGER PRIMARY KEY, pipeline TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL,
      member TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, crc32 INTEGER NOT NULL,
      file_size INTEGER NOT NULL, file_modified INTEGER NOT NULL, file_changed INTEGER NOT NULL,
      file_inode INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
      run INTEGER NOT NULL, definition TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sohoa_unit_of_pipeline ON sohoa_unit (pipeline, crc32, size);
    CREATE TABLE IF NOT EXISTS sohoa_checkpoint (
      unit INTEGER NOT NULL, chunk INTEGER NOT NULL, stage TEXT NOT NULL, run INTEGER NOT NULL,
      record INTEGER NOT NULL, line INTEGER NOT NULL, offset INTEGER NOT NULL,
      context BLOB, stream_state BLOB,
      read INTEGER NOT NULL, loaded INTEGER NOT NULL, updated INTEGER NOT NULL,
      unchanged INTEGER NOT NULL, filtered INTEGER NOT NULL, duplicate INTEGER NOT NULL,
      rejected INTEGER NOT NULL, deferred INTEGER NOT NULL,
      first_row INTEGER NOT NULL, last_row INTEGER NOT NULL,
      hash TEXT NOT NULL, committed TEXT NOT NULL, revises INTEGER NOT NULL DEFAULT 0,
      spool TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (unit, chunk, stage)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sohoa_checkpoint_of_run ON sohoa_checkpoint (run);
    CREATE TABLE IF NOT EXISTS sohoa_reject (
      reject INTEGER PRIMARY KEY, run INTEGER NOT NULL, stage TEXT NOT NULL, unit INTEGER NOT NULL,
      chunk INTEGER NOT NULL, record INTEGER NOT NULL, line INTEGER NOT NULL,
      offset INTEGER NOT NULL, outcome TEXT NOT NULL, rule TEXT NOT NULL, field TEXT NOT NULL,
      violations TEXT NOT NULL, message TEXT NOT NULL, raw BLOB NOT NULL,
      status TEXT NOT NULL DEFAULT 'open', fields TEXT, note TEXT NOT NULL DEFAULT '',
      message_vi TEXT NOT NULL DEFAULT '',
      UNIQUE (unit, stage, record, offset)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sohoa_reject_of_run ON sohoa_reject (run, rule);
    CREATE TABLE IF NOT EXISTS sohoa_finding (
      unit INTEGER NOT NULL, stage TEXT NOT NULL, record INTEGER NOT NULL, rule TEXT NOT NULL,
      field TEXT NOT NULL, severity TEXT NOT NULL, value TEXT, run INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sohoa_finding_of_unit ON sohoa_finding (unit, stage, record);
    CREATE TABLE IF NOT EXISTS sohoa_scan (
      scan INTEGER PRIMARY KEY, pipeline TEXT NOT NULL, stage TEXT NOT NULL, path TEXT NOT NULL,
      member TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, format TEXT NOT NULL,
      state TEXT NOT NULL, reason TEXT NOT NULL, file_size INTEGER NOT NULL,
      file_modified INTEGER NOT NULL, file_changed INTEGER NOT NULL, file_inode INTEGER NOT NULL,
      run INTEGER NOT NULL,
      UNIQUE (pipeline, stage, path, member, sha256)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sohoa_scan_of_run ON sohoa_scan (run);
    CREATE TABLE IF NOT EXISTS sohoa_page (
      unit INTEGER NOT NULL, stage TEXT NOT NULL, record INTEGER NOT NULL, scan INTEGER NOT NULL,
      run INTEGER NOT NULL, PRIMARY KEY (unit, stage, record, scan)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sohoa_page_of_scan ON sohoa_page (scan, run);
    CREATE TABLE IF NOT EXISTS sohoa_check (
      entry INTEGER PRIMARY KEY, run INTEGER NOT NULL, stage TEXT NOT NULL, code TEXT NOT NULL,
      unit INTEGER NOT NULL, part TEXT NOT NULL, measure TEXT NOT NULL, field TEXT NOT NULL,
      scope TEXT NOT NULL, severity TEXT NOT NULL, groups INTEGER NOT NULL,
      rows INTEGER NOT NULL, value REAL, greatest REAL, detail TEXT, previous REAL, minimum REAL, maximum REAL, change REAL, verdict TEXT NOT NULL,
      message TEXT NOT NULL, message_vi TEXT NOT NULL,
      UNIQUE (run, stage, code, field, unit, part)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_change (
      change INTEGER PRIMARY KEY, run INTEGER NOT NULL, unit INTEGER NOT NULL,
      chunk INTEGER NOT NULL, "table" TEXT NOT NULL, row INTEGER NOT NULL, before TEXT NOT NULL,
      deleted INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sohoa_change_of_chunk ON sohoa_change (unit, chunk);
    DROP INDEX IF EXISTS sohoa_change_of_unit;
    CREATE INDEX IF NOT EXISTS sohoa_change_of_row ON sohoa_change ("table", row);
    CREATE TABLE IF NOT EXISTS sohoa_audit (
      entry INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL,
      run INTEGER NOT NULL, detail TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_export (
      export INTEGER PRIMARY KEY, made TEXT NOT NULL, maker TEXT NOT NULL, rejects TEXT NOT NULL,
      correction INTEGER NOT NULL, applied TEXT NOT NULL DEFAULT '',
      applier TEXT NOT NULL DEFAULT '', file TEXT NOT NULL DEFAULT '',
      run INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sohoa_correction (
      correction INTEGER PRIMARY KEY, reject INTEGER NOT NULL, field TEXT NOT NULL,
      before TEXT, after TEXT, made TEXT NOT NULL, maker TEXT NOT NULL, export INTEGER NOT NULL,
      run INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sohoa_correction_of_reject ON sohoa_correction (reject);
    """

  // A change with deleted = 0 replaced a row, 1 took it out; 2 is a replacement that a rerun took back,
  // 3 is that taking back.

  /// The columns that ledgers of earlier versions lack, by table.
  private static let later = [
    ("sohoa_run", "kind TEXT NOT NULL DEFAULT 'load'"),
    ("sohoa_run", "scope TEXT NOT NULL DEFAULT ''"),
    ("sohoa_run", "pruned TEXT NOT NULL DEFAULT ''"),
    ("sohoa_checkpoint", "revises INTEGER NOT NULL DEFAULT 0"),
    ("sohoa_checkpoint", "spool TEXT NOT NULL DEFAULT ''"),
    ("sohoa_reject", "fields TEXT"), ("sohoa_reject", "note TEXT NOT NULL DEFAULT ''"),
    ("sohoa_reject", "message_vi TEXT NOT NULL DEFAULT ''"),
    ("sohoa_table", "refs TEXT NOT NULL DEFAULT ''"),
    ("sohoa_change", "deleted INTEGER NOT NULL DEFAULT 0"),
  ]

  /// Makes the ledger's tables, and gives those of an earlier version what they lack.
  static func prepare(_ connection: Connection) throws {
    try connection.execute(sql)
    for (table, column) in later {
      let name = String(column.prefix { $0 != " " })
      guard try !connection.hasColumn(name, in: table) else { continue }
      try connection.execute("ALTER TABLE \(table) ADD COLUMN \(column)")
    }
  }
}

extension Connection {
  /// Whether a table has a column.
  func hasColumn(_ name: String, in table: String) throws -> Bool {
    try integer(
      "SELECT count(*) FROM pragma_table_info(\(literal(table))) WHERE name = \(literal(name))")
      == 1
  }
}
