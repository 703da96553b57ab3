extension ProfilePage {
  /// The table of all columns.
  func columns(_ stage: ProfileSummary.Stage) -> String {
    let before = Dictionary(
      stage.before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    // A column that is never filled has nothing to show but its name.
    let empty = stage.after.filter { $0.filled == 0 && (before[$0.name]?.filled ?? 0) == 0 }
    let rows = stage.after.filter { column in !empty.contains { $0.name == column.name } }
      .map { row($0, read: before[$0.name]) }
    let heads = [
      language("Cột", "Column"), language("Có giá trị", "Filled"),
      language("Khác nhau", "Distinct"), language("Khoảng", "Range"),
      language("Giá trị hay gặp", "Frequent values"),
      language("Dạng viết khi đọc", "Shapes as read"),
    ].map { "<th>\($0)</th>" }.joined()
    let names = empty.map(label).joined(separator: ", ")
    let note =
      empty.isEmpty
      ? "" : "<p class=\"note\">\(language("Không có giá trị nào", "Never filled")): \(names)</p>"
    return """
      <h3>\(language("Từng cột", "Every column"))</h3>
      <table class="columns"><thead><tr>\(heads)</tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table>
      \(note)
      <p class="note">\(explanation)</p>
      """
  }

  private var explanation: String {
    let first = ProfileChart.grouped(ProfileSummary.detailedCount, language)
    let share = ProfileSummary.detailedShare
    return language(
      "Số giá trị khác nhau là ước lượng (±2&nbsp;%). Giá trị hay gặp, dạng viết và độ dài khi"
        + " đọc lấy từ \(first) giá trị đầu của mỗi cột, sau đó từ 1/\(share) số còn lại;"
        + " các số liệu khác là chính xác."
        + " Trong dạng viết, 9 là một chữ số, A và a là một từ, _ là khoảng trắng. Giá trị có thể nhận"
        + " ra một người không được hiện.",
      "Distinct counts are estimates (±2&nbsp;%). Frequent values, shapes and the lengths as read"
        + " are those of the first \(first) values of a column, then of one in \(share);"
        + " all other figures are exact. In"
        + " shapes, 9 is a digit, A and a are words, _ is a blank. Values that may tell a person are"
        + " not shown.")
  }

  private func row(_ column: ProfileSummary.Column, read: ProfileSummary.Column?) -> String {
    let name =
      column.title == nil ? "" : "<code class=\"quiet\">\(Self.escaped(column.name))</code>"
    var cells = "<th>\(label(column))\(name)</th>"
    // What steps have not changed is not said twice.
    let isSame =
      read.map { $0.filled * max(1, column.rows) == column.filled * max(1, $0.rows) } ?? true
    cells += "<td class=\"fills\">"
    if let read, !isSame {
      cells +=
        fill(read, language.plain("đọc", "read")) + fill(column, language.plain("sau", "after"))
    } else {
      cells += fill(column, "")
    }
    cells += "</td><td class=\"number\">\(ProfileChart.grouped(column.distinct, language))</td>"
    cells += "<td>\(extent(column))</td><td>\(chips(column))</td><td>\(shapes(read ?? column))</td>"
    return "<tr>\(cells)</tr>"
  }

  private func fill(_ column: ProfileSummary.Column, _ label: String) -> String {
    guard column.rows > 0 else { return "" }
    return "<div class=\"fill\">"
      + ProfileChart.bar(column.filled, of: column.rows, kind: "fillbar")
      + "<b>\(ProfileChart.percent(column.filled, of: column.rows, language))</b>"
      + "<span>\(label)</span></div>"
  }

  private func extent(_ column: ProfileSummary.Column) -> String {
    if let least = column.least, let greatest = column.greatest {
      let isDay = column.type == "date"
      let ends = [least, greatest].map { isDay ? ProfileChart.day($0, language) : $0 }
      return
        "<span class=\"range\">\(least == greatest ? ends[0] : "\(ends[0])<br>– \(ends[1])")</span>"
    }
    guard let shortest = column.shortest, let longest = column.longest else { return "–" }
    let text = shortest == longest ? "\(shortest)" : "\(shortest)–\(longest)"
    return "\(text) <span class=\"quiet\">\(language("ký tự", "characters"))</span>"
  }

  private func chips(_ column: ProfileSummary.Column) -> String {
    column.top.map { item in
      "<div class=\"chip\">" + ProfileChart.bar(item.count, of: column.represented, kind: "fillbar")
        + "<span>\(Self.escaped(item.value))</span>"
        + "<b>\(ProfileChart.percent(item.count, of: column.represented, language))</b></div>"
    }.joined()
  }

  private func shapes(_ column: ProfileSummary.Column) -> String {
    column.shapes.prefix(3).map { item in
      "<div class=\"shape\"><code>\(Self.escaped(item.value))</code>"
        + "<b>\(ProfileChart.percent(item.count, of: column.represented, language))</b></div>"
    }.joined()
  }

  static let style = """
    :root { color-scheme: light; --ink: #1f2328; --quiet: #656d76; --line: #d8dee4; --blue: #0a5cad;
      --good: #1a7f37; --bad: #b42318; }
    body { margin: 0; background: #f4f6f8; color: var(--ink);
      font: 14px/1.45 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
    main { max-width: 1240px; margin: 0 auto; padding: 28px 24px 60px; }
    header { border-bottom: 3px solid var(--blue); margin-bottom: 20px; padding-bottom: 12px; }
    h1 { font-size: 26px; margin: 0 0 4px; } header p { margin: 0; color: var(--quiet); }
    h2 { font-size: 20px; margin: 36px 0 12px; } h3 { font-size: 16px; margin: 30px 0 10px; }
    em, i, .quiet { font-style: normal; color: var(--quiet); font-weight: 400; font-size: 12px; }
    .cards { display: flex; gap: 14px; flex-wrap: wrap; }
    .card { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 14px 20px;
      flex: 1; min-width: 160px; } .card b { font-size: 30px; margin-right: 8px; }
    .card i { font-size: 15px; } .card span { display: block; color: var(--quiet); }
    .good b { color: var(--good); } .bad b { color: var(--bad); }
    table { border-collapse: collapse; background: #fff; width: 100%; border: 1px solid var(--line); }
    th, td { text-align: left; padding: 8px 10px; border-top: 1px solid var(--line);
      vertical-align: top; font-weight: 400; } thead th { background: #eef1f4; font-weight: 600; }
    tbody th { font-weight: 600; max-width: 230px; } tbody th code { display: block; }
    tbody tr:nth-child(even) { background: #fafbfc; }
    .bar { width: 42%; vertical-align: middle; } .range { white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    code { font: 12px ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    svg.b { width: 100%; height: 10px; display: block; background: #e6eaee; border-radius: 3px; }
    .fillbar { fill: var(--blue); } rect.bad { fill: var(--bad); }
    .fill { display: grid; grid-template-columns: 84px 50px auto; gap: 6px; align-items: center;
      font-size: 12px; } .fill span { color: var(--quiet); } .fill b, .chip b, .shape b {
      font-weight: 400; white-space: nowrap; text-align: right; }
    .chip { display: grid; grid-template-columns: 44px minmax(70px, 1fr) 50px; gap: 6px;
      font-size: 12px; align-items: center; }
    .shape { display: grid; grid-template-columns: minmax(80px, 1fr) 50px; gap: 6px; font-size: 12px; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(480px, 1fr)); gap: 16px; }
    .chart { margin: 0; background: #fff; border: 1px solid var(--line); border-radius: 10px;
      padding: 12px 14px 6px; break-inside: avoid; } figcaption { font-weight: 600; margin-bottom: 4px; }
    .chart svg { width: 100%; display: block; }
    .column { fill: var(--blue); } .axis { fill: var(--quiet); font-size: 11px; }
    .grid { stroke: #e6eaee; } .note { color: var(--quiet); font-size: 12px; }
    tr { break-inside: avoid; }
    @media (max-width: 800px) { .charts { grid-template-columns: 1fr; } }
    @media print { body { background: #fff; } main { max-width: none; padding: 0; } }
    """
}
