/// The least whole images of each format, made byte by byte from their specifications.
enum Images {
  static let all: [(format: String, bytes: [UInt8])] = [
    ("pdf", pdf), ("png", png), ("jpeg", jpeg), ("tiff", tiff), ("jp2", jp2), ("jp2", codestream),
  ]

  static let pdf: [UInt8] = {
    let body = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    let table = "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    return Array(
      (body + table + "trailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n\(body.utf8.count)\n%%EOF\n")
        .utf8)
  }()

  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    + [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]
    + [0x3A, 0x7E, 0x9B, 0x55]
    + [0, 0, 0, 10] + Array("IDAT".utf8)
    + [0x78, 0x9C, 0x63, 0xF8, 0x0F, 0x00, 0x01, 0x01, 0x01, 0x00] + [0x1B, 0xB6, 0xEE, 0x56]
    + [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]

  /// A comment that looks like an end stands before the frame.
  static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
    + [0xFF, 0xFE, 0, 4, 0xFF, 0xD9]
    + [0xFF, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]
    + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0] + [0x12, 0xFF, 0x00, 0x34] + [0xFF, 0xD9]

  /// The pixels come first, the directory last, as most programs write it.
  static let tiff: [UInt8] =
    [0x49, 0x49, 42, 0, 12, 0, 0, 0] + [1, 2, 3, 4] + [3, 0]
    + [0x00, 0x01, 3, 0, 1, 0, 0, 0, 4, 0, 0, 0]
    + [0x11, 0x01, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0]
    + [0x17, 0x01, 3, 0, 1, 0, 0, 0, 4, 0, 0, 0] + [0, 0, 0, 0]

  static let jp2: [UInt8] =
    [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]
    + [0, 0, 0, 20] + Array("ftypjp2 ".utf8) + [0, 0, 0, 0] + Array("jp2 ".utf8)
    + [0, 0, 0, 1] + Array("jp2c".utf8) + [
      0, 0, 0, 0, 0, 0, 0, 22, 0xFF, 0x4F, 0xFF, 0x51, 0xFF, 0xD9,
    ]

  static let codestream: [UInt8] =
    [0xFF, 0x4F, 0xFF, 0x51] + [UInt8](repeating: 7, count: 20) + [0xFF, 0xD9]
}
