extension Language {
  static let after = KeyTable(
    "after",
    Documentation(
      "The pipelines that `sohoa run` runs before this one, into the same database.",
      "Các luồng mà `sohoa run` chạy trước luồng này, vào cùng một CSDL."),
    keys: [
      Key(
        "pipelines", .oneOrMore(.path), required: true,
        "Their definitions, in the order in which they run; what they name in turn runs before them.",
        "Các định nghĩa, theo thứ tự chạy; những gì chúng nêu lại chạy trước chúng."),
      Key(
        "set", .names(.plain, .value(.anyText)),
        "Values of their parameters; `--set` on the command line wins.",
        "Giá trị tham số của chúng; `--set` trên dòng lệnh được ưu tiên."),
    ])
}
