extension Workplace {
  /// Writes a definition that loads people of whom some name their mother, checked by `nguoi.schema.json`.
  ///
  /// - Parameters:
  ///   - step: a step of `transform`.
  ///   - load: how they are loaded.
  ///   - chunkRows: the rows of a chunk.
  /// - Throws: what the file system refuses.
  func defineMothers(_ step: String, load: String, chunkRows: Int) throws {
    try write(
      """
      sohoa: 1
      name: nguoi
      extract:
        so:
          files: 'in/*'
          csv: { header: 1, encoding: utf-8 }
          fields: { so: so, ten: ten, me: me }
      transform:
        - derive: { me: "nullif(me, '')" }
        - \(step)
        - validate: nguoi.schema.json
      load: { nguoi: { \(load) } }
      chunk: { rows: \(chunkRows) }

      """, to: "pipeline.yaml")
  }
}
