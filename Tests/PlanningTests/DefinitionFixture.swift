import Dataflow
import Planning

/// Definitions in memory, so that tests need no files.
enum DefinitionFixture {
  /// A definition that uses most of the language.
  static let good = """
    sohoa: 1
    name: khai_sinh                 # sổ khai sinh
    description: "Sổ đăng ký khai sinh"
    database: sqlite:../out/hop-nhat.sqlite
    params:
      dot: { type: text, pattern: '\\d{4}-\\d{2}', default: 2024-01 }
    extract:
      so_khai_sinh:
        files: ../SampleData/khai-sinh/${param:dot}/*.zip
        members: ['*.csv', '*.txt']
        csv: { delimiter: ';', header: 1, encoding: auto }
        fields:
          so: "Số "
          quyen_so: [Quyển số, quyenSo]
          ngay_dang_ky: Ngày đăng ký
          gioi_tinh: { from: Giới tính, optional: true }
        limits: { ratio: 200, size: 10GB }
    transform:
      - normalize: { trim: true, unicode: nfc }
      - map: { so_dang_ky: so, quyen: quyen_so, ngay: ngay_dang_ky, gioi_tinh: gioi_tinh }
      - values: { gioi_tinh: { Nam: '1', Nữ: '2', no: null } }
      - cast: { ngay: { type: date, formats: ['dd/MM/yyyy', d/M/yyyy] }, quyen: text }
      - derive: { nam: "substr(ngay, 1, 4)" }
      - filter: "gioi_tinh <> 5"
      - check:
          code: E-YEAR
          expression: nam >= '1900'
          field: ngay
          severity: warn
          message: { vi: năm quá xa, en: the year is too early }
      - lookup: { column: quyen, in: ref/quyen.csv, key: ma, take: { ten_quyen: ten }, else: warn }
      - validate: schema.json
      - unique: [so_dang_ky, quyen, nam]
    load:
      khai_sinh: { mode: upsert, key: [so_dang_ky, quyen, nam], indexes: [[ten_quyen]] }
    chunk: { rows: 1000, bytes: 64KB }
    rejects: { limit: { count: 1000, percent: 0.5%, after_rows: 50, rules: { E-DATE: 100 } } }
    jobs: 2

    """

  struct Missing: Error {}

  /// Reads a definition named `p.yaml` from texts by path.
  static func read(
    _ text: String, files: [String: String] = [:], settings: [String: String] = [:],
    environment: [String: String] = [:], secrets: [String: String] = [:]
  ) -> Definition {
    let all = files.merging(["p.yaml": text]) { first, _ in first }
    let options = Definition.Options(
      settings: settings, environment: environment, secret: { secrets[$0] },
      read: { path in
        guard let text = all[path] else { throw Missing() }
        return [UInt8](text.utf8)
      })
    return Definition.load("p.yaml", options: options)
  }

  /// What `check` prints for a definition.
  static func report(_ definition: Definition) -> String {
    DiagnosticRenderer(sources: definition.sources).text(definition.diagnostics)
  }

  /// A small definition whose source has the columns `a` and `b`.
  static func small(transform: String = "", load: String = "  t: {}") -> String {
    """
    sohoa: 1
    name: p
    extract:
      s: { files: a.csv, csv: {}, fields: { a: A, b: B } }
    \(transform.isEmpty ? "" : "transform:\n\(transform)\n")load:
    \(load)

    """
  }
}
