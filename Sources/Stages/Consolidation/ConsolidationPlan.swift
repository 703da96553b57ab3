/// A consolidated model ready to be made: its tables, what each is made of, and which values win.
public struct ConsolidationPlan: Sendable {
  /// What makes one value better than another.
  public enum Rule: String, Sendable, CaseIterable {
    /// The source that stands first.
    case rank
    /// What was said last.
    case recent
    /// What says more: the longer text, so a full date before a year.
    case complete
    /// What most records say.
    case agreement
  }

  /// A column whose values compete.
  public struct Field: Sendable {
    /// The name.
    public var name: String
    /// The rules, the first one that tells two values apart decides.
    public var rules: [Rule]
    /// SQL over `value`; values of which it makes the same say the same.
    public var same: String?

    /// Creates a field.
    public init(name: String, rules: [Rule], same: String? = nil) {
      self.name = name
      self.rules = rules
      self.same = same
    }
  }

  /// Rows that say something.
  public struct Source: Sendable {
    /// The name.
    public var name: String
    /// The table that the rows belong to.
    public var table: String
    /// How much it is trusted; 1 is the most.
    public var rank: Int
    /// A query for the key, the fields, when it was said, unit, record and run.
    public var query: String

    /// Creates a source.
    public init(name: String, table: String, rank: Int, query: String) {
      self.name = name
      self.table = table
      self.rank = rank
      self.query = query
    }
  }

  /// A table of the model.
  public struct Table: Sendable {
    /// The name.
    public var name: String
    /// What it holds, for people.
    public var title: String?
    /// The columns that tell its rows apart.
    public var key: [String]
    /// The columns whose values compete.
    public var fields: [Field] = []
    /// The columns that tell since when and until when a row is true.
    public var validFrom, validTo: String?
    /// What it is made of, the most trusted first.
    public var sources: [Source] = []
    /// The columns that hold ids of the link's entities.
    public var entities: [String] = []

    /// Creates a table without fields.
    public init(name: String, key: [String]) {
      self.name = name
      self.key = key
    }

    /// The columns, key first.
    public var columns: [String] { key + fields.map(\.name) }

    /// The column that tells a row: the key where that is one column, else one of its own.
    public var idColumn: String { key.count == 1 ? key[0] : "ma" }
  }

  /// A rule that finds what is doubtful.
  public struct Flag: Sendable {
    /// The name, and the table whose rows it finds.
    public var name, table: String
    /// A query for `id`, `commune` and `detail`.
    public var query: String
    /// What it says, in English and in Vietnamese.
    public var message, messageVietnamese: String

    /// Creates a rule.
    public init(
      name: String, table: String, query: String, message: String, messageVietnamese: String
    ) {
      self.name = name
      self.table = table
      self.query = query
      self.message = message
      self.messageVietnamese = messageVietnamese
    }
  }

  /// A comparison of a table's rows with a reference, such as the extract of a national database.
  public struct Match: Sendable {
    /// What becomes of a field that the reference knows.
    public enum Policy: String, Sendable, CaseIterable {
      /// It is taken where no record says anything.
      case empty
      /// It wins over all records.
      case always
      /// It is only compared.
      case never
    }

    /// From which rows of the reference values are taken.
    public enum Trust: String, Sendable, CaseIterable {
      /// From those that differ in nothing that is compared.
      case agree
      /// Also from those that differ: from all that are found and are not ambiguous.
      case found
    }

    /// A field of the table that the reference has.
    public struct Field: Sendable {
      /// The name.
      public var name: String
      /// SQL over `ours` and `theirs` that is true where they agree; `nil` for one not compared.
      public var agrees: String?
      /// What becomes of the reference's value.
      public var policy: Policy

      /// Creates a field.
      public init(name: String, agrees: String?, policy: Policy) {
        self.name = name
        self.agrees = agrees
        self.policy = policy
      }
    }

    /// The name, the table whose rows are compared, and the reference's.
    public var name, table, reference: String
    /// A query for the fields, unit, record and run.
    public var query: String
    /// SQL over the fields of one record: what is the same in all of one list finds each other.
    ///
    /// The first list that finds something counts.
    public var ways: [[String]]
    /// The fields that the reference has.
    public var fields: [Field]
    /// The commune's code, as SQL over the table.
    public var commune: String
    /// From which rows values are taken.
    public var trust = Trust.agree

    /// Creates a comparison.
    public init(
      name: String, table: String, reference: String, query: String, ways: [[String]],
      fields: [Field], commune: String
    ) {
      self.name = name
      self.table = table
      self.reference = reference
      self.query = query
      self.ways = ways
      self.fields = fields
      self.commune = commune
    }
  }

  /// The link whose entities the model is about, if any.
  public var link: String?
  /// Queries that become temporary tables first.
  public var helpers: [(name: String, query: String)] = []
  /// The tables, in the order of the definition.
  public var tables: [Table] = []
  /// What is compared with references.
  public var matches: [Match] = []
  /// What is doubtful, in the order of the definition.
  public var flags: [Flag] = []

  /// Creates a plan without tables.
  public init() {}

  /// All that decides what comes out, as text.
  public var text: String {
    var text = "\(link ?? "")"
    for helper in helpers { text += "\n\(helper)" }
    for table in tables { text += "\n\(table)" }
    for match in matches { text += "\n\(match)" }
    for flag in flags { text += "\n\(flag)" }
    return text
  }
}
