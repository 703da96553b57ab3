public import Archives
public import Consolidation
public import Dataflow
public import Extraction
public import Linking

/// A definition made ready to run: every name resolved, every rule numbered, every schema read.
public struct Plan: Sendable {
  /// The pipeline's name.
  public var name: String
  /// What it is for, if the definition says.
  public var title: String?
  /// The definition's file, as the user named it.
  public var file: String
  /// The SHA-256 of ``definitionText``, in hexadecimal.
  public var definition: String
  /// The normalised text of the definition with its schemas and reference data.
  public var definitionText: String
  /// The URL of the database.
  public var database: String
  /// What is read, in the order of the definition.
  public var sources: [SourcePlan]
  /// What is done with the records, one stage for each table.
  public var stages: [StagePlan]
  /// What is linked after loading.
  public var links: [LinkPlan]
  /// The model that is made of what is linked.
  public var consolidation: ConsolidationPlan?
  /// The rules that violations name.
  public var rules: RuleBook
  /// The rules that readers apply.
  public var extractionRules: ExtractionRules
  /// How much goes into one chunk.
  public var chunkLimit: ChunkLimit
  /// The most units read at the same time.
  public var jobs: Int
  /// When too many rejects stop the run.
  public var rejectLimit: RejectLimit
  /// Whether the records of every chunk are kept as they were read, in files of their own.
  public var isSpooled = false
  /// What runs before it, into the same database, in this order and each once.
  public var predecessors: [Plan] = []
}

/// One source of a plan.
public struct SourcePlan: Sendable {
  /// How the records of a unit are read.
  public enum Format: Sendable {
    /// Delimited text.
    case csv(CSVDialect)
    /// Elements of an XML document.
    case xml(XMLShape)
    /// Sheets of workbooks.
    case xlsx(XLSXShape)
    /// Tables of dBase and FoxPro.
    case dbf(DBFShape)
    /// Text of fixed columns.
    case fixed(FixedWidthShape)
    /// JSON Lines or documents.
    case json(JSONShape)
    /// Pages of recognised text.
    case ocr(OCRShape)

    /// The tables of what a record repeats.
    public var children: [ChildTable] {
      switch self {
      case .xml(let shape): shape.children
      case .json(let shape): shape.children
      case .csv, .xlsx, .dbf, .fixed, .ocr: []
      }
    }

    /// The format's name in small letters, as the definition's key has it.
    public var name: String {
      switch self {
      case .csv: "csv"
      case .xml: "xml"
      case .xlsx: "xlsx"
      case .dbf: "dbf"
      case .fixed: "fixed"
      case .json: "json"
      case .ocr: "ocr"
      }
    }
  }

  /// The source's name in the definition.
  public var name: String
  /// Patterns of the files to read, relative to the working directory or absolute.
  public var files: [String]
  /// Patterns of the members to read in archives; empty for all.
  public var members: [String]
  /// How the records are read.
  public var format: Format
  /// The fields wanted of every record.
  public var fields: [SourceField]
  /// How far archives are followed.
  public var limits: ArchiveLimits
  /// The indices of the stages that take the records, and those of nested records in their order.
  public var stages: [Int]
  /// A hash of what says how the records are read: with another one the same content may give others.
  public var reading = ""
}

/// One stage of a plan: the steps that lead from records to the rows of a table.
public struct StagePlan: Sendable {
  /// The table that the stage loads.
  public var table: TargetTable
  /// Makes the steps for one thread; steps keep scratch memory and are not shared.
  public var makeSteps: @Sendable () throws -> [any Transform]
  /// The steps' names for people, in order.
  public var stepNames: [String]
  /// What schemas call the columns, for people, by their names.
  public var titles: [String: String] = [:]
  /// The indexes of the rules that steps and table apply, in the order of the book.
  public var rules: [UInt16] = []
  /// The scans that the rows were typed from, or `nil`.
  public var scans: ScanPlan?
}

/// When too many rejects stop a run.
public struct RejectLimit: Sendable, Equatable {
  /// The most rejected records of a run, or `nil`.
  public var count: Int?
  /// The largest share of rejected records in percent, or `nil`.
  public var percent: Double?
  /// The number of records read before ``percent`` is judged.
  public var afterRows: Int
  /// The most rejected records by the code of their first rule.
  public var rules: [String: Int]

  /// Creates a limit; without arguments nothing stops a run.
  public init(
    count: Int? = nil, percent: Double? = nil, afterRows: Int = 1000, rules: [String: Int] = [:]
  ) {
    self.count = count
    self.percent = percent
    self.afterRows = afterRows
    self.rules = rules
  }

  /// What is over the limit, in words, or `nil`.
  public func excess(read: Int, rejected: Int, byRule: [String: Int]) -> String? {
    if let count, rejected > count { return "\(rejected) records rejected, \(count) allowed" }
    if let percent, read >= afterRows, Double(rejected) * 100 > percent * Double(read) {
      return "\(rejected) of \(read) records rejected, \(percent) % allowed"
    }
    for (rule, count) in rules.sorted(by: { $0.key < $1.key })
    where byRule[rule, default: 0] > count {
      return "\(byRule[rule, default: 0]) records rejected by \(rule), \(count) allowed"
    }
    return nil
  }
}
