/// An XML document with one element a record and one child a field.
struct Markup: Sendable {
  private let openings: [[UInt8]]
  private let closings: [[UInt8]]
  /// Whether a field without text still has its element.
  private let writesEmptyElements: Bool

  /// - Parameters:
  ///   - names: the elements' names, one a field.
  ///   - writesEmptyElements: whether a field without text still has its element.
  init(elements names: [String], writesEmptyElements: Bool) {
    openings = names.map { Array("  <\($0)>".utf8) }
    closings = names.map { Array("</\($0)>\n".utf8) }
    self.writesEmptyElements = writesEmptyElements
  }

  func begin(into output: inout [UInt8]) {
    output += Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <danhSach coQuan="UBND" loai="KS">

      """.utf8)
  }

  func append(_ record: Record, to output: inout [UInt8]) {
    output.append(contentsOf: "<hoSo>\n".utf8)
    let bytes = record.bytes.span
    for index in openings.indices {
      let range = record.fields[index]
      if range.isEmpty && !writesEmptyElements { continue }
      output.append(contentsOf: openings[index])
      for position in range {
        switch bytes[position] {
        case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
        case let byte: output.append(byte)
        }
      }
      output.append(contentsOf: closings[index])
    }
    output.append(contentsOf: "</hoSo>\n".utf8)
  }

  func end(into output: inout [UInt8]) { output += Array("</danhSach>\n".utf8) }
}
