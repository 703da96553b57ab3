/// A small delivery of every register of one district, in the formats that really arrive.
public struct PopulationSample {
  /// Decides the people.
  public var seed: UInt64

  /// Creates a sample.
  public init(seed: UInt64 = 2026) { self.seed = seed }

  /// Writes a folder for each register, the truth about them, and `README.md`.
  ///
  /// - Parameter directory: is created if it is not there.
  /// - Returns: what has to become of all rows.
  /// - Throws: what the file system refuses.
  public func write(into directory: String) throws -> Counts {
    var delivery = PopulationDelivery(persons: 1)
    delivery.seed = seed
    delivery.couples = 60
    delivery.rowsPerBook = 12
    delivery.level = 6
    delivery.defectsPerMille = 100
    delivery.duplicatesPerMille = 40
    delivery.hasNationalExtract = true
    let counts = try delivery.write(into: directory).rows
    let readme = try OutputFile("\(directory)/README.md")
    try readme.write(Array(text(counts).utf8))
    try readme.close()
    return counts
  }

  private func text(_ counts: Counts) -> String {
    var lines = Register.allCases.map { register in
      let forms = RegisterFormat.of(register)
      let names = forms.map(\.about).reduce(into: [String]()) { names, name in
        if !names.contains(name) { names.append(name) }
      }
      return "| `\(register.folder)` | \(register.about) | \(names.joined(separator: "; ")) |"
    }
    lines.insert("| folder | what it holds | formats |\n|---|---|---|", at: 0)
    return """
      # The registers of a district

      What four communes hold about the same people: they are born, marry, move, have children and die,
      and each entry is about somebody. **All of them are invented.** A folder is a register, a file a
      commune's books.

      \(lines.joined(separator: "\n"))

      Of \(counts.records) rows \(counts.loaded) are to be loaded, \(counts.duplicate) repeat another and
      \(counts.rejected) are to be refused. `truth.csv` says which, and by what rule; `truth-units.csv`
      counts them; `truth-persons.csv` names who stands in each row, and whose name or birth date is
      written otherwise than it is; `truth-clusters.csv` says who they are.

      `khai-tu/anh` holds the scans of the death registers, an archive a commune, named by place, book
      and entry as each office does it. Some rows have none, some scans have no row, some are empty or
      damaged: `truth-scans.csv` says which.

      `csdl-dan-cu` holds what an extract of the national population database says of those who live there:
      some are not in it, some are in it twice, and some have another name or birth year.

      Made by `sohoa-generate sample`; with `sohoa-generate population` any number of people:

          swift run -c release sohoa-generate population .sohoa/dan-cu --persons 200000
          swift run -c release sohoa run Pipelines/ket-hon.yaml --set du_lieu=.sohoa/dan-cu

      """
  }
}

extension Register {
  /// What the register is about, for the README.
  fileprivate var about: String {
    switch self {
    case .birth: "births (khai sinh)"
    case .marriage: "marriages (kết hôn)"
    case .death: "deaths (khai tử)"
    case .recognition: "recognitions of parents and children (nhận cha, mẹ, con)"
    case .maritalStatus: "certificates of marital status (xác nhận tình trạng hôn nhân)"
    case .guardianship: "guardianships (giám hộ)"
    case .adoption: "adoptions (nuôi con nuôi)"
    case .correction: "changes and corrections (thay đổi, cải chính)"
    case .household: "household books: the households (sổ hộ khẩu)"
    case .member: "household books: their members (nhân khẩu)"
    case .move: "household books: changes, moves in and out (biến động)"
    case .stay: "temporary residence and absence (tạm trú, tạm vắng)"
    case .birthNotice: "birth notices of hospitals (giấy chứng sinh)"
    case .deathNotice: "death notices of hospitals (giấy báo tử)"
    }
  }
}

extension RegisterFormat {
  /// What the format is, for the README.
  fileprivate var about: String {
    switch self {
    case .zippedText: "CSV in ZIP"
    case .compressedText: "CSV with tabs, GZIP"
    case .semicolons: "CSV with semicolons, byte order mark, CRLF"
    case .wideText: "UTF-16 with tabs"
    case .legacyText: "CSV in TCVN3"
    case .zippedMarkup: "XML in ZIP"
    case .vniText: "CSV in VNI"
    case .table: "table of FoxPro with memos in TCVN3"
    case .zippedDocument: "JSON in ZIP"
    case .lines: "JSON Lines"
    }
  }
}
