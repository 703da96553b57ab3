public import Dataflow

/// A pipeline's definition, typed: what is to be read, done and loaded, with places for messages.
///
/// What was invalid in the text is missing here and stands in ``Definition/diagnostics``.
public struct PipelineSpec: Sendable, Equatable {
  /// The pipeline's name.
  public var name: Located<String>
  /// What it is for.
  public var description: Located<String>?
  /// The target database; a relative path in it is relative to the definition.
  public var database: Located<String>?
  /// The parameters, resolved.
  public var parameters: [ParameterSpec]
  /// What runs before this one.
  public var after: AfterSpec?
  /// The sources, in the order of the text.
  public var sources: [SourceSpec]
  /// The stages, each after the stage it takes its rows from.
  ///
  /// A `transform` that is a list is one stage named `transform`; tables that take their rows from a
  /// source directly have none.
  public var stages: [StageSpec]
  /// The tables to load, in the order of the text.
  public var targets: [TargetSpec]
  /// What is linked after loading, in the order of the text.
  public var links: [LinkSpec]
  /// The model that is made of what is linked.
  public var consolidation: ConsolidationSpec?
  /// The chunk limit.
  public var chunk: ChunkLimit
  /// When rejects stop the run.
  public var rejects: RejectLimitSpec
  /// How many units are read at once.
  public var jobs: Located<Int>?
  /// Whether records are kept as they were read.
  public var isSpooled: Bool
}

/// Where a stage or table takes its rows from.
public enum InputSpec: Sendable, Equatable {
  /// A source's records.
  case source(String)
  /// A child table of a source.
  case child(source: String, name: String)
  /// The rows that leave a stage.
  case stage(String)
}

extension InputSpec: CustomStringConvertible {
  /// The name as `from` has it, in quotes.
  public var description: String {
    switch self {
    case .source(let name), .stage(let name): "'\(name)'"
    case .child(let source, let name): "'\(source).\(name)'"
    }
  }
}

/// A parameter and the value it has in this run.
public struct ParameterSpec: Sendable, Equatable {
  /// The types of parameters.
  public enum Kind: String, Sendable, CaseIterable {
    /// Any text.
    case text
    /// A whole number.
    case integer
    /// A day as `yyyy-mm-dd`.
    case date
    /// `true` or `false`.
    case boolean
  }

  /// The name.
  public var name: Located<String>
  /// What values it takes.
  public var kind: Kind
  /// The value of this run; `nil` for an optional parameter without one.
  public var value: String?
  /// What it is, for people.
  public var description: String?
}

/// Named steps over one input.
public struct StageSpec: Sendable, Equatable {
  /// The name; `transform` for an unnamed list of steps.
  public var name: Located<String>
  /// Where its rows come from; several deliver the same columns, not always in the same order.
  public var inputs: [InputSpec]
  /// The steps, in order.
  public var steps: [StepSpec]
  /// Whether a step is missing because it was invalid, so that its columns are not known.
  var hasGaps = false
}

/// A table to load.
public struct TargetSpec: Sendable, Equatable {
  /// What loading does to rows that are there.
  public enum Mode: String, Sendable, CaseIterable {
    /// Adds rows.
    case append
    /// Merges rows by key.
    case upsert
    /// Replaces the table.
    case replace
  }

  /// The table's name.
  public var table: Located<String>
  /// Where its rows come from; several deliver the same columns, not always in the same order.
  public var inputs: [InputSpec]
  /// What loading does to rows that are there.
  public var mode: Located<Mode>
  /// The columns that tell rows apart; empty without a key.
  public var key: [Located<String>]
  /// The columns to index, one list per index.
  public var indexes: [[Located<String>]]
  /// Into how many parts the table is divided where the database can.
  public var partitions: Located<Int>?
  /// The scans that the rows were typed from.
  public var scans: ScansSpec?
}

/// When rejects stop the run; a limit that is `nil` does not.
public struct RejectLimitSpec: Sendable, Equatable {
  /// The most refused records of one rule.
  public struct RuleLimit: Sendable, Equatable {
    /// The rule's code.
    public var code: Located<String>
    /// The most refused records.
    public var count: Int
  }

  /// The most refused records.
  public var count: Located<Int>?
  /// The largest share of refused records, 0...100.
  public var percent: Located<Double>?
  /// How many records must be read before the share counts.
  public var afterRows = 1000
  /// Limits by rule.
  public var rules: [RuleLimit] = []

  /// Creates limits that stop nothing.
  public init() {}
}
