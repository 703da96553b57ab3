import Archives

/// The least images of a page that a viewer opens.
enum PageImage {
  /// A PDF of one empty page (ISO 32000-1, annex H.2) that bears a number.
  static func pdf(number: Int) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >> "
        + "% page \(number)",
    ]
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// A PNG of one white point (ISO/IEC 15948).
  static let png: [UInt8] = {
    func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
      let body = Array(type.utf8) + data
      return big(UInt32(data.count)) + body + big(crc32(of: body.span, continuing: 0))
    }
    func big(_ number: UInt32) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    // One row: no filter, one grey point; stored without compression (RFC 1950, 1951).
    let row: [UInt8] = [0, 255]
    let pixels: [UInt8] = [0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF] + row + [0x01, 0x01, 0x01, 0x00]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", big(1) + big(1) + [8, 0, 0, 0, 0]) + chunk("IDAT", pixels) + chunk("IEND", [])
  }()
}
