import Archives
import Columnar
import Dataflow
import Extraction
import Testing

@Suite struct OCRReaderTests {
  private static let altoText: String = """
    <?xml version="1.0" encoding="UTF-8"?>
    <alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">
    <Description><sourceImageInformation><fileName>so-01.tif</fileName></sourceImageInformation></Description>
    <Tags><LayoutTag ID="T1" LABEL="ho_ten"/></Tags>
    <Layout>
    <Page ID="P1" PHYSICAL_IMG_NR="7" WIDTH="1000" HEIGHT="2000"><PrintSpace>
     <TextBlock ID="b1" TAGREFS="T1" HPOS="100" VPOS="100" WIDTH="500" HEIGHT="50">
      <TextLine><String CONTENT="Nguy&#7877;n" HPOS="100" VPOS="100" WIDTH="90" HEIGHT="40" WC="0.95"/><SP/>
       <String CONTENT="V&#259;n" HPOS="200" VPOS="100" WIDTH="60" HEIGHT="40" WC="0.62"><ALTERNATIVE>Vân</ALTERNATIVE></String>
      </TextLine>
      <TextLine><String CONTENT="Hải" HPOS="100" VPOS="160" WIDTH="60" HEIGHT="40" WC="0.99"/></TextLine>
     </TextBlock>
     <ComposedBlock ID="c1" TYPE="bang"><TextBlock ID="b2">
      <TextLine><String CONTENT="hộ" SUBS_TYPE="HypPart1" SUBS_CONTENT="hộ-tịch" HPOS="100" VPOS="900" WIDTH="60" HEIGHT="40" WC="0.9"/><HYP CONTENT="-"/></TextLine>
      <TextLine><String CONTENT="tịch" SUBS_TYPE="HypPart2" SUBS_CONTENT="hộ-tịch" HPOS="100" VPOS="950" WIDTH="60" HEIGHT="40" WC="0.9"/></TextLine>
     </TextBlock></ComposedBlock>
    </PrintSpace></Page>
    <Page ID="P2" WIDTH="1000" HEIGHT="2000"><PrintSpace/></Page>
    </Layout></alto>
    """

  private static let pageText: String = """
    <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
    <Page imageFilename="so-02.png" imageWidth="1000" imageHeight="2000">
     <ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>
     <TextRegion id="r1" type="paragraph"><Coords points="100,300 600,300 600,400 100,400"/>
      <TextLine id="l1"><Coords points="100,300 600,300 600,350 100,350"/>
       <Word id="w1"><Coords points="100,300 200,300 200,350 100,350"/><Glyph><TextEquiv><Unicode>x</Unicode></TextEquiv></Glyph>
        <TextEquiv index="1" conf="0.4"><Unicode>Mui</Unicode></TextEquiv><TextEquiv index="0" conf="0.9"><Unicode>Mai</Unicode></TextEquiv></Word>
       <TextEquiv><Unicode>Mai cả dòng</Unicode></TextEquiv></TextLine>
     </TextRegion>
     <TextRegion id="r2" type="heading"><Coords><Point x="100" y="100"/><Point x="600" y="200"/></Coords>
      <TextLine id="l2"><Coords points="100,100 600,200"/><TextEquiv conf="0.7"><Unicode>Sổ  khai
      sinh</Unicode></TextEquiv></TextLine>
      <TextEquiv><Unicode>Sổ khai sinh</Unicode></TextEquiv>
     </TextRegion>
    </Page></PcGts>
    """

  private static let hocrText: String = """
    <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://example.invalid/x.dtd">
    <html><head><title>x</title><meta name=ocr-system content='tesseract'></head><body>
    <div class='ocr_page' id='page_1' title='image "so-03.jpg"; bbox 0 0 1000 2000; ppageno 2'>
     <div class='ocr_carea' id='block_1' title="bbox 100 100 600 300"><p class='ocr_par'>
      <span class='ocr_line' title="bbox 100 100 600 150; baseline 0 -5"><span class='ocrx_word' title='bbox 100 100 200 150; x_wconf 96'>L&ecirc;</span>
      <span class='ocrx_word' title='bbox 210 100 300 150; x_wconf 41'><strong>Th&#7883;</strong><br></span>
     </div>
     <div class=ocr_carea id=block_2><span class="ocr_line" title="bbox 100 500 300 550">dòng không chữ</span>
    </div></div><div class='ocr_page' title='bbox 0 0 10 10'></div>
    </body></html>
    """

