import Columnar
import Dataflow
import Registers
import Transformation

extension StageCompiler {
  /// Compiles the search for the units of a place.
  mutating func place(_ spec: PlaceSpec) {
    guard let index = index(of: spec.column), let dayColumn = self.index(of: spec.asOf) else {
      return
    }
    let outputs = spec.into.compactMap { pair in
      ResolvePlace.Part(rawValue: pair.from.value).map { (part: $0, name: pair.to.value) }
    }
    let uncertain = finding(
      "W-PLACE", field: spec.column.value, severity: spec.severity,
      "the place is not certain on that day", "chưa xác định chắc chắn địa danh vào ngày đó")
    var split: Finding?
    if outputs.contains(where: { $0.part == .commune2025 || $0.part == .split2025 }) {
      split = finding(
        "W-PLACE-SPLIT", field: spec.column.value, severity: .warn,
        "the commune was split in 2025: the new one is inferred",
        "xã đã bị tách năm 2025: xã mới là suy đoán")
    }
    for output in outputs { setTextColumn(output.name) }
    let (threshold, wanted) = (spec.threshold, split)
    append("place \(spec.column.value)") { _ in
      ResolvePlace(
        column: index, dayColumn: dayColumn, outputs: outputs, threshold: threshold,
        uncertain: uncertain, split: wanted)
    }
  }

  /// Compiles the reading of names.
  mutating func name(_ spec: NameSpec) {
    guard let index = index(of: spec.column) else { return }
    let outputs = spec.into.compactMap { pair in
      ReadName.Part(rawValue: pair.from.value).map { (part: $0, name: pair.to.value) }
    }
    let casing = spec.letterCase.flatMap { ReadName.Casing(rawValue: $0.rawValue) }
    var findings: [(doubt: NameDoubts, finding: Finding)] = []
    for (doubt, english, vietnamese) in NameDoubts.all {
      let finding = finding(
        "W-NAME", field: spec.column.value, severity: spec.severity, english, vietnamese)
      findings.append((doubt, finding))
    }
    for output in outputs { setTextColumn(output.name) }
    let wanted = findings
    append("name \(spec.column.value)") { _ in
      ReadName(column: index, casing: casing, outputs: outputs, findings: wanted)
    }
  }

  /// Compiles the search for codes.
  mutating func code(_ spec: CodeSpec) {
    guard let index = index(of: spec.column), let table = CodeTable(named: spec.table.value) else {
      return
    }
    let unknown = finding(
      "E-CODE", field: spec.column.value, severity: spec.severity,
      "the value is not in the code table", "giá trị không có trong bảng mã")
    let ambiguous = finding(
      "W-CODE-ALIAS", field: spec.column.value, severity: .warn,
      "the value could mean several codes", "giá trị có thể ứng với nhiều mã")
    let output = spec.into.value
    setTextColumn(output)
    append("code \(spec.column.value)") { _ in
      AssignCode(
        column: index, output: output, table: table, unknown: unknown, ambiguous: ambiguous)
    }
  }

  private mutating func setTextColumn(_ name: String) {
    if let known = columns.firstIndex(where: { $0.name == name }) {
      columns[known].type = .text
    } else {
      columns.append((name, .text))
    }
  }
}
