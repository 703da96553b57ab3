import Execution
import Foundation
import TestSupport
import Testing

/// What the product writes as a workbook, the product reads as a source, value for value.
@Suite(.temporaryDirectory) struct WorkbookRoundTripTests {
  @Test("Every text comes back from a workbook as it went out")
  func texts() async throws {
    let place = try Workplace()
    let texts = [
      "=1+1", "0012", "a & b < c > \"d\"", " hai đầu ", "dòng 1\ndòng 2", "_x0041_", "x\u{1}y",
      "2001-05-12", "Nguyễn", "true",
    ]
    var bytes: [UInt8] = []
    var writer = WorkbookWriter { bytes += $0 }
    try writer.begin("Sổ/1", columns: 2)
    try writer.add([SheetCell("so", .head), SheetCell("ten", .head)])
    for (index, text) in texts.enumerated() {
      try writer.add([SheetCell("\(index)"), SheetCell(text, index == 0 ? .fault : .plain)])
    }
    try writer.begin("Sổ/1", columns: 2)
    try writer.add([SheetCell("so", .head), SheetCell("ten", .head)])
    try writer.add([SheetCell("99"), SheetCell("tờ hai")])
    try writer.finish()
    try place.write(bytes, to: "in/a.xlsx")
    try place.write(
      """
      sohoa: 1
      name: b
      extract:
        s: { files: 'in/*', xlsx: { header: 1 }, fields: { so: so, ten: ten } }
      load:
        t: { mode: append }

      """, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.texts("SELECT ten FROM t ORDER BY rowid") == texts + ["tờ hai"])
    #expect(try place.texts("SELECT member FROM sohoa_unit ORDER BY unit") == ["Sổ_1", "Sổ_12"])
  }
}