  private static let all: [String] = [altoText, pageText, hocrText]

  /// The rows that a document gives, each with its values and the fields that are noted.
  private func read(
    _ text: String, _ zones: [String], shape: OCRShape = OCRShape(confidence: 80), step: Int = .max,
    rows: Int = 100, from position: Position = Position()
  ) throws -> (rows: [[String?]], notes: [String], raws: [String?], positions: [Position]) {
    var book = RuleBook()
    let rules = ExtractionRules(addingTo: &book)
    var shape = shape
    let fields = zones.enumerated().map { index, zone in
      shape.lowRules.append(
        book.add(
          Rule(
            code: "W-OCR-LOW", field: "f\(index)", severity: .warn, message: "",
            messageVietnamese: "")))
      return SourceField(name: "f\(index)", headers: zone.split(separator: "|").map(String.init))
    }
    var reader = OCRReader(
      stream: MemoryStream(Array(text.utf8), step: step), shape: shape, fields: fields,
      rules: rules,
      position: position)
    var chunk = Chunk(columns: fields.map(\.name))
    var result: (rows: [[String?]], notes: [String], raws: [String?], positions: [Position]) = (
      [], [], [], []
    )
    while try reader.read(into: &chunk, limit: ChunkLimit(rows: rows)) {
      for row in 0..<chunk.rowCount {
        result.rows.append(chunk.columns.map { chunk.bytes.string($0.cells[row]) })
        result.raws.append(chunk.bytes.string(chunk.origins[row].raw))
      }
      result.notes += chunk.violations.map {
        "\(chunk.origins[Int($0.row)].record) \(book[$0.rule].code) \(book[$0.rule].field ?? "")"
      }
      result.positions.append(reader.position)
    }
    return result
  }

