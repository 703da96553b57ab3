import Columnar
import Dataflow
import PostgreSQL

/// Rows that are known to lie in the table by the content of their chunk: a delivery that comes again is
/// not sent to the server to be held against the table row by row.
///
/// The checkpoint of a chunk whose rows were all new keeps a hash of their values and which
/// subtransaction wrote them. Each version of a row bears the number of the subtransaction that wrote it,
/// so rows that still bear it have not been written since, whoever might have: they hold the hashed values.
extension PostgreSQLSink.TableLoader {
  /// What a checkpoint keeps of the rows that its chunk added.
  struct Content {
    /// The hash of the values of all live rows.
    var hash: String
    /// Which of the live rows wait for the keys and were added by no checkpoint of a chunk.
    var waiting = ""
    /// Where and by which subtransaction the others were written.
    var proof = ""
  }

  /// The hash of the values of a chunk's live rows; `nil` where knowing them would not do.
  ///
  /// A row refers to what may be gone by now; one without its main key is new each time.
  func contentDigest(of chunk: Chunk) throws -> String? {
    guard table.mode == .upsert, table.references.isEmpty, let key = keys.first else { return nil }
    guard try !sink.cluster().isEmpty else { return nil }
    let live = chunk.states.map { UInt8($0 == .live ? 1 : 0) }
    guard live.contains(1) else { return nil }
    var digest = ContentDigest()
    for (index, column) in table.columns.enumerated() {
      digest.add("\(column.name) \(column.type)")
      let nulls = digest.add(chunk.columns[index], of: chunk.bytes, live: live)
      if nulls > 0 && key.positions.contains(index) { return nil }
    }
    return digest.hexadecimal
  }

  /// The live rows of a chunk that lie in the table exactly as they are.
  ///
  /// - Parameters:
  ///   - chunk: the chunk.
  ///   - hash: of its content.
  /// - Returns: the rows; none where nothing is known of such a chunk, or one of them was written since.
  /// - Throws: `PostgreSQLError`.
  func knownRows(of chunk: Chunk, _ hash: String) throws -> [UInt32] {
    let live = chunk.indices(of: .live)
    let found = try connection.query(
      """
      SELECT c.first_row, c.last_row, c.content_waiting, c.content_proof,
        (SELECT \(try place) FROM pg_class t WHERE t.oid = to_regclass($3)),
        pg_current_xact_id()::text
      FROM sohoa.checkpoint c WHERE c.stage = $1 AND c.content = $2 AND c.first_row > 0
        AND $4 >= (SELECT sum(updated) FROM sohoa.checkpoint WHERE stage = $1)
      ORDER BY c.first_row DESC LIMIT 1
      """, .text(table.name), .text(hash), .text("\(quoted: table.name)"),
      .integer(live.count * Self.updatesOfChunk))
    guard let row = found.first, let writer = Self.writer(row) else { return [] }
    let waiting = Set(NumberRanges.numbers(row.string(at: 2) ?? ""))
    let known = live.enumerated().filter { !waiting.contains(Int64($0.offset)) }.map(\.element)
    let (first, last) = (row.int64(at: 0), row.int64(at: 1))
    guard last - first + 1 == known.count else { return [] }
    // The rows lie together, which the server does not know of a table that has just been filled.
    let counted = try connection.execute(
      """
      SET LOCAL enable_seqscan = off;
      SELECT count(*) FROM \(quoted: table.name)
      WHERE sohoa_row BETWEEN \(first) AND \(last) AND xmin = '\(writer)'::xid;
      SET LOCAL enable_seqscan = on
      """)
    return counted[1].first?.int64(at: 0) == Int64(known.count) ? known : []
  }

  /// New versions of rows lie at the end of the table and are met in every search by numbers: where more
  /// rows have been changed than so many chunks have, searching would cost more than it saves.
  private static var updatesOfChunk: Int { 4 }

