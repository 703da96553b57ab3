import Dataflow
import Planning

extension RunPage {
  /// The units with what became of their records.
  var units: String {
    guard !history.units.isEmpty else { return "" }
    let rows = history.units.map { unit in
      let counts = unit.counts
      let mark =
        switch unit.status {
        case .done: "<span class=\"met\">✓</span>"
        case .duplicate: "="
        case .loading: "…"
        case .broken, .rejected: "<span class=\"missed\">✗</span>"
        }
      let note =
        unit.reason.isEmpty
        ? ""
        : "<br><span class=\"note\">\(language(ProfilePage.escaped(Phrase.vietnamese(unit.reason)), ProfilePage.escaped(unit.reason)))</span>"
      return row([
        "\(mark) \(ProfilePage.escaped(unit.identity.name))\(note)",
        number(counts.read), number(counts.loaded + counts.updated + counts.unchanged),
        number(counts.duplicate + counts.filtered), number(counts.rejected),
        ProfileChart.bar(counts.rejected, of: counts.read, kind: "bad"),
      ])
    }
    return heading(("Tệp", "Units"))
      + table(
        [
          ("tệp", "unit"), ("đọc", "read"), ("trong bảng", "in the table"),
          ("trùng, bỏ qua", "repeated, left out"), ("loại", "rejected"),
          ("tỷ lệ loại", "share rejected"),
        ], rows)
  }

  /// The checks over many rows, with their course over the runs.
  var checks: String {
    guard !history.checks.isEmpty else { return "" }
    let rows = history.checks.map { course in
      let entry = course.entry
      let verdict =
        entry.missed == 0
        ? "<span class=\"met\">✓ \(language("đạt", "met"))</span>"
        : "<span class=\"missed\">✗ \(language("không đạt", "missed"))</span>"
      let what = entry.column.isEmpty ? entry.measure : "\(entry.measure)(\(entry.column))"
      let words =
        entry.missed == 0
        ? ""
        : "<br><span class=\"note\">\(language(ProfilePage.escaped(entry.messageVietnamese), ProfilePage.escaped(entry.message)))</span>"
      return row([
        "\(verdict) <code>\(ProfilePage.escaped(entry.code))</code>\(words)",
        "\(ProfilePage.escaped(entry.stage)): <code>\(ProfilePage.escaped(what))</code>",
        "<span class=\"number\">\(range(entry))</span>",
        number(entry.missed) + " / " + number(entry.groups), picture(course),
      ])
    }
    return heading(("Kiểm tra chất lượng", "Quality checks"))
      + table(
        [
          ("kết quả", "result"), ("đo gì", "measured"), ("giá trị", "value"),
          ("nhóm không đạt", "groups missed"), ("qua các lượt chạy", "over the runs"),
        ], rows)
  }

  /// How the scans stand, by file.
  var scans: String {
    guard !history.scans.isEmpty else { return "" }
    let rows = history.scans.map { scan in
      row([
        ProfilePage.escaped(scan.path), number(scan.scans), number(scan.bound),
        number(scan.orphans), number(scan.empty + scan.damaged),
      ])
    }
    return heading(("Ảnh quét", "Scans"))
      + table(
        [
          ("tệp", "file"), ("ảnh", "scans"), ("có bản ghi", "bound"),
          ("chưa có bản ghi", "without record"), ("trống, hỏng", "empty, damaged"),
        ], rows)
  }

  /// The pipeline's runs up to this one as a histogram, where there are several.
  var runs: String {
    guard history.runs.count > 1 else { return "" }
    let items = history.runs.map {
      ProfileChart.Item(label: "\($0.number)", count: $0.counts.read, mark: "\($0.number)")
    }
    return heading(("Bản ghi đọc qua các lượt chạy", "Records read by run"))
      + "<div class=\"charts\"><figure class=\"chart\">\(ProfileChart.columns(items, language))"
      + "</figure></div>"
  }

  /// The greatest value of a check in every run; a run that missed it has a point of another colour.
  private func picture(_ course: RunHistory.Course) -> String {
    let points = course.entries.compactMap { entry in
      entry.greatest.map { (value: $0, isMissed: entry.missed > 0, run: entry.run) }
    }
    guard let least = points.map(\.value).min(), let greatest = points.map(\.value).max() else {
      return ""
    }
    let step = points.count > 1 ? 148 / Double(points.count - 1) : 0
    func place(_ index: Int) -> (x: Double, y: Double) {
      let share = greatest > least ? (points[index].value - least) / (greatest - least) : 0.5
      return ((6 + step * Double(index)).rounded(), (28 - 22 * share).rounded())
    }
    let line = points.indices.map { "\(place($0).x),\(place($0).y)" }.joined(separator: " ")
    let dots = points.indices.map { index in
      let kind = points[index].isMissed ? " class=\"missed\"" : ""
      return "<circle\(kind) cx=\"\(place(index).x)\" cy=\"\(place(index).y)\" r=\"3\"><title>"
        + "\(points[index].run): \(text(points[index].value))</title></circle>"
    }
    return
      "<svg class=\"course\" viewBox=\"0 0 160 34\" role=\"img\"><polyline points=\"\(line)\"/>"
      + dots.joined() + "</svg>"
  }

  private func range(_ entry: CheckEntry) -> String {
    let values = [entry.least, entry.greatest].compactMap { $0.map(text) }
    return values.isEmpty
      ? "–" : Set(values).count == 1 ? values[0] : values.joined(separator: " … ")
  }

  /// A measured number, a whole one without a point.
  private func text(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

  private func number(_ count: Int) -> String { ProfileChart.grouped(count, language) }

  private func row(_ cells: [String]) -> String {
    "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
  }

  private func table(_ titles: [(vietnamese: String, english: String)], _ rows: [String]) -> String
  {
    let head = titles.map { "<th>\(language($0.vietnamese, $0.english))</th>" }.joined()
    return "<table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined(separator: "\n"))\n"
      + "</tbody></table>"
  }
}
