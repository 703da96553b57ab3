import Foundation
import Testing

@testable import Planning

@Suite struct PhraseTests {
  private static let spoken = Result { try SpokenText() }

  @Test(
    """
    Everything that is wrong or to be done, and everything 'doctor' says, is there in both languages
    """)
  func everySentence() throws {
    let sentences = try Self.spoken.get().sentences
    #expect(sentences.count > 900)
    for (text, place) in sentences where Phrase.all[text] == nil {
      Issue.record("\(place): no Vietnamese of: \(text)")
    }
  }

  @Test("A message that is not written where it is given comes from where it is looked for")
  func everyOrigin() throws {
    let indirect = try Self.spoken.get().indirect
    #expect(indirect.subtracting(SpokenText.origins) == [])
    #expect(SpokenText.origins.subtracting(indirect) == [])
  }

  @Test("Both languages have the same blanks, and no phrase has lost its sentence")
  func blanks() throws {
    let said = Set(try Self.spoken.get().sentences.map(\.text))
    let unsaid = Set(Phrase.entries(of: Phrase.words + "\n" + Phrase.parser).map(\.0))
    for (english, vietnamese) in Phrase.all {
      let counts = [english, vietnamese].map { $0.components(separatedBy: "{}").count }
      #expect(counts[0] == counts[1], "\(english)")
      #expect(said.contains(english) || unsaid.contains(english), "nobody says: \(english)")
    }
  }

  @Test(
    "What is filled in stands in its place",
    arguments: [
      ("check the path", "kiểm tra đường dẫn"),
      ("did you mean 'ho_ten'?", "có phải ý bạn là 'ho_ten'?"),
      ("its keys are 'a', 'b'", "các khoá của nó là 'a', 'b'"),
      ("write a whole number from 1 to 9", "viết một số nguyên từ 1 đến 9"),
      ("add 'name': The pipeline's name.", "thêm 'name': Tên luồng xử lý."),
      (
        "look at them with: sohoa rejects list --run 3; raise rejects.limit in a.yaml to go on",
        "xem bằng: sohoa rejects list --run 3; muốn nạp tiếp thì tăng rejects.limit trong a.yaml"
      ),
      (
        "the same content as a.zip!b.csv", "nội dung giống hệt a.zip!b.csv"
      ),
      ("cannot open data/a.csv: Permission denied", "không mở được data/a.csv: không có quyền"),
      ("cannot open data/a.csv: Text file busy", "không mở được data/a.csv: Text file busy"),
      (
        "load.a must be a list or a map, not a single value",
        "load.a phải là một danh sách hoặc một bảng khoá, không phải một giá trị đơn"
      ),
      ("unknown key 'unit' in the definition", "khoá lạ 'unit' trong định nghĩa"),
      (
        "a.xlsx: the workbook's part of the sheet is not in UTF-8",
        "a.xlsx: phần chứa trang của sổ tính không phải UTF-8"
      ),
      (
        "the field 'a' has several columns: 'a' in column 2, 'A' in column 5",
        "trường 'a' có nhiều cột: 'a' ở cột 2, 'A' ở cột 5"
      ),
      (
        "f.csv cannot be taken up:\n    row 5: reject 3 is there twice\n    … + 2",
        "không nhập lại được f.csv:\n    dòng 5: bản ghi loại 3 có hai lần\n    … + 2"
      ),
      ("nobody ever said this", "nobody ever said this"),
    ])
  func filled(english: String, vietnamese: String) {
    #expect(Phrase.vietnamese(english) == vietnamese)
  }
}
