import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct VietnameseTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  private static let pipeline = """
    sohoa: 1
    name: so
    database: sqlite:so.sqlite
    extract:
      a: { files: 'giao/*', csv: { header: 1 }, fields: { so: so, ten: [ten, 'họ tên'] } }
    load:
      t: { from: a, key: [so] }
    """

  private func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: prompt.directory).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// What the command says for people, with its own name as if it had been typed plainly.
  private func said(_ arguments: String...) async throws -> (status: Int32, text: String) {
    try await said(arguments)
  }

  private func said(_ arguments: [String]) async throws -> (status: Int32, text: String) {
    let result = try await prompt.run(arguments, environment: ["LANG": "vi_VN.UTF-8"])
    return (result.status, (result.output + result.errors).replacing(Product.sohoa, with: "sohoa"))
  }

  @Test(
    "A failure is told in Vietnamese from the code to the remedy",
    arguments: [
      (
        ["check", "nothere.yaml"], 66,
        """
        lỗi SH1001: không đọc được tệp 'nothere.yaml'
          → kiểm tra đường dẫn và quyền truy cập
        nothere.yaml: 1 lỗi

        """
      ),
      (
        ["check", "bad.yaml"], 78,
        """
        bad.yaml:2:1: lỗi SH1101: khoá lạ 'nmae' trong định nghĩa
          2 | nmae: so
            | ^^^^ có phải ý bạn là 'name'?
        bad.yaml:5:40: lỗi SH1103: extract.a.csv.header phải là một số nguyên từ 1 đến 1000, hoặc \
        none, không phải một danh sách
          5 |   a: { files: 'giao/*', csv: { header: [] }, fields: { so: so, ten: [ten, 'họ tên'] } }
            |                                        ^
        bad.yaml: 2 lỗi

        """
      ),
      (
        ["run", "so.yaml"], 66,
        """
        lỗi SH5001: nguồn a: không có tệp nào khớp giao/*
          → kiểm tra đường dẫn; đường dẫn tính từ tệp định nghĩa

        """
      ),
      (
        ["run", "so.yaml", "--database", "mysql:so"], 78,
        """
        lỗi SH6000: 'mysql' không phải loại cơ sở dữ liệu mà SoHoa nạp được
          → viết sqlite:ĐƯỜNG-DẪN hoặc postgres://VAI-TRÒ@MÁY-CHỦ/CƠ-SỞ-DỮ-LIỆU

        """
      ),
      (
        ["runs", "--database", "sqlite:bad.yaml"], 74,
        """
        lỗi SH6004: không mở được cơ sở dữ liệu bad.yaml: file is not a database
          → tệp hỏng hoặc không phải cơ sở dữ liệu: khôi phục từ bản sao lưu, hoặc nêu tệp khác \
        bằng --database

        """
      ),
    ] as [([String], Int32, String)])
  func failures(arguments: [String], status: Int32, text: String) async throws {
    try write("so.yaml", Self.pipeline)
    let bad = Self.pipeline.replacing("name: so", with: "nmae: so")
    try write("bad.yaml", bad.replacing("header: 1", with: "header: []"))
    let result = try await prompt.run(arguments, environment: ["LANG": "vi_VN.UTF-8"])
    #expect(result.status == status)
    #expect(result.output + result.errors == text)
  }

  @Test("Why units are refused is told in Vietnamese by plan, run and status")
  func units() async throws {
    try write("so.yaml", Self.pipeline)
    try write("giao/a.csv", "so,ten\n1,An\n")
    try write("giao/b.zip", "PK\u{3}\u{4}xx")
    try write("giao/c.csv", "so,khac\n1,An\n")
    let plan = try await said("plan", "so.yaml")
    #expect(
      plan.text == """
        trạng thái  tệp         vì sao
        mới         giao/a.csv  chưa có trong sổ nạp
        bị từ chối  giao/b.zip  thiếu mục lục ZIP: tệp nén bị hỏng hoặc thiếu
        mới         giao/c.csv  chưa có trong sổ nạp
        cần đọc 3/3 tệp: sohoa run so.yaml

        """)
    let run = try await said("run", "so.yaml")
    #expect(run.status == 0)
    let reason = "tệp không có cột cho 'ten' (ten hoặc họ tên)"
    #expect(run.text.contains("✗ c.csv\n    không nạp cả tệp\n    \(reason)\n"))
    let status = try await said("status", "--database", "sqlite:so.sqlite")
    #expect(
      status.text.hasSuffix(
        "tệp 2: thiếu mục lục ZIP: tệp nén bị hỏng hoặc thiếu\ntệp 3: \(reason)\n"))
    let elsewhere = try await said("run", "so.yaml", "--database", "sqlite:/proc/none/so.sqlite")
    #expect(elsewhere.status == 74)
    #expect(
      elsewhere.text == """
        lỗi SH5004: không tạo được thư mục /proc/none: không có tệp hoặc thư mục này
          → nêu cơ sở dữ liệu ở một nơi ghi được, bằng --database

        """)
    let undo = try await said("undo", "7", "--database", "sqlite:so.sqlite")
    #expect(
      undo.text == """
        lỗi SH6601: không có lượt chạy 7
          → xem các lượt chạy bằng: sohoa runs

        """)
  }

  @Test("What guess writes and what graph draws is in Vietnamese")
  func filesAndPictures() async throws {
    try write("giao/a.csv", "so,ten\n1,An\n2,Bình\n")
    try write("giao/anh/1.txt", "")
    let guess = try await said("guess", "giao/a.csv", "giao/anh", "-o", "so.yaml")
    #expect(guess.status == 0)
    #expect(guess.text.hasPrefix("bỏ qua: giao/anh: là thư mục; hãy nêu các tệp trong đó\n"))
    let definition = try String(contentsOfFile: prompt.directory + "/so.yaml", encoding: .utf8)
    #expect(
      definition.contains(
        """
          nguon_1:
            # đã xem 1 tệp
            files: ['giao/a.csv']
            csv: { header: 1, encoding: auto }  # các byte chứng tỏ UTF-8 hoặc UTF-16
            fields: &columns
              # 100 % có giá trị, 2 giá trị khác nhau, 1 ký tự, chữ dạng 9
              so: 'so'

        """), "\(definition)")
    let graph = try await said("graph", "so.yaml")
    #expect(graph.text.contains("a.csv<br/>CSV, 2 trường"), "\(graph.text)")
    #expect(graph.text.contains("2 cột, "), "\(graph.text)")
    let picture = try await said("graph", "so.yaml", "--format", "svg")
    #expect(picture.text.contains("<title>nguồn → chặng → bảng</title>"))
  }

  @Test("Help is in Vietnamese whole, within the width")
  func help() async throws {
    let page = try await said("checkpoints", "--help")
    #expect(page.status == 0)
    #expect(
      page.text == """
        GIỚI THIỆU: Liệt kê các điểm lưu của một lượt chạy; mặc định là lượt mới nhất.

        CÁCH DÙNG: sohoa checkpoints [--database <database>] [--json] [<run>]

        ĐỐI SỐ:
          <run>                   Số của lượt chạy.

        TUỲ CHỌN:
          --database <database>   Cơ sở dữ liệu, như sqlite:ĐƯỜNG-DẪN hoặc postgres:URL;
                                  nếu không nêu thì là $SOHOA_DATABASE, hoặc cơ sở dữ
                                  liệu duy nhất trong .sohoa.
          --json                  In ra JSON.
          --version               Hiện phiên bản.
          -h, --help              Hiện trang trợ giúp này.

        """)
    let verbs = try await said("--help").text.matches(of: #/\n  ([a-z]+) {2,}/#).map(\.1)
    #expect(verbs.count == 29)
    let rejects = ["list", "show", "export", "import", "replay", "discard", "reopen"]
    let inner = rejects.map { ["rejects", $0] }
    let links = ["blocks", "run", "evaluate", "explain", "learn", "review"].map { ["link", $0] }
    for verb in verbs.map({ [String($0)] }) + inner + links {
      let page = try await said(verb + ["--help"]).text
      #expect(page.hasPrefix("GIỚI THIỆU: "), "\(verb)")
      #expect(!page.contains(#/(?i)\b(the|of|with|prints|whether)\b/#), "\(verb): \(page)")
      for line in page.split(separator: "\n") {
        #expect(line.count <= 80 || !line.dropFirst(26).contains(" "), "\(line)")
      }
    }
  }

  @Test(
    "Wrong arguments have a code and a Vietnamese line; in English the parser speaks itself",
    arguments: [
      (["rejects", "show"], "thiếu đối số '<reject>'", "rejects show"),
      (["run", "so.yaml", "--jobs", "0"], "--jobs nhận một số từ 1", "run"),
      (
        ["plan", "so.yaml", "--jsno"],
        "không có tuỳ chọn '--jsno'; có phải ý bạn là '--json'?", "plan"
      ),
      (
        ["check", "so.yaml", "--format", "x"],
        "giá trị 'x' không dùng được cho '--format <format>'; hãy nêu một trong 'human', 'json' hoặc"
          + " 'sarif'", "check"
      ),
      (["rejects", "import", "x.csv"], "thiếu đối số '--by <by>'", "rejects import"),
    ] as [([String], String, String)])
  func arguments(_ arguments: [String], message: String, path: String) async throws {
    let result = try await prompt.run(arguments, environment: ["LANG": "vi_VN.UTF-8"])
    #expect(result.status == 64)
    #expect(
      result.errors.replacing(Product.sohoa, with: "sohoa") == """
        lỗi SH7017: \(message)
          → xem các tuỳ chọn bằng: sohoa \(path) --help

        """)
    let english = try await prompt.run(arguments)
    #expect(english.status == 64)
    #expect(english.errors.hasPrefix("Error: "))
  }
}
