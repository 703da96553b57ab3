extension Language {
  static let ocr = KeyTable(
    "ocr",
    Documentation(
      "Recognised text with places and confidences. A field takes the words of a zone in reading order: `'120 80 400 60'` (left, top, width, height in the page's units; shares such as `10%` of the page too), `'#name'` (a block by ID, type or label), `'@text'` (the whole page), `'@page'`, `'@image'`, `'@confidence'`; of several zones the first that holds a word. Without a word the field is empty.",
      "Chữ nhận dạng kèm vị trí và độ tin cậy. Trường lấy các chữ trong một vùng theo thứ tự đọc: `'120 80 400 60'` (trái, trên, rộng, cao theo đơn vị của trang; dùng được tỉ lệ như `10%`), `'#tên'` (khối theo mã, loại hoặc nhãn), `'@text'` (cả trang), `'@page'`, `'@image'`, `'@confidence'`; có nhiều vùng thì lấy vùng đầu tiên có chữ. Không có chữ thì trường để trống."
    ),
    keys: [
      Key(
        "format", .value(.oneOf(["alto", "page", "hocr"])), default: "told by each document",
        "What the documents are: ALTO (2 to 4), PAGE XML or hOCR.",
        "Định dạng: ALTO (2 đến 4), PAGE XML hoặc hOCR."),
      Key(
        "confidence", .value(.percent), default: "none",
        "A field whose least certain word is below it is noted with `W-OCR-LOW`, as is one with a word whose confidence the document does not give.",
        "Trường có chữ kém chắc nhất dưới mức này được ghi `W-OCR-LOW`, kể cả khi tệp không cho biết độ tin cậy của chữ."
      ),
    ])
}
