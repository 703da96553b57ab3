import Testing

@testable import Columnar

@Suite struct CellSurveyTests {
  /// Texts of every length to 70, of letters, signs and characters of one to four bytes.
  private static let texts: [String] = {
    let letters = Array("aZ09 .'-\tđĐễ中😀")
    var state: UInt64 = 7
    return (0..<400).map { round in
      String(
        (0..<round % 71).map { _ -> Character in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return letters[Int(state >> 40) % letters.count]
        })
    }
  }()

  /// The shape by its definition.
  private func shape(of text: String) -> String {
    var shape = ""
    var isInWord = false
    for scalar in text.unicodeScalars {
      let isLetter = !scalar.isASCII || scalar.properties.isAlphabetic
      defer { isInWord = isLetter }
      if isLetter && isInWord { continue }
      if isLetter {
        shape += scalar.isASCII && scalar.properties.isLowercase ? "a" : "A"
      } else if ("0"..."9").contains(scalar) {
        shape += "9"
      } else {
        shape += scalar.value <= 0x20 ? "_" : String(scalar)
      }
    }
    return String(shape.prefix(32))
  }

  private func arena() -> (cells: [Cell], bytes: ByteArena) {
    var bytes = ByteArena()
    var cells = Self.texts.map { bytes.append(Array($0.utf8)) }
    cells.append(.null)
    // No room behind the last text: what is read must end there.
    bytes.storage.removeLast(bytes.storage.count - bytes.count)
    return (cells, bytes)
  }

  @Test("Counts, lengths and shapes are those of the definition")
  func figures() {
    let (cells, bytes) = arena()
    var survey = CellSurvey()
    var details = CellSurvey.Details()
    var none: [UInt8] = []
    survey.add(
      cells, of: bytes.storage, rows: cells.indices, live: [], registers: &none, details: &details)
    let filled = Self.texts.filter { !$0.isEmpty }
    let lengths = filled.map(\.unicodeScalars.count)
    #expect(survey.filled == filled.count)
    #expect(survey.characters == (lengths.min() ?? 0)...(lengths.max() ?? 0))
    #expect(details.count == filled.count)
    for index in 0..<details.count {
      let item = details[index]
      let text = Self.texts[item.row]
      #expect(item.characters == text.unicodeScalars.count)
      #expect(String(decoding: details.shapes[item.shape], as: UTF8.self) == shape(of: text))
    }
  }

  @Test("Equal texts have equal hashes wherever they lie, others have others")
  func hashes() {
    let (cells, bytes) = arena()
    var moved = ByteArena()
    moved.append([1, 2, 3])
    let others = cells.map { $0.isNull ? .null : moved.append(Array(bytes.storage[$0.range])) }
    func hashes(_ cells: [Cell], _ bytes: ByteArena) -> [UInt64] {
      var survey = CellSurvey()
      var details = CellSurvey.Details()
      var none: [UInt8] = []
      survey.add(
        cells, of: bytes.storage, rows: cells.indices, live: [], registers: &none,
        details: &details)
      return (0..<details.count).map { details[$0].hash }
    }
    let first = hashes(cells, bytes)
    #expect(first == hashes(others, moved))
    #expect(Set(first).count == Set(Self.texts.filter { !$0.isEmpty }).count)
  }

  @Test("Rows that do not count are passed over, and rows in parts give what they give together")
  func partsOfRows() {
    let (cells, bytes) = arena()
    let live = cells.indices.map { UInt8($0 % 3 == 0 ? 0 : 1) }
    var whole = CellSurvey()
    var parts = CellSurvey()
    var details = CellSurvey.Details()
    var (registers, others) = (
      [UInt8](repeating: 0, count: 4096), [UInt8](repeating: 0, count: 4096)
    )
    whole.add(
      cells, of: bytes.storage, rows: cells.indices, live: live, registers: &registers,
      details: &details)
    #expect((0..<details.count).allSatisfy { live[details[$0].row] == 1 })
    for start in stride(from: 0, to: cells.count, by: 7) {
      parts.add(
        cells, of: bytes.storage, rows: start..<min(start + 7, cells.count), live: live,
        registers: &others, details: &details)
    }
    #expect(whole.filled == parts.filled)
    #expect(whole.characters == parts.characters)
    #expect(registers == others)
  }

  @Test("A floor under the registers spares work and changes none of them")
  func floor() {
    var bytes = ByteArena()
    let cells = (0..<60_000).map { bytes.append(Array(String($0).utf8)) }
    var (whole, parts) = (CellSurvey(), CellSurvey())
    var details = CellSurvey.Details()
    var registers = [UInt8](repeating: 0, count: 4096)
    var others = registers
    var floor: UInt8 = 0
    whole.add(
      cells, of: bytes.storage, rows: cells.indices, live: [], registers: &registers,
      details: &details)
    for start in stride(from: 0, to: cells.count, by: 10_000) {
      parts.add(
        cells, of: bytes.storage, rows: start..<start + 10_000, live: [], registers: &others,
        floor: floor, details: &details)
      floor = others.min() ?? 0
    }
    #expect(floor > 0)
    #expect(registers == others)
  }

  @Test("Without registers texts that are not looked at in detail are counted alone")
  func countedAlone() {
    let (cells, bytes) = arena()
    var survey = CellSurvey(offset: 1 << 20)
    var details = CellSurvey.Details()
    var none: [UInt8] = []
    survey.add(
      cells, of: bytes.storage, rows: 0..<20, live: [], registers: &none, details: &details)
    #expect(survey.filled == Self.texts[..<20].count { !$0.isEmpty })
    #expect(details.count == 0)
    #expect(survey.characters == nil)
  }
}
