/// The scans of a commune's book, in an archive of their own: one a row, named by place, book and
/// entry as offices do it, with what goes wrong in scanning.
final class ScanArchive {
  /// What becomes of a row's scan.
  enum Fate: String, Sendable {
    case bound, missing, empty, damaged, orphan
  }

  private let register: Register
  private let file: String
  private let form: RegisterFormat
  private var container: Container
  private var random: RandomSource
  private var last: (key: String, member: String, fate: Fate)?
  private var count = 0

  init(
    _ register: Register, path: String, name: String, form: RegisterFormat, seed: UInt64, level: Int
  ) throws {
    self.register = register
    self.form = form
    file = "\(name).zip"
    random = RandomSource(seed: seed ^ 0x5CA5)
    container = try Container("\(path)/\(file)", packing: .zip, level: level)
  }

  /// Adds the scan of a row; one whose key nobody can read any more has none.
  func add(
    _ rows: PopulationRows, _ defect: RegisterDefect?, record: Int, unit: String,
    _ truth: inout PopulationTruth
  ) throws {
    let sheet = RegisterSheet.all[register.rawValue]
    let columns = ["noi_dang_ky", "quyen_so", "so_dang_ky"].map { sheet.index($0) }
    if let defect,
      defect.structure != nil || defect.edits.contains(where: { columns.contains($0.column) })
    {
      return
    }
    let parts = columns.map { String(decoding: rows.record.value($0), as: UTF8.self) }
    let key = parts.joined(separator: "\n")
    if last?.key != key {
      count += 1
      let fate = draw()
      let member = name(parts)
      if fate != .missing { try write(member, fate) }
      last = (key, member, fate)
      if count % 9 == 0 { try addOrphan(parts, &truth) }
    }
    guard let last else { return }
    // A refused row without a scan is no finding: it is looked for in vain all the same.
    if last.fate == .missing, let defect, defect.outcome == .rejected, !defect.isFoundByTable {
      return
    }
    try truth.note(
      unit: "\(register.folder)/\(unit)", record: record,
      archive: last.fate == .missing ? "" : file,
      member: last.fate == .missing ? "" : last.member, scan: last.fate)
  }

  /// Closes the archive.
  func finish(_ truth: inout PopulationTruth) throws { try container.finish() }

  private func draw() -> Fate {
    switch random.below(24) {
    case 0, 1: .missing
    case 2: .empty
    case 3: .damaged
    default: .bound
    }
  }

  /// A scan of an entry that nobody has typed.
  private func addOrphan(_ parts: [String], _ truth: inout PopulationTruth) throws {
    let member = name([parts[0], parts[1], "9\(parts[2])"])
    try write(member, .bound)
    try truth.note(unit: "", record: nil, archive: file, member: member, scan: .orphan)
  }

  /// A scan's name, each office in its own way.
  private func name(_ parts: [String]) -> String {
    let parts = parts.map { $0.replacing("/", with: "-") }
    switch form {
    case .zippedText: return parts.joined(separator: "/") + ".pdf"
    case .semicolons:
      let bare = parts.map { NameVariation.bare($0).lowercased().replacing(" ", with: "_") }
      return bare.joined(separator: "/") + ".png"
    case .legacyText:
      return "QUET/" + parts.map { NameVariation.bare($0).uppercased() }.joined(separator: "/")
        + ".PDF"
    default:
      return parts.map { $0.split(separator: "-").map(Self.withoutZeros).joined(separator: " ") }
        .joined(separator: "/") + ".pdf"
    }
  }

  private static func withoutZeros(_ word: Substring) -> String {
    let rest = word.drop { $0 == "0" }
    return String(rest.isEmpty ? word : rest)
  }

  private func write(_ member: String, _ fate: Fate) throws {
    try container.begin(ZIPDirectory.Member(name: member))
    var bytes = form == .semicolons ? PageImage.png : PageImage.pdf(number: count)
    switch fate {
    case .empty: bytes = []
    case .damaged where count % 2 == 0: bytes = Array("404 Not Found\n".utf8)
    case .damaged: bytes.removeLast(bytes.count / 3)
    default: break
    }
    try container.write(&bytes)
    try container.end()
  }
}

extension RegisterDefect {
  /// Whether only the table shows what is wrong: the row itself is sound when its scan is looked for.
  fileprivate var isFoundByTable: Bool {
    violations.allSatisfy { $0.rule == "E-KEY-DUP" || $0.rule == "I-KEY-SAME" }
  }
}
