public import Dataflow
import Foundation

/// A pipeline's definition as read: what it says, and everything that is wrong with it.
public struct Definition: Sendable {
  /// What reading needs to know besides the file.
  public struct Options: Sendable {
    /// The values given with `--set`.
    public var settings: [String: String]
    /// Where definitions give ``settings``; those of the command line are not there.
    var settingPlaces: [String: Diagnostic.Location] = [:]
    /// The variables that `${env:…}` may name.
    public var environment: [String: String]
    /// Finds what `${secret:…}` names.
    public var secret: @Sendable (String) -> String?
    /// Reads a file, the definition itself or what it includes; a large one need not be read whole.
    public var read: @Sendable (String) throws -> [UInt8]

    /// Creates options; without arguments nothing is set and files are read from disk.
    public init(
      settings: [String: String] = [:], environment: [String: String] = [:],
      secret: @escaping @Sendable (String) -> String? = { _ in nil },
      read: (@Sendable (String) throws -> [UInt8])? = nil
    ) {
      self.settings = settings
      self.environment = environment
      self.secret = secret
      self.read =
        read ?? { path in
          let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
          defer { try? file.close() }
          return [UInt8](try file.read(upToCount: Definition.maximumByteCount + 1) ?? Data())
        }
    }

    /// The options of a process: its environment, and secrets from `SOHOA_SECRET_<NAME>` or from a
    /// file of that name in systemd's `$CREDENTIALS_DIRECTORY`.
    public static func process(settings: [String: String] = [:]) -> Options {
      let environment = ProcessInfo.processInfo.environment
      return Options(settings: settings, environment: environment) { name in
        if let value = environment["SOHOA_SECRET_" + name.uppercased()] { return value }
        guard let directory = environment["CREDENTIALS_DIRECTORY"], !name.contains("/"),
          let data = try? Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
        else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
      }
    }
  }

  /// The largest file that is read, in bytes.
  public static let maximumByteCount = 1 << 20

  /// What the definition says.
  ///
  /// It is `nil` when the text is not even a map. Without ``isRunnable`` it lacks
  /// what was wrong, and serves only to find more that is wrong.
  public internal(set) var spec: PipelineSpec?
  /// Everything that is wrong, in the order of the text.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// The definition and the files it includes, for showing lines.
  public internal(set) var sources: [SourceText] = []
  /// The definitions that run before this one, in order, each once, and where each is named.
  public internal(set) var predecessors: [(definition: Definition, place: Diagnostic.Location)] = []
  /// The resolved definition, without comments, order of keys or secrets; see ``DefinitionText``.
  var root: DefinitionNode?

  /// Whether nothing is wrong but warnings.
  public var isRunnable: Bool { spec != nil && diagnostics.allSatisfy(\.isWarning) }

  /// Reads a definition and what it includes, and checks all that can be known without compiling.
  ///
  /// - Parameters:
  ///   - path: the definition's file.
  ///   - options: the settings and where values come from.
  /// - Returns: a definition in any case; ``isRunnable`` says whether it is good.
  public static func load(_ path: String, options: Options = Options()) -> Definition {
    var definition = read(path, options: options)
    var reader = PredecessorReader(options: options)
    reader.read(definition.spec?.after, of: path)
    definition.predecessors = reader.found
    definition.add(reader.diagnostics)
    return definition
  }

  /// Reads one definition and what it includes, without those that run before it.
  static func read(_ path: String, options: Options) -> Definition {
    var definition = Definition()
    guard let node = definition.readTree(path, options: options) else {
      return definition
    }
    var parameters = ParameterResolver(options, file: path)
    parameters.resolve(node["params"], after: node["after"])
    var interpolation = Interpolation(parameters: parameters, options: options)
    let resolved = interpolation.resolve(node)
    var structure = StructureCheck()
    structure.check(resolved, against: Language.pipeline)
    var decoder = SpecDecoder()
    definition.root = resolved
    definition.spec = decoder.pipeline(resolved, parameters: parameters.parameters)
    definition.diagnostics +=
      parameters.diagnostics + interpolation.diagnostics + structure.diagnostics
      + decoder.diagnostics
    if let spec = definition.spec { definition.diagnostics += ReferenceCheck.run(spec) }
    definition.sortDiagnostics()
    return definition
  }

  /// Adds what a later step found, keeping the order of the text.
  public mutating func add(_ more: [Diagnostic]) {
    // Compiling finds once more some of what reading has found already.
    diagnostics += more.filter { new in
      new.location == nil
        || !diagnostics.contains { $0.code == new.code && $0.location == new.location }
    }
    sortDiagnostics()
  }

  private mutating func sortDiagnostics() {
    let order = sources.map(\.file)
    func rank(_ diagnostic: Diagnostic, _ index: Int) -> [Int] {
      guard let place = diagnostic.location else { return [-1, 0, 0, index] }
      return [order.firstIndex(of: place.file) ?? order.count, place.line, place.column, index]
    }
    let ranked = diagnostics.enumerated().map { (rank: rank($1, $0), diagnostic: $1) }
      .sorted { $0.rank.lexicographicallyPrecedes($1.rank) }
    var distinct: [Diagnostic] = []
    for (_, diagnostic) in ranked where !distinct.contains(diagnostic) {
      distinct.append(diagnostic)
    }
    diagnostics = distinct
  }
}
