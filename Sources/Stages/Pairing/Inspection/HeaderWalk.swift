/// Follows the headers of an image file as its bytes pass, skipping what they head.
struct HeaderWalk: Sendable {
  /// What to do behind a header.
  enum Step: Sendable {
    /// Skip so many bytes, then take a header of so many.
    case go(skip: Int64, header: Int)
    /// Nothing more needs to be seen.
    case over
    /// The rest of the file is one part.
    case openEnded
    case broken(String)
  }

  /// The headers of each format.
  enum Form: Sendable {
    case png(PNGHeaders)
    case jpeg(JPEGHeaders)
    case tiff(TIFFDirectory)
    case jp2(JP2Boxes)

    /// The headers of a format; `nil` for one whose headers are not followed.
    init?(format: ScanFormat, head: [UInt8]) {
      switch format {
      case .png: self = .png(PNGHeaders())
      case .jpeg: self = .jpeg(JPEGHeaders())
      case .jp2: self = .jp2(JP2Boxes())
      case .tiff:
        guard let header = TIFFHeader(head) else { return nil }
        self = .tiff(TIFFDirectory(header))
      case .pdf, .codestream: return nil
      }
    }

    var start: Step {
      switch self {
      case .png: .go(skip: 8, header: 8)
      case .jpeg: .go(skip: 2, header: 2)
      case .jp2: .go(skip: 0, header: 8)
      case .tiff(let directory): directory.start
      }
    }

    mutating func step(_ header: [UInt8], at offset: Int64) -> Step {
      switch self {
      case .png(var headers):
        defer { self = .png(headers) }
        return headers.step(header)
      case .jpeg(var headers):
        defer { self = .jpeg(headers) }
        return headers.step(header)
      case .tiff(var directory):
        defer { self = .tiff(directory) }
        return directory.step(header)
      case .jp2(var boxes):
        defer { self = .jp2(boxes) }
        return boxes.step(header)
      }
    }
  }

  private var form: Form?
  private var skip: Int64 = 0
  private var wanted = 0
  private var header: [UInt8] = []
  /// The offset behind what has been taken; where the headers end, behind the last.
  private(set) var offset: Int64 = 0
  /// What is wrong, or `nil`.
  private(set) var fault: String?
  /// Whether all headers have been seen.
  private(set) var isOver = false
  /// Whether the last part goes to the end of the file.
  private(set) var isOpenEnded = false

  /// Begins at the first byte; without a form there is nothing to follow.
  init(_ form: Form?) {
    self.form = form
    if let start = form?.start { follow(start) } else { isOver = true }
  }

  /// Whether the bytes end where a part ends.
  var isAtBoundary: Bool { skip == 0 && header.isEmpty }

  /// Whether the part that holds the pixels has been headed.
  var hasPixels: Bool { if case .jp2(let boxes) = form { boxes.hasPixels } else { true } }

  /// Behind which byte no part reaches, as far as the headers tell.
  var reach: Int64 { if case .tiff(let directory) = form { directory.reach } else { 0 } }

  private mutating func follow(_ step: Step) {
    header.removeAll(keepingCapacity: true)
    switch step {
    case .go(let skip, let header): (self.skip, wanted) = (skip, header)
    case .over: isOver = true
    case .openEnded: (isOver, isOpenEnded) = (true, true)
    case .broken(let reason): (isOver, fault) = (true, reason)
    }
  }

  /// Takes the next bytes.
  mutating func take(_ bytes: [UInt8], _ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound, !isOver {
      if skip > 0 {
        let count = Int(min(skip, Int64(range.upperBound - position)))
        skip -= Int64(count)
        offset += Int64(count)
        position += count
        continue
      }
      let count = min(wanted - header.count, range.upperBound - position)
      header += bytes[position..<position + count]
      offset += Int64(count)
      position += count
      if header.count == wanted, let step = form?.step(header, at: offset) { follow(step) }
    }
  }
}

extension [UInt8] {
  /// A number of up to eight bytes, the highest first unless said otherwise.
  func number(at start: Int, count: Int, littleEndian: Bool = false) -> UInt64 {
    let bytes = self[start..<start + count]
    return littleEndian
      ? bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      : bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
