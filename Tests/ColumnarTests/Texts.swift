import Columnar

/// Cells over one arena, made from texts and read back as texts.
struct Texts {
  var bytes = ByteArena()
  var cells: [Cell] = []

  init(_ texts: [String?]) {
    for text in texts { cells.append(text.map { bytes.append(Array($0.utf8)) } ?? .null) }
  }

  /// The cells' texts, exactly as they are in memory.
  var scalars: [[UInt32]?] {
    cells.map { cell in bytes.string(cell)?.unicodeScalars.map(\.value) }
  }
  var strings: [String?] { cells.map { bytes.string($0) } }
}
