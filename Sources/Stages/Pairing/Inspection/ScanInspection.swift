public import Dataflow

/// Tells from a scan's bytes, as they pass by once, whether it is whole and of what format.
///
/// The format is told by the first bytes, never by the name. The headers of the format's parts are
/// followed from the first to the last, or to the pixels, and the end must be there; pixels are not
/// decoded. Memory is bounded: 32 KiB of the end, and one header of at most 64 KiB.
public struct ScanInspection: Sendable {
  private static let headCount = 1024
  private static let tailCount = 32 << 10

  private var head: [UInt8] = []
  /// The end of what has passed, twice as much at most.
  private var tail: [UInt8] = []
  private var walk: HeaderWalk?
  private var size: Int64 = 0

  /// Creates an inspection of a scan of which nothing has passed.
  public init() {}

  /// Looks at the next bytes.
  public mutating func take(_ bytes: [UInt8], _ range: Range<Int>) {
    let headRoom = min(Self.headCount - head.count, range.count)
    if headRoom > 0 { head += bytes[range.lowerBound..<range.lowerBound + headRoom] }
    tail += bytes[range.suffix(Self.tailCount)]
    if tail.count > 2 * Self.tailCount { tail.removeFirst(tail.count - Self.tailCount) }
    size += Int64(range.count)
    if walk != nil {
      walk?.take(bytes, range)
    } else if head.count >= 16 {
      begin(passed: bytes, range)
    }
  }

  /// Begins to follow the headers, with all bytes that have passed so far.
  private mutating func begin(passed bytes: [UInt8], _ range: Range<Int>) {
    var walk = HeaderWalk(
      ScanFormat(head: head).flatMap { HeaderWalk.Form(format: $0, head: head) })
    let before = Int(size) - range.count
    walk.take(head, 0..<min(before, head.count))
    walk.take(bytes, range)
    self.walk = walk
  }

  /// What the scan is, once all of it has passed.
  public var verdict: (format: String, state: ScanState, reason: String) {
    if size == 0 { return ("", .empty, "it has no bytes") }
    guard let format = ScanFormat(head: head) else {
      return ("", .damaged, "it begins like no PDF, JPEG, PNG, TIFF or JPEG 2000")
    }
    let fault =
      switch format {
      case .pdf: PDFEnd(head: head, tail: tail, size: size).fault
      case .codestream: endsWithMarker ? nil : Self.isCutOff
      default: headerFault(format)
      }
    return (format.name, fault == nil ? .sound : .damaged, fault ?? "")
  }

  private static let isCutOff = "it is cut off: its end is missing"

  private func headerFault(_ format: ScanFormat) -> String? {
    guard let walk else { return Self.isCutOff }
    if let fault = walk.fault { return fault }
    switch format {
    case .jpeg: return walk.isOver && hasMarkerInTail(after: walk.offset) ? nil : Self.isCutOff
    case .jp2:
      if walk.isOpenEnded { return endsWithMarker ? nil : Self.isCutOff }
      return walk.isAtBoundary && walk.hasPixels ? nil : Self.isCutOff
    case .tiff: return walk.isOver && walk.reach <= size ? nil : Self.isCutOff
    default: return walk.isOver ? nil : Self.isCutOff
    }
  }

  /// Whether the last bytes, padding aside, are the marker that ends an image (T.81 B.1.1.3, EOI).
  private var endsWithMarker: Bool {
    let end = tail.lastIndex { $0 != 0 && $0 != 0x0A && $0 != 0x0D } ?? 0
    return end > 0 && tail[end - 1] == 0xFF && tail[end] == 0xD9
  }

  /// Whether that marker stands in the kept end, behind an offset; cameras write more behind it.
  private func hasMarkerInTail(after offset: Int64) -> Bool {
    let first = max(0, Int(offset - (size - Int64(tail.count))))
    guard first < tail.count - 1 else { return false }
    return (first..<tail.count - 1).contains { tail[$0] == 0xFF && tail[$0 + 1] == 0xD9 }
  }
}

/// The formats of scans.
enum ScanFormat {
  case pdf, jpeg, png, tiff, jp2
  /// JPEG 2000 without the boxes of a file.
  case codestream

  /// Tells the format by a scan's first bytes; a PDF may begin in the first 1024 (ISO 32000-1, H.3).
  init?(head: [UInt8]) {
    if head.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if TIFFHeader(head) != nil {
      self = .tiff
    } else if head.starts(with: [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]) {
      self = .jp2
    } else if head.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) {
      self = .codestream
    } else if head.firstRange(of: Array("%PDF-".utf8)) != nil {
      self = .pdf
    } else {
      return nil
    }
  }

  var name: String {
    switch self {
    case .pdf: "pdf"
    case .jpeg: "jpeg"
    case .png: "png"
    case .tiff: "tiff"
    case .jp2, .codestream: "jp2"
    }
  }
}
