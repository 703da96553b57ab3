import Archives
import Columnar
import Dataflow
import Extraction
import Pairing
public import Planning

/// Shows rows as they leave a step, without writing anything: no database is opened, no file made.
///
/// What only the table can tell, such as a repeated key, is not known here.
public struct Preview {
  /// Which rows to show.
  public struct Request: Sendable {
    /// The most rows of a unit and table.
    public var rows: Int
    /// The step that rows have just left, by name or by number, 0 being before the first; `nil` for
    /// the last.
    public var step: String?
    /// Whether refused rows are wanted in place of those that go on.
    public var rejects: Bool
    /// What the names of the units have in common; `nil` for the first unit of every source.
    public var unit: String?

    /// Creates a request.
    public init(rows: Int = 5, step: String? = nil, rejects: Bool = false, unit: String? = nil) {
      self.rows = rows
      self.step = step
      self.rejects = rejects
      self.unit = unit
    }
  }

  /// The most records of a unit that are looked at in search of rows.
  public static let searchLimit = 100_000

  private let plan: Plan
  private let request: Request
  /// The number of steps that each stage applies.
  private let depths: [Int]

  /// Prepares a preview.
  ///
  /// - Throws: `Diagnostic` when no stage has the step.
  public init(plan: Plan, request: Request) throws {
    self.plan = plan
    self.request = request
    depths = try StepChoice(request.step).depths(in: plan.stages)
  }

  /// Looks into the units, in the order in which a run reads them.
  ///
  /// - Parameter show: called for each unit.
  /// - Throws: `Diagnostic` when files are missing or no unit bears the name.
  public func run(_ show: (UnitPreview) throws -> Void) throws {
    var discovery = Discovery(plan: plan, known: [], comparesContent: false)
    let units = try wanted(discovery.units())
    let scans = try ScanListing(plan)
    for unit in units { try show(look(into: unit, scans)) }
  }

  private func wanted(_ units: [FoundUnit]) throws -> [FoundUnit] {
    if let name = request.unit {
      let named = units.filter { $0.identity.name.contains(name) }
      guard named.isEmpty else { return named }
      let names = units.map(\.identity.name)
      throw Diagnostic(
        "SH5010", "no unit is named '\(name)'", status: .usage,
        remedy: nearest(to: name, among: names).map { "did you mean '\($0)'?" }
          ?? "the units are: \(names.prefix(10).joined(separator: ", "))")
    }
    if request.rejects { return units }
    var seen: Set<Int> = []
    return units.filter { $0.entry.problem == nil && seen.insert($0.source).inserted }
  }

  private func look(into unit: FoundUnit, _ scans: ScanListing) -> UnitPreview {
    let source = plan.sources[unit.source]
    var preview = UnitPreview(identity: unit.identity, format: source.format.name)
    do {
      if let problem = unit.entry.problem { throw problem }
      let input = UnitInput(plan: plan, unit: unit)
      let stream = try WatchedStream(input.openStream())
      do {
        try read(input, stream, scans, into: &preview)
      } catch {
        if let failure = stream.failure { throw failure }
        throw error
      }
    } catch let error as ArchiveError {
      preview.problem = error.diagnostic(unit: unit.identity.name)
    } catch let error as Diagnostic {
      preview.problem = error
    } catch {
      preview.problem = Diagnostic("SH5011", "the unit cannot be read", status: .internal)
    }
    return preview
  }

