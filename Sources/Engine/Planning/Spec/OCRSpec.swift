internal import Columnar
internal import Dataflow
public import Extraction

/// How recognised text is read.
public struct OCRSpec: Sendable, Equatable {
  /// The documents' format; `nil` is told by each.
  public var format: Located<OCRShape.Format>?
  /// The confidence in percent below which a field is noted.
  public var confidence: Located<Double>?
}

extension SpecDecoder {
  func ocr(_ map: MapReader) -> OCRSpec {
    OCRSpec(
      format: map.choice("format"), confidence: map["confidence"]?.parsed(ScalarSyntax.percent))
  }
}

extension Compilation {
  /// Compiles how recognised text is read, and holds the fields' zones against the language.
  mutating func shape(_ ocr: OCRSpec, of source: SourceSpec) -> OCRShape {
    var shape = OCRShape(
      format: ocr.format?.value, confidence: ocr.confidence?.value,
      textBytes: source.limits.record?.value ?? 16 << 20)
    for field in source.fields ?? [] {
      for zone in field.from where OCRZone(zone.value) == nil {
        add(
          "SH1551", "'\(zone)' is no zone of a page", at: zone.location,
          remedy: "write 'left top width height', '#block', '@text', '@page', '@image' or"
            + " '@confidence'")
      }
      shape.lowRules.append(
        rules.add(
          Rule(
            code: "W-OCR-LOW", field: field.column.value, severity: .warn,
            message: "the recognition is not sure of a word",
            messageVietnamese: "nhận dạng chữ chưa chắc chắn")))
    }
    return shape
  }
}
