/// An XML document with one element a record and one child a field.
struct Markup: Sendable {
  private let openings: [[UInt8]]
  private let closings: [[UInt8]]
  /// Whether a field without text still has its element.
  private let writesEmptyElements: Bool
  private let root: (opening: [UInt8], closing: [UInt8])
  private let element: (opening: [UInt8], closing: [UInt8])

  /// - Parameters:
  ///   - names: the elements' names, one a field.
  ///   - writesEmptyElements: whether a field without text still has its element.
  ///   - root: the document element's start tag without its brackets.
  ///   - element: the name of the element that is a record.
  init(
    elements names: [String], writesEmptyElements: Bool,
    root: String = "danhSach coQuan=\"UBND\" loai=\"KS\"", element: String = "hoSo"
  ) {
    let name = root.prefix { $0 != " " }
    self.root = (Array("<\(root)>\n".utf8), Array("</\(name)>\n".utf8))
    self.element = (Array("<\(element)>\n".utf8), Array("</\(element)>\n".utf8))
    openings = names.map { Array("  <\($0)>".utf8) }
    closings = names.map { Array("</\($0)>\n".utf8) }
    self.writesEmptyElements = writesEmptyElements
  }

  func begin(into output: inout [UInt8]) {
    output += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    output += root.opening
  }

  func append(_ record: Record, to output: inout [UInt8]) {
    output.append(contentsOf: element.opening)
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
    output.append(contentsOf: element.closing)
  }

  func end(into output: inout [UInt8]) { output += root.closing }
}
