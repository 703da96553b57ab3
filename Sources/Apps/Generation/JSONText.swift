/// Records as objects of JSON: a line each, or the items of the list in a document.
struct JSONText: Sendable {
  private let names: [[UInt8]]
  /// The fields that are written as numbers where they are some.
  private let numbers: Set<Int>
  /// What stands before and behind the records of a document; nothing for lines.
  private let frame: (opening: [UInt8], closing: [UInt8])

  /// - Parameters:
  ///   - names: the members' names, one a field.
  ///   - numbers: the fields that are written as numbers where they are some.
  ///   - kind: what the document says it holds, or `nil` for lines.
  init(names: [String], numbers: Set<Int>, kind: String?) {
    self.names = names.map { Array("\"\($0)\":".utf8) }
    self.numbers = numbers
    frame =
      kind.map { (Array("{\"loai\":\"\($0)\",\"danhSach\":[\n".utf8), Array("\n]}\n".utf8)) }
      ?? ([], [])
  }

  private var isDocument: Bool { !frame.opening.isEmpty }

  func begin(into output: inout [UInt8]) { output += frame.opening }

  func end(into output: inout [UInt8]) { output += frame.closing }

  func append(_ record: Record, isFirst: Bool, defect: Defect?, to output: inout [UInt8]) {
    if isDocument && !isFirst { output += Array(",\n".utf8) }
    output.append(UInt8(ascii: "{"))
    for (index, name) in names.enumerated() {
      if defect == .tooFewFields && index == names.count / 2 { break }
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output += name
      append(Array(record.bytes[record.fields[index]]), index, to: &output)
    }
    if defect != .tooFewFields { output.append(UInt8(ascii: "}")) }
    if !isDocument { output.append(10) }
  }

  private func append(_ value: [UInt8], _ index: Int, to output: inout [UInt8]) {
    guard !value.isEmpty else {
      output += Array("null".utf8)
      return
    }
    let isNumber = value[0] != 0x30 && value.allSatisfy { 0x30...0x39 ~= $0 }
    if isNumber && numbers.contains(index) {
      output += value
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in value {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 10: output += Array("\\n".utf8)
      case 13: output += Array("\\r".utf8)
      case 9: output += Array("\\t".utf8)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
