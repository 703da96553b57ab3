import Columnar
import Registers
import Transformation

extension StageCompiler {
  mutating func date(_ spec: DateSpec) {
    guard let index = index(of: spec.column) else { return }
    let words = spec.words.flatMap { self.index(of: $0) }
    let reference = spec.reference.flatMap { self.index(of: $0) }
    let reader = RegisterDateReader(pivot: spec.pivot, isLunar: spec.calendar == .lunar)
    let outputs = ReadDate.Outputs(
      edtf: spec.into["edtf"]?.value, from: spec.into["from"]?.value, to: spec.into["to"]?.value,
      lunar: spec.into["lunar"]?.value)
    let findings = dateFindings(spec)
    add(spec.into["edtf"], .text)
    add(spec.into["from"], .date)
    add(spec.into["to"], .date)
    add(spec.into["lunar"], .text)
    append("date \(spec.column.value)") { _ in
      ReadDate(
        column: index, words: words, reference: reference, reader: reader, outputs: outputs,
        findings: findings)
    }
  }

  private mutating func dateFindings(_ spec: DateSpec) -> ReadDate.Findings {
    let field = spec.column.value
    let partialSeverity: Severity? =
      switch spec.partial {
      case .accept: nil
      case .warn: .warn
      case .reject: .reject
      }
    func fault(_ english: String, _ vietnamese: String) -> Finding {
      finding("E-DATE", field: field, severity: spec.severity, english, vietnamese)
    }
    var findings = ReadDate.Findings(faults: [
      .unreadable: fault("the value is not written like a date", "giá trị không phải ngày tháng"),
      .impossible: fault("there is no such day", "ngày không tồn tại"),
      .contradictory: fault(
        "the year and its can-chi name contradict each other", "năm và can chi mâu thuẫn nhau"),
      .unplaced: fault(
        "nothing says which year of the can-chi cycle is meant",
        "không xác định được năm can chi thuộc chu kỳ nào"),
    ])
    findings.partial = partialSeverity.map {
      finding(
        "W-DATE-PART", field: field, severity: $0, "the date is not known in full",
        "ngày không đủ ngày, tháng, năm")
    }
    guard spec.words != nil else { return findings }
    func words(_ english: String, _ vietnamese: String) -> Finding {
      finding("W-DATE-WORDS", field: field, severity: .warn, english, vietnamese)
    }
    findings.differences = [
      DateParts.day.rawValue: words(
        "the day in words differs from the figures", "ngày bằng chữ khác ngày bằng số"),
      DateParts.month.rawValue: words(
        "the month in words differs from the figures", "tháng bằng chữ khác tháng bằng số"),
      DateParts.year.rawValue: words(
        "the year in words differs from the figures", "năm bằng chữ khác năm bằng số"),
    ]
    findings.unreadableWords = finding(
      "W-DATE-WORDS", field: spec.words?.value, severity: .warn,
      "the date in words cannot be read", "không đọc được ngày bằng chữ")
    findings.completed = finding(
      "I-DATE-WORDS", field: field, severity: .warn,
      "what the figures lack was taken from the words", "phần thiếu được lấy từ ngày bằng chữ")
    return findings
  }

  mutating func idNumber(_ spec: IDNumberSpec) {
    guard let index = index(of: spec.column) else { return }
    let evidence = ReadPersonNumber.Evidence(
      sex: spec.sex.flatMap { self.index(of: $0) },
      birth: spec.birth.flatMap { self.index(of: $0) },
      province: spec.province.flatMap { self.index(of: $0) })
    let outputs = ReadPersonNumber.Outputs(
      number: spec.into["number"]?.value, province: spec.into["province"]?.value,
      sex: spec.into["sex"]?.value, year: spec.into["year"]?.value)
    let findings = numberFindings(spec)
    for key in ["number", "province", "sex", "year"] { add(spec.into[key], .text) }
    append("id_number \(spec.column.value)") { _ in
      ReadPersonNumber(column: index, evidence: evidence, outputs: outputs, findings: findings)
    }
  }

  private mutating func numberFindings(_ spec: IDNumberSpec) -> ReadPersonNumber.Findings {
    func warning(_ code: String, _ english: String, _ vietnamese: String) -> Finding {
      finding(code, field: spec.column.value, severity: .warn, english, vietnamese)
    }
    return ReadPersonNumber.Findings(
      shape: finding(
        "E-ID-SHAPE", field: spec.column.value, severity: spec.severity,
        "\(spec.column.value) is not a number of 9 or 12 digits",
        "\(spec.column.value) không phải là số gồm 9 hoặc 12 chữ số"),
      padded: warning("W-ID-PAD", "lost leading zeros were put back", "đã bù số 0 ở đầu bị mất"),
      unknownProvince: warning(
        "W-ID-PROV", "the first digits are no province's", "ba số đầu không phải mã tỉnh"),
      province: warning(
        "W-ID-PROV", "the first digits are another province's", "ba số đầu khác tỉnh đăng ký"),
      sex: warning("W-ID-SEX", "the number says the other sex", "số định danh khác giới tính"),
      year: warning(
        "W-ID-YEAR", "the number says another year of birth", "số định danh khác năm sinh"))
  }

  /// Notes a column that a step makes, or changes.
  private mutating func add(_ name: Located<String>?, _ type: ColumnType) {
    guard let name else { return }
    if let index = columns.firstIndex(where: { $0.name == name.value }) {
      columns[index].type = type
    } else {
      columns.append((name.value, type))
    }
  }
}
