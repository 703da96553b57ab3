import Dataflow

/// A run as one page of HTML with pictures that needs nothing else.
public struct RunPage {
  let history: RunHistory
  let language: PageLanguage
  /// What a code means, in Vietnamese and English; `nil` where nothing is known of it.
  private let meaning: (String) -> (vietnamese: String, english: String)?

  /// Creates the page of a run.
  public init(
    _ history: RunHistory, language: PageLanguage,
    meaning: @escaping (String) -> (vietnamese: String, english: String)?
  ) {
    self.history = history
    self.language = language
    self.meaning = meaning
  }

  /// The page.
  public var html: String {
    let run = history.run
    let title = language.plain("lượt chạy \(run.number)", "run \(run.number)")
    let times = [run.started, run.finished].filter { !$0.isEmpty }.joined(separator: " – ")
    let parts = [
      cards, Self.balance(history.balances, language), units,
      reasons(history.rejects, ("Vì sao bị loại", "Why records are rejected"), kind: "bad"),
      reasons(
        history.warnings, ("Cảnh báo, vẫn nạp", "Warnings, loaded all the same"), kind: "fillbar"),
      checks, scans, runs,
    ]
    return """
      <!doctype html>
      <html lang="\(language == .english ? "en" : "vi")">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(ProfilePage.escaped(run.pipeline)) – \(title)</title>
      <style>\(ProfilePage.style)
      .met { color: var(--good); } .missed { color: var(--bad); font-weight: 600; }
      svg.course { width: 160px; height: 34px; display: block; } .course polyline { fill: none;
        stroke: var(--blue); stroke-width: 2; } .course circle { fill: var(--blue); }
      .course circle.missed { fill: var(--bad); }</style>
      <main>
      <header><h1>\(ProfilePage.escaped(run.pipeline))</h1>
      <p>\(language("Lần chạy", "Run")) \(run.number) · <code>\(run.status.rawValue)</code> · \(times)</p>
      </header>
      \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
      </main>
      </html>

      """
  }

  private var cards: String {
    let counts = history.run.counts
    func card(_ kind: String, _ count: Int, _ vietnamese: String, _ english: String) -> String {
      "<div class=\"card \(kind)\"><b>\(ProfileChart.grouped(count, language))</b>"
        + "<i>\(kind.isEmpty ? "" : ProfileChart.percent(count, of: counts.read, language))</i>"
        + "<span>\(language(vietnamese, english))</span></div>"
    }
    var cards =
      card("", counts.read, "bản ghi đã đọc", "records read")
      + card("good", counts.loaded, "dòng đã nạp", "rows loaded")
    for (count, vietnamese, english) in [
      (counts.updated, "dòng được cập nhật", "rows updated"),
      (counts.unchanged, "dòng không đổi", "rows unchanged"),
      (counts.duplicate, "bản ghi trùng", "repeated records"),
      (counts.filtered, "bỏ qua theo bộ lọc", "left out by filters"),
    ] where count > 0 {
      cards += card("", count, vietnamese, english)
    }
    cards += card(
      counts.rejected > 0 ? "bad" : "", counts.rejected, "bản ghi bị loại", "records rejected")
    return "<div class=\"cards\">\(cards)</div>"
  }

  /// One line that says whether everything read is accounted for.
  private static func balance(_ balances: [Balance], _ language: PageLanguage) -> String {
    let open = balances.count { !$0.closes }
    return open == 0
      ? "<p class=\"met\">✓ \(language("Đối chiếu khớp: mọi bản ghi đều có kết quả.", "Balanced: every record is accounted for."))</p>"
      : "<p class=\"missed\">✗ \(language("Chưa khớp ở \(open) tệp.", "The balance does not close for \(open) units."))</p>"
  }

  private func reasons(
    _ reasons: [(rule: String, count: Int)], _ title: (vietnamese: String, english: String),
    kind: String
  ) -> String {
    guard let most = reasons.map(\.count).max() else { return "" }
    let rows = reasons.map { reason in
      let words = meaning(reason.rule).map {
        language(
          ProfilePage.escaped($0.vietnamese.sentence), ProfilePage.escaped($0.english.sentence))
      }
      return
        "<tr><td class=\"words\">\(words ?? "") <code class=\"quiet\">\(ProfilePage.escaped(reason.rule))</code></td>"
        + "<td class=\"bar\">\(ProfileChart.bar(reason.count, of: most, kind: kind))</td>"
        + "<td class=\"number\">\(ProfileChart.grouped(reason.count, language))</td></tr>"
    }
    return heading(title) + "<table>\(rows.joined(separator: "\n"))</table>"
  }

  /// A heading in the page's language.
  func heading(_ title: (vietnamese: String, english: String)) -> String {
    "<h3>\(language(title.vietnamese, title.english))</h3>"
  }
}
