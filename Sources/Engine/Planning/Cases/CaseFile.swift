public import Dataflow

/// The test cases of a definition, as they stand beside it.
public struct CaseFile: Sendable {
  /// The file, `tests/NAME.yaml` beside the definition `NAME.yaml`.
  public let path: String
  /// The cases, in the order of the text; what was invalid is missing.
  public private(set) var cases: [CaseSpec] = []
  /// Everything that is wrong, in the order of the text.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The text, for showing lines.
  public private(set) var sources: [SourceText] = []

  /// The path of the cases of a definition.
  public static func path(for definition: String) -> String {
    let parts = definition.split(separator: "/", omittingEmptySubsequences: false)
    return (parts.dropLast() + ["tests", parts[parts.count - 1]]).joined(separator: "/")
  }

  /// Reads the cases of a plan's definition and holds them against the plan.
  ///
  /// - Parameters:
  ///   - plan: what the cases are for.
  ///   - options: how files are read.
  public init(for plan: Plan, options: Definition.Options = Definition.Options()) {
    path = Self.path(for: plan.file)
    guard let bytes = try? options.read(path) else {
      diagnostics.append(
        DefinitionCode.noCases.diagnostic(
          "\(plan.file) has no test cases: there is no \(path)", at: nil,
          remedy: "write it: see Docs/pipeline-reference.md#testfile", status: .input))
      return
    }
    let text = SourceText(file: path, text: String(decoding: bytes, as: UTF8.self))
    sources = [text]
    let (node, found) = YAMLReader.read(text)
    var structure = StructureCheck()
    if let node { structure.check(node, against: Language.caseFile) }
    diagnostics = found + structure.diagnostics
    guard let node, diagnostics.isEmpty else { return }
    var decoder = CaseDecoder(plan: plan)
    cases = decoder.cases(node)
    diagnostics = decoder.diagnostics
  }
}
