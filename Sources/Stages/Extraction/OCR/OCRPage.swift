/// A rectangle in a page's units.
struct OCRBox: Equatable {
  var left = 0.0
  var top = 0.0
  var right = 0.0
  var bottom = 0.0

  /// The least rectangle around points `x,y x,y …` (PAGE XML); `nil` where there is none.
  init?(points: some Sequence<UInt8>) {
    let numbers = OCRNumber.all(in: points)
    guard numbers.count >= 2 else { return nil }
    self.init(left: numbers[0], top: numbers[1], right: numbers[0], bottom: numbers[1])
    for pair in stride(from: 2, to: numbers.count - 1, by: 2) {
      add(x: numbers[pair], y: numbers[pair + 1])
    }
  }

  init(left: Double, top: Double, right: Double, bottom: Double) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  mutating func add(x: Double, y: Double) {
    left = min(left, x)
    right = max(right, x)
    top = min(top, y)
    bottom = max(bottom, y)
  }

  /// Whether the middle of another one lies inside.
  func holdsMiddle(of other: OCRBox) -> Bool {
    let x = (other.left + other.right) / 2
    let y = (other.top + other.bottom) / 2
    return x >= left && x < right && y >= top && y < bottom
  }
}

/// Numbers in attribute values.
enum OCRNumber {
  /// The numbers of a text, whatever stands between them; a sign belongs to the digits behind it.
  static func all(in text: some Sequence<UInt8>) -> [Double] {
    var numbers: [Double] = []
    var digits: [UInt8] = []
    func end() {
      if let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite {
        numbers.append(value)
      }
      digits.removeAll(keepingCapacity: true)
    }
    for byte in text {
      if byte &- 0x30 < 10 || byte == UInt8(ascii: ".")
        || (byte == UInt8(ascii: "-") && digits.isEmpty)
      {
        if digits.count < 24 { digits.append(byte) }
      } else {
        end()
      }
    }
    end()
    return numbers
  }

  static func first(in text: some Sequence<UInt8>) -> Double? { all(in: text).first }
}

/// The words of one page with where they stand and how sure the recognition is of them.
struct OCRPage {
  struct Word {
    /// Its text in ``OCRPage/text``.
    var text: Range<Int>
    var box: OCRBox?
    /// In percent; `nil` where the document does not say it.
    var confidence: Double?
    /// The block that it stands in, or -1.
    var block: Int
    /// The number of its line on the page.
    var line: Int
  }

  struct Block {
    /// Its ID, type and labels.
    var names: [[UInt8]]
    /// The block around it, or -1.
    var parent: Int
    /// Its place in the reading order that the document declares, or the last.
    var order = Int.max
  }

  var number: Int?
  var image: [UInt8] = []
  var width = 0.0
  var height = 0.0
  var text: [UInt8] = []
  var words: [Word] = []
  var blocks: [Block] = []
  var line = 0
  /// Whether there was more text or words than allowed.
  var isOverLimit = false

  /// Forgets the page and keeps the storage.
  mutating func removeAll() {
    number = nil
    image.removeAll(keepingCapacity: true)
    (width, height, line, isOverLimit) = (0, 0, 0, false)
    text.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
  }

  /// Adds a word unless it has no text; white space in it becomes single blanks.
  mutating func add(
    _ content: some Sequence<UInt8>, box: OCRBox?, confidence: Double?, block: Int,
    limits: OCRShape
  ) {
    let start = text.count
    var isParted = false
    for byte in content {
      if byte <= 0x20 {
        isParted = text.count > start
        continue
      }
      if isParted { text.append(0x20) }
      isParted = false
      text.append(byte)
    }
    guard text.count > start else { return }
    guard text.count <= limits.textBytes, words.count < limits.words else {
      isOverLimit = true
      text.removeLast(text.count - start)
      return
    }
    words.append(
      Word(
        text: start..<text.count, box: box, confidence: confidence, block: block, line: line))
  }

  /// Puts the words in the reading order that the document declares, else leaves them as they stand.
  mutating func sortByReadingOrder() {
    guard blocks.contains(where: { $0.order != .max }) else { return }
    func order(_ block: Int) -> Int {
      var block = block
      while block >= 0 {
        if blocks[block].order != .max { return blocks[block].order }
        block = blocks[block].parent
      }
      return .max
    }
    let keys = words.map { order($0.block) }
    words = words.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { words[$0] }
  }

  /// The words of a zone, in their order.
  func words(in zone: OCRZone) -> [Int] {
    switch zone {
    case .text: return Array(words.indices)
    case .rectangle(let left, let top, let width, let height):
      let x = left.of(self.width)
      let y = top.of(self.height)
      let box = OCRBox(
        left: x, top: y, right: x + width.of(self.width), bottom: y + height.of(self.height))
      return words.indices.filter { words[$0].box.map { box.holdsMiddle(of: $0) } ?? false }
    case .block(let name):
      let named = blocks.indices.map { blocks[$0].names.contains(name) }
      return words.indices.filter { index in
        var block = words[index].block
        while block >= 0 {
          if named[block] { return true }
          block = blocks[block].parent
        }
        return false
      }
    case .page, .image, .confidence: return []
    }
  }
}
