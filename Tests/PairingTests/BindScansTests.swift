import Columnar
import Dataflow
import Pairing
import Testing

@Suite struct BindScansTests {
  /// Binds one row to scans of the paths given, numbered from 1, and returns the number and the codes.
  private func bind(
    _ pattern: String, _ row: [String: String?], to paths: [String],
    contents: [String] = [], states: [ScanState] = [], state: RowState = .live,
    severity: Severity = .warn
  ) throws -> (scan: Int64, codes: [String], state: RowState) {
    var book = RuleBook()
    let pattern = try ScanPattern(pattern)
    let index = try ScanIndex(pattern)
    for (position, path) in paths.enumerated() {
      let parts = path.split(separator: "!").map(String.init)
      try index.add(
        Int64(position + 1),
        path: ScanName.components(path: parts[0], member: Array(parts.dropFirst())),
        state: states.isEmpty ? .sound : states[position],
        sha256: contents.isEmpty ? "\(position)" : contents[position])
    }
    try index.finish()
    var step = BindScans(
      pattern, index: index, rules: ScanRules(addingTo: &book, severity: severity))
    var chunk = Chunk(columns: row.keys.sorted())
    for name in row.keys.sorted() {
      let cell = (row[name] ?? nil).map { chunk.bytes.append(Array($0.utf8)) } ?? .null
      chunk.columns[chunk.columnIndex(name) ?? 0].cells.append(cell)
    }
    chunk.origins.append(RowOrigin(record: 1, line: 1, offset: 0, raw: .null))
    chunk.states.append(state)
    try step.apply(to: &chunk)
    try #require(chunk.scans.count == 1)
    return (chunk.scans[0], chunk.violations.map { book[$0.rule].code }, chunk.states[0])
  }

  @Test(
    "A name fits whatever its letter case, marks, zeros before numbers and what parts its words",
    arguments: [
      "01-2009/05.pdf", "1-2009/5.pdf", "01_2009/0005.PDF", "1.2009/05.pdf", "quyen/01 2009/05.pdf",
      "scans.zip!01-2009/05.pdf", "01-2009.zip!05.pdf", "a/01-2009.tar.gz!5.pdf",
      "scans.zip!deep\\01-2009\\05.pdf", "outer.zip!01-2009.zip!05.pdf",
    ])
  func spelling(path: String) throws {
    let row = ["quyen": "01/2009", "so": "05"]
    #expect(try bind("{quyen}/{so}.pdf", row, to: ["x/9.pdf", path]).scan == 2)
  }

  @Test(
    "A name does not fit another number, another format or a part of a name",
    arguments: [
      "01-2009/50.pdf", "01-2009/5.png", "101-2009/5.pdf", "01-2009/5a.pdf", "5.pdf",
      "01-2009/x/5.pdf", "012009/5.pdf", "01-20090/5.pdf",
    ])
  func others(path: String) throws {
    let found = try bind("{quyen}/{so}.pdf", ["quyen": "01/2009", "so": "05"], to: [path])
    #expect(found.scan == 0)
    #expect(found.codes == ["E-SCAN-MISSING"])
    #expect(found.state == .live)
  }

  @Test(
    "Vietnamese names fit as written, decomposed, without marks or with the tone elsewhere",
    arguments: [
      "UBND xã Hòa Bình/1.pdf", "ubnd_xa_hoa_binh/01.pdf", "UBND XA HOA BINH/1.pdf",
      "UBND xã Hoà Bình/1.pdf", "UBND xa\u{303} Ho\u{300}a Bi\u{300}nh/1.pdf",
    ])
  func vietnamese(path: String) throws {
    let row = ["noi": "UBND xã Hòa Bình", "so": "01"]
    #expect(try bind("{noi}/{so}.pdf", row, to: [path]).scan == 1)
  }

  @Test("Without an ending in the pattern a scan of any format fits")
  func anyFormat() throws {
    for path in ["a/5.tif", "a/05.JPEG", "a/5.pdf"] {
      #expect(try bind("a/{so}", ["so": "5"], to: [path]).scan == 1)
    }
  }

  @Test("Of several scans that fit, the one written most alike is taken, or none")
  func nearest() throws {
    let row = ["noi": "Hòa", "so": "05"]
    let pattern = "{noi}/{so}.pdf"
    #expect(try bind(pattern, row, to: ["Hoa/5.pdf", "Hòa/05.pdf", "Hóa/05.pdf"]).scan == 2)
    #expect(try bind(pattern, row, to: ["Hóa/5.pdf", "hòa/5.pdf"]).scan == 2)
    let unclear = try bind(pattern, row, to: ["Hoa/5.pdf", "HOA/5.pdf"])
    #expect(unclear.scan == 0)
    #expect(unclear.codes == ["E-SCAN-AMBIGUOUS"])
    let copies = try bind(pattern, row, to: ["a/Hoa/5.pdf", "b/Hoa/5.pdf"], contents: ["x", "x"])
    #expect(copies.scan == 1)
    #expect(copies.codes.isEmpty)
  }

  @Test("A scan that is empty or damaged is bound and noted, and refuses the row where asked to")
  func faults() throws {
    for (state, code) in [(ScanState.empty, "E-SCAN-EMPTY"), (.damaged, "E-SCAN-DAMAGED")] {
      let found = try bind("s/{so}.pdf", ["so": "5"], to: ["s/5.pdf"], states: [state])
      #expect(found == (1, [code], .live))
      let refused = try bind(
        "s/{so}.pdf", ["so": "5"], to: ["s/5.pdf"], states: [state], severity: .reject)
      #expect(refused == (1, [code], .rejected))
    }
  }

  @Test("A refused row is bound without a finding; one that names no scan has none")
  func rows() throws {
    #expect(
      try bind("s/{so}.pdf", ["so": "5"], to: ["s/5.pdf"], state: .rejected) == (1, [], .rejected))
    #expect(try bind("s/{so}.pdf", ["so": "6"], to: ["s/5.pdf"], state: .rejected).codes.isEmpty)
    for text in [nil, ""] as [String?] {
      #expect(try bind("s/{so}.pdf", ["so": text], to: ["s/.pdf"]).codes == ["E-SCAN-MISSING"])
    }
  }

  @Test(
    "A pattern says what is wrong with it and where",
    arguments: [
      ("{so", 0), ("a/{}.pdf", 2), ("a}{so}", 1), ("{so}//x", 5), ("/{so}", 0), ("{so}/", 4),
      ("a.pdf", 0), ("", 0),
    ])
  func patterns(text: String, offset: Int) {
    let problem = #expect(throws: ScanPattern.Problem.self) { try ScanPattern(text) }
    #expect(problem?.offset == offset)
  }
}
