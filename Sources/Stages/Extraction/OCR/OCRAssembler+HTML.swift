extension OCRAssembler {
  /// Takes an element of hOCR by its classes (hOCR 1.2): the name of the element means nothing.
  mutating func startHTML(_ values: Attributes, _ frame: inout Frame) {
    let classes = (values[.classes] ?? []).split(separator: 0x20).map { Array($0) }
    let title = values[.title] ?? []
    func has(_ name: String) -> Bool { classes.contains(Array(name.utf8)) }
    if has("ocr_page") {
      frame.role = .page
      beginPage()
      frame.block = -1
      page.image = Self.text("image", in: title)
      page.number = Self.numbers("ppageno", in: title).first.map { Int($0) + 1 }
      let box = Self.numbers("bbox", in: title)
      if box.count == 4 { (page.width, page.height) = (box[2] - box[0], box[3] - box[1]) }
      return
    }
    let box = Self.numbers("bbox", in: title)
    if box.count == 4 {
      frame.box = OCRBox(left: box[0], top: box[1], right: box[2], bottom: box[3])
    }
    if has("ocrx_word") || has("ocr_word") {
      frame.role = .word
      frame.confidence = Self.numbers("x_wconf", in: title).first
    } else if ["ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat"].contains(
      where: has)
    {
      add(block: [values[.id] ?? []] + classes, &frame)
      frame.role = .line
      page.line += 1
    } else if classes.contains(where: { $0.starts(with: Array("ocr".utf8)) }) {
      add(block: [values[.id] ?? []] + classes, &frame)
    }
  }

  /// The numbers of a property in a title: `bbox 10 20 30 40; x_wconf 93`.
  private static func numbers(_ name: String, in title: [UInt8]) -> [Double] {
    OCRNumber.all(in: property(name, in: title))
  }

  /// The text of a property, without quotes.
  private static func text(_ name: String, in title: [UInt8]) -> [UInt8] {
    property(name, in: title).filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
  }

  private static func property(_ name: String, in title: [UInt8]) -> [UInt8] {
    let name = Array(name.utf8)
    for part in title.split(separator: UInt8(ascii: ";")) {
      let part = part.drop { $0 <= 0x20 }
      guard part.starts(with: name), let next = part.dropFirst(name.count).first, next <= 0x20
      else {
        continue
      }
      let value = part.dropFirst(name.count).drop { $0 <= 0x20 }
      return Array(value[..<(value.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? value.startIndex)])
    }
    return []
  }
}
