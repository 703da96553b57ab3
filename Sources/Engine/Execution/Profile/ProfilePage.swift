/// A profile as one page of HTML with pictures that needs nothing else, in both languages.
public struct ProfilePage {
  private let summary: ProfileSummary
  /// What a code means, in Vietnamese and English.
  private let meaning: (String) -> (vietnamese: String, english: String)

  /// Creates the page of a summary.
  public init(
    _ summary: ProfileSummary,
    meaning: @escaping (String) -> (vietnamese: String, english: String)
  ) {
    self.summary = summary
    self.meaning = meaning
  }

  /// The page.
  public var html: String {
    """
    <!doctype html>
    <html lang="vi">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(summary.pipeline)) – hồ sơ dữ liệu · data profile</title>
    <style>\(Self.style)</style>
    <main>
    <h1>\(escaped(summary.pipeline)) <small>hồ sơ dữ liệu · data profile</small></h1>
    \(summary.stages.filter { $0.read > 0 }.map(section).joined(separator: "\n"))
    </main>
    </html>

    """
  }

  private func section(_ stage: ProfileSummary.Stage) -> String {
    """
    <section>
    <h2>\(escaped(stage.name))</h2>
    \(cards(stage))
    \(rejects(stage))
    \(dates(stage))
    \(columns(stage))
    </section>
    """
  }

  private func cards(_ stage: ProfileSummary.Stage) -> String {
    let filtered = stage.read - stage.passed - stage.rejected
    var parts = [
      ("", stage.read, "bản ghi đã đọc", "records read"),
      ("good", stage.passed, "dòng đạt", "rows that pass"),
      ("bad", stage.rejected, "bị loại", "rejected"),
    ]
    if filtered > 0 { parts.append(("", filtered, "bỏ qua theo bộ lọc", "left out by filters")) }
    let cards = parts.map { part in
      let share =
        part.2 == "bản ghi đã đọc" ? "" : "<i>\(ProfileChart.percent(part.1, of: stage.read))</i>"
      return "<div class=\"card \(part.0)\"><b>\(ProfileChart.grouped(part.1))</b>\(share)"
        + "<span>\(part.2)</span><em>\(part.3)</em></div>"
    }
    return "<div class=\"cards\">\(cards.joined())</div>"
  }

  private func rejects(_ stage: ProfileSummary.Stage) -> String {
    guard !stage.rejects.isEmpty else { return "" }
    let ordered = stage.rejects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let most = ordered.first?.value ?? 1
    let rows = ordered.map { code, count in
      let words = meaning(code)
      return "<tr><th><code>\(escaped(code))</code></th>"
        + "<td class=\"words\">\(escaped(words.vietnamese))<em>\(escaped(words.english))</em></td>"
        + "<td class=\"bar\">\(ProfileChart.bar(count, of: most, kind: "bad"))</td>"
        + "<td class=\"number\">\(ProfileChart.grouped(count))</td></tr>"
    }
    return "<h3>Lý do loại <em>why records are rejected</em></h3>"
      + "<table class=\"rejects\">\(rows.joined(separator: "\n"))</table>"
  }

  private func dates(_ stage: ProfileSummary.Stage) -> String {
    let charts = stage.after.compactMap { column -> String? in
      guard let years = column.years, !years.isEmpty, let months = column.months else { return nil }
      var text = "<h3><code>\(escaped(column.name))</code> theo năm <em>by year</em></h3>"
      text += ProfileChart.columns(ProfileChart.yearSeries(years))
      if months.count > 1 {
        text += "<h3><code>\(escaped(column.name))</code> theo tháng <em>by month</em></h3>"
        text += ProfileChart.columns(ProfileChart.monthSeries(months))
      }
      return "<div class=\"chart\">\(text)</div>"
    }
    return charts.isEmpty ? "" : "<div class=\"charts\">\(charts.joined(separator: "\n"))</div>"
  }

