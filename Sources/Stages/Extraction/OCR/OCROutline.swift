import Markup

/// What the beginning of a recognised document tells of its form: for guessing a definition.
public struct OCROutline: Sendable {
  /// The document's format.
  public let format: OCRShape.Format
  /// The zones seen on its first page, as a definition writes them: blocks by label, type or ID.
  public let zones: [String]

  private static let mostBlocks = 12

  /// Looks at a beginning; `nil` where it is none of the formats.
  public init?(_ beginning: [UInt8]) {
    guard let format = OCRBreak.format(of: beginning.prefix(4096)),
      let parser = try? MarkupParser(isHTML: format == .hocr)
    else { return nil }
    if format == .hocr, !String(decoding: beginning, as: UTF8.self).contains("ocr_page") {
      return nil
    }
    self.format = format
    var assembler = OCRAssembler(OCRShape(), isHTML: format == .hocr)
    var tape = MarkupTape()
    let end = beginning.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? beginning.count
    parser.feed(beginning, 0..<end, into: &tape)
    var cursor = 0
    _ = assembler.consume(tape, from: &cursor)
    var names: [String] = []
    for block in assembler.page.blocks {
      // Labels and types say more than IDs, which stand first.
      let seen = block.names.map { String(decoding: $0, as: UTF8.self) }.filter { !$0.isEmpty }
      let isLine = seen.contains { ["ocr_line", "ocr_par", "ocrx_line"].contains($0) }
      guard let id = seen.first, !isLine else { continue }
      let label = seen.dropFirst().last { !$0.hasPrefix("ocr_") && !$0.hasPrefix("ocrx_") }
      let name = "#" + (label ?? id)
      if !names.contains(name), names.count < Self.mostBlocks { names.append(name) }
    }
    zones = ["@page", "@image", "@confidence"] + names + ["@text"]
  }
}
