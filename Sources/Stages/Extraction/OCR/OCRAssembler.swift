import Markup

/// Gathers the words of a document's pages from what a parser met.
struct OCRAssembler {
  typealias Attributes = [(name: OCRAttribute, value: [UInt8])]

  /// An element that is open.
  struct Frame {
    var element: OCRElement
    var role = Role.none
    /// The block around what stands inside.
    var block: Int
    var box: OCRBox?
    var confidence: Double?
    /// The text that counts for the element, and how many words were there when it began.
    var text: [UInt8] = []
    var words = 0
    /// The `index` of the text taken; the least wins, the first without one.
    var textIndex = Int.max
  }

  /// What an element is for, where its name alone does not say it.
  enum Role {
    case none, page, block, line, word
    /// Text inside counts for no word.
    case ignored
  }

  let shape: OCRShape
  let isHTML: Bool
  /// The format that the document has shown; `nil` before its root, or for a root of none.
  private(set) var format: OCRShape.Format?
  /// The page that is being read, or the one that has just ended.
  var page = OCRPage()
  /// The number of pages that have ended.
  private(set) var pageCount: Int64 = 0
  private var elements: [OCRElement] = []
  private var attributes: [OCRAttribute] = []
  var frames: [Frame] = []
  /// The labels of ALTO's tags, by ID.
  private var labels: [[UInt8]: [UInt8]] = [:]
  private var imageName: [UInt8] = []
  /// The regions of PAGE by ID in the declared reading order.
  private var readingOrder: [[UInt8]: Int] = [:]
  /// Whether the second part of a hyphenated word is to come.
  private var skipsHyphenPart = false
  /// The most bytes gathered for one element's text.
  private let mostText = 1 << 20

  init(_ shape: OCRShape, isHTML: Bool) {
    self.shape = shape
    self.isHTML = isHTML
    if isHTML { format = .hocr }
  }

  /// Takes events until a page ends.
  ///
  /// - Returns: whether ``page`` is whole.
  mutating func consume(_ tape: MarkupTape, from cursor: inout Int) -> Bool {
    while elements.count < tape.names.count {
      let name = tape.names[elements.count].local
      elements.append(OCRElement(name, isHTML: isHTML))
      attributes.append(OCRAttribute(name, isHTML: isHTML))
    }
    while cursor < tape.events.count {
      let event = tape.events[cursor]
      cursor += 1
      switch event.kind {
      case .start:
        var values: Attributes = []
        for _ in 0..<Int(event.textLength) where cursor < tape.events.count {
          let attribute = tape.events[cursor]
          guard attribute.kind == .attribute else { break }
          cursor += 1
          let name = attributes[Int(attribute.name)]
          guard name != .other else { continue }
          let start = Int(attribute.textStart)
          values.append((name, Array(tape.text[start..<start + Int(attribute.textLength)])))
        }
        start(elements[Int(event.name)], values)
      case .text: text(tape.text[Int(event.textStart)..<Int(event.textStart + event.textLength)])
      case .end: if end() { return true }
      case .attribute, .invalid: break
      }
    }
    return false
  }

  private mutating func start(_ element: OCRElement, _ values: Attributes) {
    var frame = Frame(element: element, block: frames.last?.block ?? -1, words: page.words.count)
    if frames.last?.role == .ignored { frame.role = .ignored }
    if isHTML {
      startHTML(values, &frame)
    } else if frame.role != .ignored {
      startXML(element, values, &frame)
    }
    frames.append(frame)
  }

  private mutating func startXML(_ element: OCRElement, _ values: Attributes, _ frame: inout Frame)
  {
    switch element {
    case .alto: format = .alto
    case .pcGts: format = .page
    case .layoutTag:
      if let id = values[.id], let label = values[.label] { labels[id] = label }
    case .page: beginPage(values, &frame)
    case .composedBlock, .textBlock, .region: beginBlock(values, &frame)
    case .textLine, .line:
      frame.role = .line
      page.line += 1
    case .string: addString(values, frame.block)
    case .word:
      frame.role = .word
    case .glyph: frame.role = .ignored
    case .coordinates:
      if let points = values[.points], !frames.isEmpty {
        frames[frames.count - 1].box = OCRBox(points: points)
      }
    case .point: addPoint(values)
    case .textEquivalent:
      frame.confidence = values[.pageConfidence].flatMap { OCRNumber.first(in: $0) }.map {
        $0 * 100
      }
      frame.textIndex =
        values[.index].flatMap { OCRNumber.first(in: $0) }.map { Int($0.rounded()) } ?? 0
    case .regionReference:
      if let id = values[.regionReference], readingOrder[id] == nil {
        readingOrder[id] = readingOrder.count
      }
    default: break
    }
  }