  private func columns(_ stage: ProfileSummary.Stage) -> String {
    let before = Dictionary(
      stage.before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = stage.after.map { column in
      let read = before[column.name]
      var cells = "<th><code>\(escaped(column.name))</code><em>\(column.type)</em></th>"
      cells += "<td>\(fill(read, "đọc · read"))\(fill(column, "sau · after"))</td>"
      cells += "<td class=\"number\">\(ProfileChart.grouped(column.distinct))</td>"
      cells += "<td>\(extent(column))</td>"
      cells += "<td>\(chips(column.top, of: column))</td>"
      cells += "<td>\(shapes(read ?? column))</td>"
      return "<tr>\(cells)</tr>"
    }
    return """
      <h3>Từng cột <em>every column</em></h3>
      <table class="columns"><thead><tr>
      <th>cột <em>column</em></th><th>tỉ lệ có giá trị <em>filled</em></th>
      <th>số giá trị khác nhau <em>distinct</em></th><th>khoảng <em>range, length</em></th>
      <th>giá trị hay gặp <em>frequent values</em></th>
      <th>dạng viết khi đọc <em>shapes as read</em></th>
      </tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table>
      <p class="note">Số giá trị khác nhau là ước lượng (±2&nbsp;%); giá trị và dạng viết của cột lớn lấy \
      từ một phần mười sáu số dòng. Trong dạng viết, 9 là chữ số, A và a là một từ, _ là khoảng trắng. \
      <em>Distinct counts are estimates (±2 %); values and shapes of large columns are those of one row \
      in sixteen. In shapes, 9 is a digit, A and a are words, _ is a blank.</em></p>
      """
  }

  private func fill(_ column: ProfileSummary.Column?, _ label: String) -> String {
    guard let column, column.rows > 0 else { return "" }
    return "<div class=\"fill\"><span>\(label)</span>"
      + ProfileChart.bar(column.filled, of: column.rows, kind: "fillbar")
      + "<b>\(ProfileChart.percent(column.filled, of: column.rows))</b></div>"
  }

  private func extent(_ column: ProfileSummary.Column) -> String {
    if let least = column.least, let greatest = column.greatest {
      let text = least == greatest ? least : "\(least)<br>… \(greatest)"
      return "<span class=\"range\">\(text)</span>"
    }
    guard let shortest = column.shortest, let longest = column.longest else { return "–" }
    let text = shortest == longest ? "\(shortest)" : "\(shortest)–\(longest)"
    return "\(text) <em>ký tự · characters</em>"
  }

  private func chips(
    _ top: [ProfileSummary.Frequent], of column: ProfileSummary.Column
  ) -> String {
    top.map { item in
      "<div class=\"chip\">" + ProfileChart.bar(item.count, of: column.detailed, kind: "fillbar")
        + "<span>\(escaped(item.value))</span>"
        + "<b>\(ProfileChart.percent(item.count, of: column.detailed))</b></div>"
    }.joined()
  }

  private func shapes(_ column: ProfileSummary.Column) -> String {
    column.shapes.prefix(3).map { item in
      "<div class=\"chip\"><code>\(escaped(item.value))</code>"
        + "<b>\(ProfileChart.percent(item.count, of: column.detailed))</b></div>"
    }.joined()
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private static let style = """
    :root { color-scheme: light; --ink: #1f2328; --quiet: #656d76; --line: #d8dee4; --blue: #0969da;
      --good: #1a7f37; --bad: #cf222e; }
    body { margin: 0; background: #f6f8fa; color: var(--ink);
      font: 14px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
    main { max-width: 1180px; margin: 0 auto; padding: 28px 24px 60px; }
    h1 { font-size: 26px; margin: 0 0 4px; } h1 small { font-size: 15px; font-weight: 400;
      color: var(--quiet); margin-left: 8px; }
    h2 { font-size: 20px; margin: 28px 0 12px; } h3 { font-size: 15px; margin: 26px 0 10px; }
    em, i { font-style: normal; color: var(--quiet); font-weight: 400; font-size: 12px; }
    .cards { display: flex; gap: 14px; flex-wrap: wrap; }
    .card { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 14px 20px;
      min-width: 150px; } .card b { font-size: 28px; display: inline-block; margin-right: 8px; }
    .card span, .card em { display: block; } .good b { color: var(--good); } .bad b { color: var(--bad); }
    table { border-collapse: collapse; background: #fff; width: 100%; border: 1px solid var(--line); }
    th, td { text-align: left; padding: 7px 10px; border-top: 1px solid var(--line);
      vertical-align: top; font-weight: 400; } thead th { background: #f6f8fa; font-weight: 600; }
    th em { display: block; } .words em { display: block; } .bar { width: 38%; vertical-align: middle; }
    .range { white-space: nowrap; } .number { text-align: right; font-variant-numeric: tabular-nums; }
    code { font: 12.5px ui-monospace, "DejaVu Sans Mono", monospace; }
    svg.b { width: 100%; height: 10px; display: block; background: #eaeef2; border-radius: 3px; }
    .fillbar { fill: var(--blue); } rect.bad { fill: var(--bad); }
    .fill { display: grid; grid-template-columns: 78px 90px 46px; gap: 6px; align-items: center;
      font-size: 12px; } .fill span { color: var(--quiet); } .fill b, .chip b { font-weight: 400; }
    .chip { display: grid; grid-template-columns: 40px minmax(60px, 1fr) 46px; gap: 6px; font-size: 12px;
      align-items: center; } .chip code { grid-column: 1 / 3; overflow-wrap: anywhere; }
    .chip b { text-align: right; } .charts { display: grid; grid-template-columns: 1fr 1fr; gap: 0 24px; }
    .chart svg { width: 100%; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
    .column { fill: var(--blue); } .axis { fill: var(--quiet); font-size: 11px; }
    .grid { stroke: #eaeef2; } .note { color: var(--quiet); font-size: 12px; }
    @media (max-width: 800px) { .charts { grid-template-columns: 1fr; } }
    @media print { body { background: #fff; } main { max-width: none; padding: 0; } }
    """
}
