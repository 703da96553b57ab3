import Dataflow
import Pairing
import Testing

@Suite struct ScanInspectionTests {
  private typealias Verdict = (format: String, state: ScanState)

  /// What an inspection says of bytes that pass in pieces.
  private func verdict(_ bytes: [UInt8], pieces: [Int] = []) -> Verdict {
    var inspection = ScanInspection()
    var start = 0
    for end in pieces + [bytes.count] where end > start {
      inspection.take(bytes, start..<end)
      start = end
    }
    let verdict = inspection.verdict
    return (verdict.format, verdict.state)
  }

  @Test("A whole image of each format is sound, wherever its bytes are cut into two reads")
  func whole() {
    for (format, bytes) in Images.all {
      for cut in 0...bytes.count {
        #expect(verdict(bytes, pieces: [cut]) == (format, .sound), "\(format) cut at \(cut)")
      }
      #expect(verdict(bytes, pieces: Array(0..<bytes.count)) == (format, .sound), "\(format)")
    }
  }

  @Test("An image that is cut off is damaged, wherever it is")
  func cutOff() {
    for (format, bytes) in Images.all {
      // The last line feed of a PDF, and the offset of the next page of a TIFF, say nothing.
      let last =
        format == "tiff" ? bytes.count - 4 : format == "pdf" ? bytes.count - 1 : bytes.count
      for count in 1..<last {
        let found = verdict(Array(bytes.prefix(count)))
        #expect(found.state == .damaged, "\(format) of \(count) bytes")
      }
    }
  }

  @Test("No bytes are an empty scan, other bytes a damaged one without a format")
  func others() {
    #expect(verdict([]) == ("", .empty))
    for text in ["404 Not Found", "<html><body>x</body></html>", "\u{0}\u{0}\u{0}\u{0}", "P"] {
      #expect(verdict(Array(text.utf8)) == ("", .damaged))
    }
  }

  @Test(
    "What looks whole at both ends is damaged all the same where its parts do not fit",
    arguments: [
      ("pdf", "%PDF-1.4\nstartxref\n900\n%%EOF"), ("pdf", "%PDF-1.4\nstartxref\nx\n%%EOF"),
      ("pdf", "%PDF-1.4\n<< /S >>\nstartxref\n9\n%%EOF"), ("pdf", "%PDF-1.4\n%%EOF"),
    ])
  func documents(format: String, text: String) {
    #expect(verdict(Array(text.utf8)) == (format, .damaged))
  }

  @Test(
    "A JPEG without pixels, a PNG without pixels and a TIFF that points behind its end are damaged")
  func images() {
    let noPixels: [UInt8] = [0xFF, 0xD8, 0xFF, 0xFE, 0, 12] + [UInt8](repeating: 1, count: 10)
    #expect(verdict(noPixels + [0xFF, 0xD9]) == ("jpeg", .damaged))
    let data = Images.png.count - 34
    #expect(
      verdict(Array(Images.png[..<data] + Images.png.suffix(12))) == ("png", .damaged))
    var tiff = Images.tiff
    tiff[8 + 4 + 2 + 24 + 8] = 200
    #expect(verdict(tiff) == ("tiff", .damaged))
  }

  @Test("More than the marker may follow the end of a JPEG, and a PDF may begin behind a header")
  func surroundings() {
    #expect(verdict(Images.jpeg + [0, 0, 0x0A]) == ("jpeg", .sound))
    #expect(verdict(Array("\u{1B}%-12345X\n".utf8) + Images.pdf) == ("pdf", .sound))
  }

  @Test("Changed and random bytes never trap and never look empty")
  func hostile() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for round in 0..<4000 {
      var bytes = Images.all[round % Images.all.count].bytes
      for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
      if next(3) == 0 { bytes.removeLast(next(bytes.count)) }
      let whole = verdict(bytes)
      #expect(whole.state != .empty)
      #expect(verdict(bytes, pieces: [next(bytes.count), bytes.count - 1]) == whole)
    }
  }

  @Test("A long scan takes no more memory than its end, and is judged by it")
  func long() {
    let noise = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 % 251) }
    let jpeg = Array(Images.jpeg.dropLast(2)) + noise
    #expect(verdict(jpeg + [0xFF, 0xD9], pieces: [9, 70_000, 140_000]) == ("jpeg", .sound))
    #expect(verdict(jpeg, pieces: [9, 70_000, 140_000]) == ("jpeg", .damaged))
  }
}
