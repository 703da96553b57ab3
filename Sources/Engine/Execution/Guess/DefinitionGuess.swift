import Dataflow
import Foundation
import Loading
public import Planning

/// A first definition for files, with what was seen of every column as comments.
///
/// Identifiers stay text: leading zeros and long numbers are never turned into figures.
public struct DefinitionGuess {
  /// The most records of each unit that are looked at.
  static let recordLimit = 20_000

  /// The definition, which runs unedited.
  public let text: String
  /// The definition's path.
  private let path: String
  /// The units that were left out, with the reason.
  public let skipped: [(name: String, reason: String)]

  /// Looks at files and writes a definition.
  ///
  /// - Parameters:
  ///   - files: paths, relative to the working directory or absolute.
  ///   - output: the definition's path, which its paths are relative to.
  ///   - wording: the language of the comments.
  /// - Throws: `Diagnostic` when nothing can be read.
  public init(files: [String], output: String, in wording: Wording = .english) throws {
    path = output
    let survey = try SourceSurvey(files)
    skipped = survey.skipped
    guard !survey.sources.isEmpty else {
      throw Diagnostic(
        "SH5701",
        "none of the files holds rows: \(survey.skipped.first?.reason ?? "they are empty")",
        status: .input,
        remedy: "name files of CSV, XML, JSON, fixed columns, DBF or XLSX, plain or packed")
    }
    var columns = Self.columns(of: survey.sources)
    var draft = GuessText(sources: survey.sources, columns: columns, files: files, output: output)
    draft.key = try Self.trial(draft, filling: &columns)
    draft.columns = columns
    draft.isFinal = true
    draft.say = wording
    text = draft.text
  }

  /// The plan of the definition.
  ///
  /// - Parameter database: the URL of the database to load into.
  /// - Returns: what the definition does, ready to run.
  /// - Throws: `Diagnostic` when the definition is not good, which is a mistake in SoHoa.
  public func plan(database: String) throws -> Plan {
    try Self.plan(of: text, at: path, database: database)
  }

  private static func plan(of text: String, at path: String, database: String) throws -> Plan {
    var definition = Definition.load(
      path,
      options: Definition.Options(read: { file in
        guard file == path else { return try Definition.Options().read(file) }
        return Array(text.utf8)
      }))
    guard let plan = PlanCompiler.compile(&definition, database: database) else {
      throw definition.diagnostics.first
        ?? Diagnostic("SH5702", "the guessed definition is not good", status: .internal)
    }
    return plan
  }

  /// The columns of all sources, those of one name together.
  private static func columns(of sources: [GuessedSource]) -> [GuessedColumn] {
    var columns: [GuessedColumn] = []
    var counts: [String: Int] = [:]
    let total = sources.reduce(0) { $0 + $1.unitCount }
    for source in sources {
      for header in source.headers {
        var name = ColumnName(header: header.name).text
        if name.isEmpty { name = "cot_\(columns.count + 1)" }
        counts[name, default: 0] += header.count
        if let index = columns.firstIndex(where: { $0.name == name }) {
          if !columns[index].headers.contains(header.name) {
            columns[index].headers.append(header.name)
          }
        } else {
          columns.append(GuessedColumn(name: name, headers: [header.name], isOptional: false))
        }
      }
    }
    for index in columns.indices {
      columns[index].isOptional = counts[columns[index].name, default: 0] < total
    }
    return columns
  }

  /// Loads the records, untyped, into a database that is thrown away, and looks at them.
  ///
  /// - Returns: the columns that tell rows apart.
  private static func trial(
    _ draft: GuessText, filling columns: inout [GuessedColumn]
  ) throws -> [String] {
    let folder = NSTemporaryDirectory() + "/sohoa-guess-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let database = folder + "/guess.sqlite"
    var plan = try plan(of: draft.text, at: draft.output, database: "sqlite:\(database)")
    plan.jobs = 1
    let profiles = ProfileCollector(plan: plan)
    _ = try Runner(
      plan: plan, options: RunOptions(recordLimit: recordLimit, profiles: profiles)
    ).run()
    let seen = ProfileSummary(profiles.profile).stages.first?.after ?? []
    for index in columns.indices {
      columns[index].profile = seen.first { $0.name == columns[index].name }
    }
    let sink = try SQLiteSink(path: database, creates: false, surroundings: .system)
    defer { sink.close() }
    let table = plan.stages[0].table.name
    return try KeySearch(columns: columns) { try sink.distinctCount(of: $0, in: table) }.key
  }
}