  private func read(
    _ input: UnitInput, _ stream: WatchedStream, _ scans: ScanListing,
    into preview: inout UnitPreview
  ) throws {
    var (reader, head) = try input.makeReader(stream)
    switch head {
    case .xml, .ocr: break
    case .json(let head): preview.encoding = head.encoding.name
    case .table(let head, _):
      preview.encoding = head.encoding.name
      preview.encodingFindings = head.encodingFindings
      preview.carriers = head.carriers
      preview.unusedHeaders = head.unused
    case .columns(let head):
      preview.encoding = head.encoding.name
      preview.encodingFindings = head.encodingFindings
      preview.carriers = head.carriers
      preview.unusedHeaders = head.unused
    case .sheet(let head):
      preview.headerRows = head.headerRows
      preview.carriers = head.carriers
      preview.unusedHeaders = head.unused
    case .csv(let head):
      preview.encoding = head.encoding.name
      preview.encodingFindings = head.encodingFindings
      preview.delimiter = Character(UnicodeScalar(head.delimiter))
      preview.carriers = head.carriers
      preview.unusedHeaders = head.unused
    }
    let stages = plan.sources[input.unit.source].stages
    var steps = try stages.map { try Array(plan.stages[$0].makeSteps().prefix(depths[$0])) }
    if let sample = try EncodingSample.read(input) {
      for index in steps.indices {
        preview.encodingFindings += try sample.show(to: &steps[index], stage: index)
      }
    }
    preview.tables = stages.map { stage in
      let step = depths[stage] == 0 ? "" : plan.stages[stage].stepNames[depths[stage] - 1]
      return .init(name: plan.stages[stage].table.name, step: step, columns: [], rows: [])
    }
    var bindings = stages.map { binding(ofStage: $0, scans) }
    var chunks = [input.chunk()]
    var left = Self.searchLimit
    let most = plan.chunkLimit.fitting(columns: chunks[0].columns.count)
    var limit = most
    while left > 0, preview.tables.contains(where: { $0.rows.count < request.rows }) {
      limit.rows = min(left, most.rows, max(100, request.rows))
      guard try reader.read(into: &chunks[0], limit: limit), chunks[0].rowCount > 0 else { return }
      if let sheet = reader as? XLSXReader { preview.fonts = sheet.legacyFonts }
      left -= chunks[0].rowCount
      chunks.takeChildrenOut()
      for index in chunks.indices {
        for step in steps[index].indices { try steps[index][step].apply(to: &chunks[index]) }
        try bindings[index]?.apply(to: &chunks[index])
        preview.tables[index].take(
          chunks[index], rejects: request.rejects, limit: request.rows, rules: plan.rules,
          scans: scans.names)
      }
      input.restart(&chunks)
    }
  }
}

extension Preview {
  /// Binds rows to their scans where they are shown as they are loaded.
  private func binding(ofStage stage: Int, _ scans: ScanListing) -> BindScans? {
    guard depths[stage] == plan.stages[stage].stepNames.count else { return nil }
    return plan.stages[stage].binding(to: scans.indexes[stage])
  }
}

extension UnitPreview.Table {
  /// Takes the rows that are wanted, and counts all that it passes.
  fileprivate mutating func take(
    _ chunk: Chunk, rejects: Bool, limit: Int, rules: RuleBook, scans: [String]
  ) {
    columns = chunk.columns.map { ($0.name, $0.type) }
    for row in 0..<chunk.rowCount where rows.count < limit {
      read += 1
      let state = chunk.states[row]
      if state == .rejected { rejected += 1 }
      if state == .filtered { filtered += 1 }
      guard state == (rejects ? .rejected : .live) else { continue }
      let origin = chunk.origins[row]
      rows.append(
        .init(
          record: origin.record, line: origin.line,
          values: chunk.columns.map { chunk.bytes.string($0.cells[row]) },
          findings: chunk.violations.filter { $0.row == UInt32(row) }.map { violation in
            .init(
              rule: rules[violation.rule],
              column: chunk.columns.indices.contains(Int(violation.column))
                ? chunk.columns[Int(violation.column)].name : rules[violation.rule].field,
              value: chunk.bytes.string(violation.cell))
          },
          scan: chunk.scans.isEmpty || chunk.scans[row] == 0
            ? nil : scans[Int(chunk.scans[row]) - 1],
          raw: chunk.bytes.string(origin.raw) ?? ""))
    }
  }
}