  /// Begins a page of ALTO or PAGE; the latter has its regions' order before them.
  private mutating func beginPage(_ values: Attributes, _ frame: inout Frame) {
    frame.role = .page
    beginPage()
    page.image = values[.imageName] ?? imageName
    page.number = values[.number].flatMap { OCRNumber.first(in: $0) }.map { Int($0) }
    func length(_ names: OCRAttribute...) -> Double {
      names.lazy.compactMap { values[$0] }.first.flatMap { OCRNumber.first(in: $0) } ?? 0
    }
    page.width = length(.width, .imageWidth)
    page.height = length(.height, .imageHeight)
    frame.block = -1
  }

  mutating func beginPage() {
    page.removeAll()
    readingOrder.removeAll()
    skipsHyphenPart = false
  }

  private mutating func beginBlock(_ values: Attributes, _ frame: inout Frame) {
    var names = [values[.id], values[.type], values[.label]].compactMap(\.self)
    for tag in (values[.tags] ?? []).split(separator: 0x20) {
      names.append(labels[Array(tag)] ?? Array(tag))
    }
    add(block: names, &frame)
    if let id = values[.id], let order = readingOrder[id] {
      page.blocks[page.blocks.count - 1].order = order
    }
  }

  mutating func add(block names: [[UInt8]], _ frame: inout Frame) {
    frame.role = .block
    page.blocks.append(OCRPage.Block(names: names, parent: frame.block))
    frame.block = page.blocks.count - 1
  }

  /// A word of ALTO; of a hyphenated one the first part brings the whole.
  private mutating func addString(_ values: Attributes, _ block: Int) {
    let part = values[.substituteType].map { String(decoding: $0, as: UTF8.self) }
    var content = values[.content] ?? []
    if part == "HypPart2", skipsHyphenPart {
      skipsHyphenPart = false
      return
    }
    if part == "HypPart1", let whole = values[.substitute], !whole.isEmpty {
      content = whole
      skipsHyphenPart = true
    }
    func number(_ name: OCRAttribute) -> Double? {
      values[name].flatMap { OCRNumber.first(in: $0) }
    }
    var box: OCRBox?
    if let left = number(.left), let top = number(.top) {
      box = OCRBox(
        left: left, top: top, right: left + (number(.width) ?? 0),
        bottom: top + (number(.height) ?? 0))
    }
    page.add(
      content, box: box, confidence: number(.confidence).map { $0 * 100 }, block: block,
      limits: shape)
  }

  /// A point of the PAGE of 2010, an element of its own.
  private mutating func addPoint(_ values: Attributes) {
    guard frames.count >= 2, let x = values[.x].flatMap({ OCRNumber.first(in: $0) }),
      let y = values[.y].flatMap({ OCRNumber.first(in: $0) })
    else { return }
    let owner = frames.count - 2
    if frames[owner].box == nil {
      frames[owner].box = OCRBox(left: x, top: y, right: x, bottom: y)
    } else {
      frames[owner].box?.add(x: x, y: y)
    }
  }

  private mutating func text(_ bytes: ArraySlice<UInt8>) {
    guard let frame = frames.last, frame.role != .ignored else { return }
    let wants =
      isHTML
      ? frames.contains { $0.role == .line || $0.role == .word }
      : frame.element == .unicode || frame.element == .fileName
    guard wants, frame.text.count + bytes.count <= mostText else { return }
    frames[frames.count - 1].text += bytes
  }

  /// Ends the innermost element; whether a page has ended with it.
  private mutating func end() -> Bool {
    guard var frame = frames.popLast() else { return false }
    let last = frames.count - 1
    switch frame.element {
    case .unicode where last >= 0: frames[last].text = frame.text
    case .fileName: imageName = frame.text
    case .textEquivalent
    where last >= 0 && !frame.text.isEmpty && frame.textIndex < frames[last].textIndex:
      frames[last].text = frame.text
      frames[last].confidence = frame.confidence
      frames[last].textIndex = frame.textIndex
    default: break
    }
    switch frame.role {
    case .word, .line, .block:
      // A line or region that has no words of its own is one.
      if page.words.count == frame.words, !isHTML || frame.role != .block {
        page.add(
          frame.text, box: frame.box, confidence: frame.confidence, block: frame.block,
          limits: shape)
      }
    case .page:
      page.sortByReadingOrder()
      pageCount += 1
      return true
    case .none where isHTML && last >= 0:
      // What is set bold inside a word belongs to it.
      if frames[last].text.count + frame.text.count <= mostText { frames[last].text += frame.text }
      frame.text = []
    case .none, .ignored: break
    }
    return false
  }
}

extension OCRAssembler.Attributes {
  /// The value of an attribute.
  subscript(name: OCRAttribute) -> [UInt8]? { first { $0.name == name }?.value }
}
