internal import Archives

/// The first bytes of a unit, read from its stream as far as they are needed.
struct UnitBeginning {
  private let stream: any ByteStream
  /// What has been read.
  private(set) var content: [UInt8] = []
  /// Whether it is the whole unit.
  private(set) var isAtEnd = false

  init(_ stream: any ByteStream) { self.stream = stream }

  /// Reads until there are `size` bytes or a few more, or all there are.
  mutating func fill(_ size: Int) throws {
    guard content.count < size, !isAtEnd else { return }
    var block = [UInt8](repeating: 0, count: 4 << 10)
    while content.count < size && !isAtEnd {
      let count = try stream.read(into: &block, at: 0)
      content.append(contentsOf: block[..<count])
      isAtEnd = count == 0
    }
  }
}
