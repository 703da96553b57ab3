import Foundation
import Testing

@testable import LegacyText

@Suite struct EncodingDetectorTests {
  /// Names put together from name parts by chance, and names of places.
  private static let names: [String] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/names.txt")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }()

  /// Encodings that words alone can tell.
  static let telling = LegacyEncoding.allCases.filter { $0 != .tcvn3Capitals }

  private static func verdict(
    _ texts: [[UInt8]], _ material: EncodingDetector.Material = .bytes
  ) -> EncodingVerdict {
    var detector = EncodingDetector(material)
    for text in texts { detector.add(text) }
    return detector.verdict
  }

  @Test("A column of twenty names tells its encoding", arguments: telling)
  func columns(encoding: LegacyEncoding) {
    var (columns, wrong) = (0, 0)
    for start in stride(from: 0, to: Self.names.count - 20, by: 20) {
      let cells = Self.names[start..<start + 20].compactMap { Facts.encode($0, as: encoding) }
      guard cells.count >= 18 else { continue }
      columns += 1
      let verdict = Self.verdict(cells)
      // TCVN3 is a part of TCVN 5712-1 and gives the same letters.
      let same = encoding == .tcvn5712 ? LegacyEncoding.tcvn3 : encoding
      if verdict.encoding != encoding && verdict.encoding != same {
        wrong += 1
        Issue.record("\(encoding): \(verdict.evidence), \(verdict.confidence)")
      }
    }
    #expect(columns >= 20)
    #expect(wrong == 0)
  }

