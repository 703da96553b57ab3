internal import Registers
internal import SQLite

extension ExpressionFunction {
  /// Functions over places.
  static let places: [ExpressionFunction] = [
    ExpressionFunction(
      "place", ["text", "day", "part"], optional: 1,
      "The code of the commune that a written place names on a day (`yyyy-mm-dd`, `yyyy-mm`, `yyyy`), or another part as in the step `place`; null where it is not certain.",
      "Mã xã mà địa danh chỉ đến vào một ngày (`yyyy-mm-dd`, `yyyy-mm`, `yyyy`), hoặc phần khác như ở bước `place`; rỗng nếu chưa chắc chắn.",
      makeBody: {
        var kept: PlaceResolver?
        return { (call: inout FunctionCall) in
          guard let text = call.text(0), let day = call.arguments[1],
            let days = DayRange(day, of: call.bytes.span)
          else { return }
          let word = call.text(2).map { String(decoding: $0, as: UTF8.self) } ?? "commune"
          guard let part = ResolvePlace.Part(rawValue: word) else { return }
          var resolver = kept ?? PlaceResolver()
          kept = nil
          var place = resolver.resolve(text, days: days)
          kept = resolver
          if !place.isCertain(threshold: 60) { place.units = PlaceUnits() }
          var answer: [UInt8] = []
          place.write(part, into: &answer)
          if !answer.isEmpty { call.answer(answer) }
        }
      }),
    ExpressionFunction(
      "place_2025", ["code"],
      "The code from July 2025 on of the province or commune with a code of before; of a split commune the one that holds most of it.",
      "Mã từ tháng 7/2025 của tỉnh hoặc xã có mã cũ; xã bị tách thì lấy xã nhận phần lớn."
    ) { call in
      guard let new = successors(call.text(0)).first else { return }
      var answer: [UInt8] = []
      appendCode(new, digits: call.arguments[0]?.count == 2 ? 2 : 5, to: &answer)
      call.answer(answer)
    },
    ExpressionFunction(
      "place_2025_count", ["code"],
      "The number of units that a province or commune of before July 2025 went to: more than one where it was split, 0 where it is unknown.",
      "Số đơn vị nhận tỉnh hoặc xã trước tháng 7/2025: hơn một nếu bị tách, 0 nếu không có."
    ) { call in call.answer(successors(call.text(0)).count) },
  ]

  private static func successors(_ code: [UInt8]?) -> ArraySlice<Int32> {
    guard let code, code.allSatisfy({ $0 &- 0x30 < 10 }), code.count <= 5 else { return [] }
    let number = code.reduce(Int32(0)) { $0 * 10 + Int32($1 &- 0x30) }
    switch code.count {
    case 2:
      let province = Merge2025.shared.province(of: number)
      return province < 0 ? [] : [province]
    case 3: return Merge2025.shared.communes(ofDistrict: number)
    case 5: return Merge2025.shared.communes(ofCommune: number)
    default: return []
    }
  }
}