  @Test("ALTO gives words by rectangle, share of the page, block, label and page")
  func alto() throws {
    let found = try read(
      Self.altoText,
      [
        "100 90 200 60", "10% 5% 20% 2.5%", "#ho_ten", "#b1", "#bang", "@page", "@image",
        "@confidence",
        "0 0 10 10", "0 0 10 10|#b1", "#b2",
      ])
    #expect(
      found.rows == [
        [
          "Nguyễn Văn", "Nguyễn Văn", "Nguyễn Văn Hải", "Nguyễn Văn Hải", "hộ-tịch", "7",
          "so-01.tif",
          "62", nil, "Nguyễn Văn Hải", "hộ-tịch",
        ],
        [nil, nil, nil, nil, nil, "2", "so-01.tif", nil, nil, nil, nil],
      ])
    #expect(found.notes == ["f0", "f1", "f2", "f3", "f9"].map { "1 W-OCR-LOW \($0)" })
    #expect(found.raws == ["Nguyễn Văn\nHải\nhộ-tịch", ""])
  }

  @Test("PAGE gives words in the declared order, and lines where there are no words")
  func page() throws {
    let found = try read(
      Self.pageText, ["@text", "#r1", "#heading", "#paragraph", "90 290 120 70", "@image"])
    #expect(
      found.rows == [["Sổ khai sinh Mai", "Mai", "Sổ khai sinh", "Mai", "Mai", "so-02.png"]])
    #expect(found.notes == ["1 W-OCR-LOW f0", "1 W-OCR-LOW f2"])
  }

  @Test("hOCR is read as it is written: unclosed elements, entities, a document type")
  func hocr() throws {
    let zones = ["#block_1", "#block_2", "200 90 200 90", "@page", "@image"]
    let found = try read(Self.hocrText, zones)
    #expect(
      found.rows == [
        ["Lê Thị", "dòng không chữ", "Thị", "3", "so-03.jpg"], [nil, nil, nil, "2", nil],
      ])
    // A line without words has no confidence, so it is not certain.
    #expect(found.notes == ["f0", "f1", "f2"].map { "1 W-OCR-LOW \($0)" })
  }

  @Test("Any split of the document into reads, and of pages into chunks, gives the same rows")
  func splits() throws {
    for text in Self.all {
      let whole = try read(text, ["@text", "@confidence", "#b1"])
      for step in [1, 2, 3, 7, 64] {
        let split = try read(text, ["@text", "@confidence", "#b1"], step: step, rows: 1)
        #expect(split.rows == whole.rows)
        #expect(split.notes == whole.notes)
      }
    }
  }

  @Test("A reading that goes on behind any page gives the pages after it")
  func resume() throws {
    for text in Self.all {
      let whole = try read(text, ["@text", "@page"], rows: 1)
      for (index, position) in whole.positions.enumerated() {
        let rest = try read(text, ["@text", "@page"], rows: 1, from: position)
        #expect(rest.rows == Array(whole.rows.dropFirst(index + 1)))
      }
    }
  }

  @Test("A document that breaks off gives its whole pages, then the break")
  func breaks() throws {
    for count in stride(from: 0, to: Self.altoText.utf8.count - 1, by: 5) {
      let text = String(decoding: Self.altoText.utf8.prefix(count), as: UTF8.self)
      let failure = #expect(throws: Diagnostic.self) {
        let rows = try read(text, ["@page"]).rows
        #expect(rows.count < 3)
      }
      #expect(["SH3701", "SH3702"].contains(failure?.code), "\(count)")
    }
  }

  @Test(
    "What is no recognised text, another format, or has a document type in XML is refused",
    arguments: [
      ("", nil, "SH3702"), ("so,ten\n1,2\n", nil, "SH3702"), ("<a><b/></a>", nil, "SH3702"),
      (Self.altoText, "hocr", "SH3703"), (Self.hocrText, "page", "SH3703"),
      (
        "<!DOCTYPE alto [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alto><Page/></alto>", nil,
        "SH3701"
      ),
    ] as [(String, String?, String)])
  func refused(text: String, format: String?, code: String) throws {
    let shape = OCRShape(format: format.flatMap { OCRShape.Format(rawValue: $0) })
    let failure = #expect(throws: Diagnostic.self) { try read(text, ["@text"], shape: shape) }
    #expect(failure?.code == code)
    #expect(failure?.status == .input)
  }

  @Test("A page with more text than allowed is refused whole")
  func limit() throws {
    let found = try read(Self.altoText, ["@text"], shape: OCRShape(textBytes: 12))
    #expect(found.rows == [[nil], [nil]])
    #expect(found.notes == ["1 E-LIMIT "])
  }

  @Test("Changed and nested documents end in rows or in a break, in bounded time")
  func hostile() throws {
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for round in 0..<600 {
      var bytes = Array(Self.all[round % 3].utf8)
      for _ in 0...next(6) { bytes[next(bytes.count)] = UInt8(next(256)) }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let whole = try read(text, ["@text", "@page"])
        // How HTML that is broken is mended depends on the pieces it comes in.
        if round % 3 < 2 {
          #expect(try read(text, ["@text", "@page"], step: 5).rows == whole.rows)
        }
      } catch let error as Diagnostic {
        #expect(["SH3701", "SH3702"].contains(error.code))
      }
    }
    for open in ["<alto>", "<html><body>"] {
      let deep = open + String(repeating: open == "<alto>" ? "<a>" : "<div>", count: 100_000)
      #expect(throws: Diagnostic.self) { try read(deep, ["@text"]) }
    }
  }

  @Test(
    "A zone is four lengths, a block or a word with an at sign; all else is none",
    arguments: [
      ("1 2 3 4", true), ("1,2,3,4", true), ("1.5 0 10% 100%", true), ("#a", true), ("@text", true),
      ("", false), ("1 2 3", false), ("1 2 3 0", false), ("-1 2 3 4", false), ("1 2 3 101%", false),
      ("a b c d", false), ("#", false), ("@foo", false), ("1e3 2 3 4", false), ("hoTen", false),
    ])
  func zones(text: String, isZone: Bool) { #expect((OCRZone(text) != nil) == isZone) }
}