  // BKHCM1 has capitals that look like punctuation and cut its words: it takes more than a cell.
  @Test(
    "A single cell is never decided wrongly",
    arguments: telling.filter { $0 != .viqr && $0 != .bkhcm1 })
  func cells(encoding: LegacyEncoding) {
    var (right, undecided) = (0, 0)
    for name in stride(from: 0, to: Self.names.count, by: 3).map({ Self.names[$0] }) {
      guard let cell = Facts.encode(name, as: encoding) else { continue }
      let verdict = Self.verdict([cell])
      guard let found = verdict.encoding else {
        undecided += 1
        continue
      }
      #expect(
        LegacyDecoder(found).decode(cell) == LegacyDecoder(encoding).decode(cell),
        "\(encoding) read as \(found)")
      right += 1
    }
    #expect(right * 10 >= (right + undecided) * 7, "\(right) right, \(undecided) undecided")
  }

  @Test("Prose with words that no list has is decided", arguments: telling)
  func prose(encoding: LegacyEncoding) throws {
    let text = """
      Cải chính năm sinh theo quyết định số 12 của chủ tịch; ghi chú: đã thu hồi bản sao cũ, người yêu \
      cầu không nộp được giấy chứng sinh nên phải cam đoan trước cán bộ hộ tịch về việc sinh là thật
      """
    let bytes = try #require(Facts.encode(text, as: encoding))
    let verdict = Self.verdict([bytes])
    #expect(
      verdict.encoding == (encoding == .tcvn5712 ? .tcvn3 : encoding),
      "\(verdict.evidence), \(verdict.confidence)")
  }

  @Test("Names in a font of capitals are TCVN3, and TCVN 5712-1 only where a byte shows it")
  func capitals() throws {
    let cells = Self.names.prefix(40).compactMap { Facts.encode($0.lowercased(), as: .tcvn3) }.map {
      $0.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
    }
    #expect(Self.verdict(cells).encoding == .tcvn3)
    let capitals = Self.names.prefix(40).compactMap { Facts.encode($0.uppercased(), as: .tcvn5712) }
    #expect(Self.verdict(capitals).encoding == .tcvn5712)
  }

  @Test("Plain ASCII proves nothing")
  func plain() {
    let verdict = Self.verdict([Array("Nguyen Van An,address,middle,added,12/5/1990".utf8)])
    #expect(verdict.decision == nil)
    #expect(Self.verdict([Array("a,b\n1,2".utf8)]).words == 0)
    #expect(Self.verdict([]).evidence == "no word with marks")
  }

  @Test(
    "Foreign text is not decoded",
    arguments: [
      (
        "windows-1252 French", String.Encoding.windowsCP1252,
        """
        Le maire déclare qu'à la mairie de Besançon, où l'été dernier l'élève Hélène a été reçue, \
        les prénoms français André, Zoé, Noël, Gaël, Amélie, Chloé et Jérôme sont très fréquents, même \
        après la fête célébrée près du château, côté forêt; voilà, ça suffit, garçon
        """
      ),
      (
        "windows-1252 German", .windowsCP1252,
        """
        Müller, Schröder, Jäger, Köhler, Böhm, Krüger, Schäfer, Grün, Weiß, Strauß, Bäcker, Löwe, \
        über, für, schön, größer, Straße, Mädchen, Männer, Söhne, Töchter, Gemüse, Küche
        """
      ),
      (
        "windows-1252 Portuguese", .windowsCP1252,
        """
        São João, Conceição, Gonçalves, Magalhães, Simões, Araújo, Antônio, Mônica, não, também, \
        coração, inscrição, município, família, órfão, irmã, mãe, José, Inês, Luís
        """
      ),
      (
        "windows-1250 Polish", .windowsCP1250,
        """
        Wałęsa, Łódź, Kraków, Gdańsk, Świętokrzyskie, Żółkiewski, Jabłoński, Dąbrowska, Wójcik, \
        Kamiński, Woźniak, Kozłowski, źródło, książka, dziękuję, późno, żółć
        """
      ),
      (
        "windows-1251 Russian", .windowsCP1251,
        """
        Иванов Иван Иванович, Петрова Мария Сергеевна, город Москва, свидетельство о рождении, \
        отец, мать, дата рождения, место жительства, гражданство
        """
      ),
      ("Shift JIS", .shiftJIS, "山田太郎、東京都千代田区、出生届、住所、氏名、生年月日、母の氏名、世帯主"),
    ])
  func foreign(name: String, encoding: String.Encoding, text: String) throws {
    let bytes = [UInt8](try #require(text.data(using: encoding, allowLossyConversion: true)))
    let verdict = Self.verdict([bytes])
    #expect(verdict.decision == nil, "\(name): \(verdict.evidence), \(verdict.confidence)")
  }

  @Test("Legacy text that a workbook holds as characters is told from text that is what it says")
  func mangled() throws {
    for encoding in [LegacyEncoding.tcvn3, .vni, .viscii, .vps, .cp1258, .bkhcm2, .vietwareX] {
      let texts = try Self.names.prefix(60).compactMap { name -> [UInt8]? in
        guard let bytes = Facts.encode(name, as: encoding) else { return nil }
        return try Self.characters(of: bytes)
      }
      #expect(Self.verdict(texts, .text).decision == .legacy(encoding))
    }
    let plain = Self.names.prefix(60).map { Array($0.utf8) }
    #expect(Self.verdict(plain, .text).decision == .asWritten)
    let again = try plain.map(Self.characters)
    #expect(Self.verdict(again, .text).decision == .reencoded(times: 1))
    #expect(Self.verdict(try again.map(Self.characters), .text).decision == .reencoded(times: 2))
    let three = try again.map(Self.characters).map(Self.characters)
    #expect(Self.verdict(three, .text).decision == nil)
  }

  /// UTF-8 of the characters that bytes are in Windows code page 1252, its holes in Latin-1.
  private static func characters(of bytes: [UInt8]) throws -> [UInt8] {
    try bytes.flatMap { byte -> [UInt8] in
      let holes: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
      if holes.contains(byte) { return [0xC2, byte] }
      let text = String(data: Data([byte]), encoding: .windowsCP1252)
      return Array(try #require(text).utf8)
    }
  }

  @Test("Evidence counts words in both languages and shows none")
  func evidence() throws {
    let verdict = Self.verdict(
      ["Nguyễn", "Trần", "Lê", "Phạm"].compactMap { Facts.encode($0, as: .vni) })
    #expect(verdict.encoding == .vni)
    #expect(verdict.evidence.hasPrefix("4 of 4 words with marks read as Vietnamese in vni, "))
    #expect(verdict.evidenceVietnamese.hasPrefix("4/4 từ có dấu đọc được theo vni, "))
    #expect(verdict.confidence > 0.9 && verdict.confidence < 1)
  }

  @Test("Any bytes whatever get a verdict, in bounded time", .timeLimit(.minutes(50)))
  func hostile() {
    var state: UInt64 = 5
    var detector = EncodingDetector()
    var text = EncodingDetector(.text)
    for round in 0..<400 {
      let bytes = (0..<round * 3).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      detector.add(bytes)
      text.add(bytes)
    }
    #expect(detector.verdict.decision == nil)
    #expect(text.verdict.decision == nil)
    #expect(detector.isFull)
    detector.add([UInt8](repeating: 0xE1, count: 1 << 20))
  }
}
