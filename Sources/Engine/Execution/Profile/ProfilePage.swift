/// A profile as one page of HTML with pictures that needs nothing else.
public struct ProfilePage {
  let summary: ProfileSummary
  let language: PageLanguage
  /// What a code means, in Vietnamese and English.
  private let meaning: (String) -> (vietnamese: String, english: String)

  /// Creates the page of a summary.
  public init(
    _ summary: ProfileSummary, language: PageLanguage,
    meaning: @escaping (String) -> (vietnamese: String, english: String)
  ) {
    self.summary = summary
    self.language = language
    self.meaning = meaning
  }

  /// The page.
  public var html: String {
    let title = language.plain("hồ sơ dữ liệu", "data profile")
    let stages = summary.stages.filter { $0.read > 0 }
    return """
      <!doctype html>
      <html lang="\(language == .english ? "en" : "vi")">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(summary.pipeline)) – \(title)</title>
      <style>\(Self.style)</style>
      <main>
      <header><h1>\(Self.escaped(summary.title ?? summary.pipeline))</h1>
      <p>\(language("Hồ sơ dữ liệu", "Data profile")) · <code>\(Self.escaped(summary.pipeline))</code></p>
      </header>
      \(stages.map { section($0, isOnly: stages.count == 1) }.joined(separator: "\n"))
      </main>
      </html>

      """
  }

  private func section(_ stage: ProfileSummary.Stage, isOnly: Bool) -> String {
    let name = "\(language("Bảng", "Table")) <code>\(Self.escaped(stage.name))</code>"
    return """
      <section>
      \(isOnly ? "" : "<h2>\(name)</h2>")
      \(cards(stage))
      \(rejects(stage))
      \(dates(stage))
      \(columns(stage))
      </section>
      """
  }

  private func cards(_ stage: ProfileSummary.Stage) -> String {
    func card(_ kind: String, _ count: Int, _ words: String, isShare: Bool = true) -> String {
      let share = isShare ? "<i>\(ProfileChart.percent(count, of: stage.read, language))</i>" : ""
      return "<div class=\"card \(kind)\"><b>\(ProfileChart.grouped(count, language))</b>\(share)"
        + "<span>\(words)</span></div>"
    }
    var cards = card("", stage.read, language("bản ghi đã đọc", "records read"), isShare: false)
    cards += card("good", stage.passed, language("bản ghi đạt", "records that pass"))
    cards += card(
      stage.rejected > 0 ? "bad" : "", stage.rejected, language("bản ghi bị loại", "rejected"))
    let filtered = stage.read - stage.passed - stage.rejected
    if filtered > 0 {
      cards += card("", filtered, language("bỏ qua theo bộ lọc", "left out by filters"))
    }
    return "<div class=\"cards\">\(cards)</div>"
  }

  private func rejects(_ stage: ProfileSummary.Stage) -> String {
    guard !stage.rejects.isEmpty else { return "" }
    let ordered = stage.rejects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rows = ordered.map { code, count in
      let words = meaning(code)
      let told = language(
        Self.escaped(words.vietnamese.sentence), Self.escaped(words.english.sentence))
      return
        "<tr><td class=\"words\">\(told) <code class=\"quiet\">\(Self.escaped(code))</code></td>"
        + "<td class=\"bar\">\(ProfileChart.bar(count, of: stage.rejected, kind: "bad"))</td>"
        + "<td class=\"number\">\(ProfileChart.grouped(count, language))</td>"
        + "<td class=\"number\">\(ProfileChart.percent(count, of: stage.rejected, language))</td></tr>"
    }
    return "<h3>\(language("Vì sao bị loại", "Why records are rejected"))</h3>"
      + "<table class=\"rejects\">\(rows.joined(separator: "\n"))</table>"
  }

  private func dates(_ stage: ProfileSummary.Stage) -> String {
    let charts = stage.after.flatMap { column -> [String] in
      guard let years = column.years, !years.isEmpty else { return [] }
      var charts = [
        chart(column, ("theo năm", "by year"), ProfileChart.yearSeries(years))
      ]
      if let months = column.months, months.count > 1 {
        let series = ProfileChart.monthSeries(months)
        charts.append(
          chart(
            column,
            series.isOfAllYears
              ? ("theo tháng trong năm", "by month of the year") : ("theo tháng", "by month"),
            series.items))
      }
      return charts
    }
    guard !charts.isEmpty else { return "" }
    return "<h3>\(language("Phân bố theo thời gian", "Distribution over time"))</h3>"
      + "<div class=\"charts\">\(charts.joined(separator: "\n"))</div>"
  }

  private func chart(
    _ column: ProfileSummary.Column, _ by: (vietnamese: String, english: String),
    _ series: [ProfileChart.Item]
  ) -> String {
    "<figure class=\"chart\"><figcaption>\(label(column)) \(language(by.vietnamese, by.english))"
      + "</figcaption>\(ProfileChart.columns(series, language))</figure>"
  }

  /// What people call a column.
  func label(_ column: ProfileSummary.Column) -> String {
    Self.escaped(column.title ?? column.name)
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

/// The languages that a page is in.
public enum PageLanguage: Sendable {
  case vietnamese, english, both

  /// Words in the language, or in Vietnamese with the English behind.
  func callAsFunction(_ vietnamese: String, _ english: String) -> String {
    switch self {
    case .vietnamese: vietnamese
    case .english: english
    case .both: "\(vietnamese) <em>\(english)</em>"
    }
  }

  /// The same without markup.
  func plain(_ vietnamese: String, _ english: String) -> String {
    switch self {
    case .vietnamese: vietnamese
    case .english: english
    case .both: "\(vietnamese) · \(english)"
    }
  }
}

extension String {
  /// The text with a capital at its beginning.
  var sentence: String { prefix(1).uppercased() + dropFirst() }
}