  /// The number that rows written by the subtransaction of a proof bear, or `nil` where the table is not
  /// the one that it wrote to, such as one that was restored from a dump.
  private static func writer(_ row: QueryResult.Row) -> UInt32? {
    guard let place = row.string(at: 4), let proof = row.string(at: 3),
      let now = row.string(at: 5).flatMap(Int64.init), proof.hasPrefix(place + " "),
      let writer = Int64(proof.dropFirst(place.utf8.count + 1)), now - writer < 1 << 31
    else { return nil }
    return UInt32(truncatingIfNeeded: writer)
  }

  /// The cluster, the table `t` and its columns, as SQL: what stays the same as long as rows are nothing but
  /// what was written into them.
  private var place: String {
    get throws {
      """
      \(literal(try sink.cluster())) || ' ' || t.oid || ' '
        || (SELECT string_agg(a.attnum || ':' || a.atttypid, ',' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped)
      """
    }
  }

  /// That the table `t` holds values as they are sent, and finds rows by their numbers, as SQL.
  private var isExact: String {
    """
    NOT EXISTS (SELECT FROM pg_trigger g WHERE NOT g.tgisinternal
        AND (g.tgrelid = t.oid OR g.tgrelid IN (SELECT relid FROM pg_partition_tree(t.oid))))
      AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
        WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND (a.atttypmod <> -1 OR y.typname = 'bpchar'))
      AND EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
        AND a.attnum = i.indkey[0] WHERE i.indrelid = t.oid AND a.attname = 'sohoa_row')
    """
  }

  /// Tells which subtransaction has just written rows, as a proof to be kept; empty where there can be
  /// none.
  ///
  /// Its number is found on the line of the lease, which this transaction has locked anyway.
  func proofOfWriting() throws -> String {
    guard let session = sink.session else { return "" }
    let top = "pg_current_xact_id()::text::bigint"
    return try connection.text(
      """
      UPDATE sohoa.lease l SET token = l.token WHERE l.pipeline = $1 RETURNING (
        SELECT \(try place) || ' ' || \(top) + ((l.xmin::text::bigint - \(top)) & 4294967295)
        FROM pg_class t WHERE t.oid = to_regclass($2) AND \(isExact))
      """, .text(session.draft.pipeline), .text("\(quoted: table.name)")) ?? ""
  }
}

extension PostgreSQLSink.TableLoader {
  /// Loads a chunk that is read for the first time, but for rows that are known by its content.
  ///
  /// - Returns: what became of the rows, and what the checkpoint keeps of their content, if anything.
  func loadKnowing(
    _ chunk: inout Chunk, from origin: LoadOrigin
  ) throws -> (LoadOutcome, Content?) {
    guard let hash = try contentDigest(of: chunk) else {
      return (try load(&chunk, from: origin), nil)
    }
    let live = chunk.indices(of: .live)
    // While the keys are away all rows are new or wait for them.
    let known = filters == nil ? try knownRows(of: chunk, hash) : []
    wantsProofs = known.isEmpty
    defer { wantsProofs = false }
    let outcome = try load(&chunk, from: origin, knowing: known)
    guard outcome.loaded + outcome.deferred == live.count, proofs.count == 1, proofs[0] != "" else {
      return (outcome, nil)
    }
    var content = Content(hash: hash, proof: proofs[0])
    if !outcome.deferredRows.isEmpty {
      let waiting = Set(outcome.deferredRows)
      content.waiting = NumberRanges.text(
        live.indices.filter { waiting.contains(live[$0]) }.map(Int64.init))
    }
    return (outcome, content)
  }
}

extension PostgreSQLSink {
  /// What tells the server's cluster from all others; empty where the role may not know.
  fileprivate func cluster() throws -> String {
    if let knownCluster { return knownCluster }
    let isAllowed =
      try connection.integer(
        "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')::int") == 1
    let cluster =
      try isAllowed
      ? connection.text("SELECT system_identifier FROM pg_control_system()") ?? "" : ""
    knownCluster = cluster
    return cluster
  }
}
