/// A source of records.
public struct SourceSpec: Sendable, Equatable {
  /// How the files are read.
  public enum Format: Sendable, Equatable {
    /// Delimited text.
    case csv(CSVSpec)
    /// XML documents.
    case xml(XMLSpec)
    /// Sheets of workbooks.
    case xlsx(XLSXSpec)
    /// Tables of dBase and FoxPro.
    case dbf(DBFSpec)
    /// Text of fixed columns.
    case fixed(FixedWidthSpec)
    /// JSON Lines or documents.
    case json(JSONSpec)
    /// Pages of recognised text.
    case ocr(OCRSpec)
  }

  /// The name.
  public var name: Located<String>
  /// Paths or patterns, each relative to the file it stands in.
  public var files: [Located<String>]
  /// Patterns for members of archives; empty for all of the format.
  public var members: [Located<String>]
  /// How the files are read.
  public var format: Format
  /// The columns to take; `nil` for every column of the file.
  public var fields: [FieldSpec]?
  /// What a unit must not exceed.
  public var limits: LimitsSpec

  /// The child tables.
  public var children: [ChildSpec] {
    switch format {
    case .xml(let xml): xml.children
    case .json(let json): json.children
    case .csv, .xlsx, .dbf, .fixed, .ocr: []
    }
  }
}

/// How CSV files are read.
public struct CSVSpec: Sendable, Equatable {
  /// The ASCII byte between fields; `nil` to detect it.
  public var delimiter: Located<UInt8>?
  /// The line that holds the headers, from 1; `nil` for files without.
  public var headerLine: Located<Int?>?
  /// The encoding's name; `nil` or `auto` to detect it.
  public var encoding: Located<String>?
  /// The ASCII byte that quotes fields; `nil` stands for `"`.
  public var quote: Located<UInt8>?
}

/// How workbooks are read.
public struct XLSXSpec: Sendable, Equatable {
  /// What is done with hidden rows.
  public enum Hidden: String, Sendable, CaseIterable {
    /// They are read, and each bears a warning.
    case read
    /// They are left out, as a filter does.
    case skip
  }

  /// The rows that hold the headers.
  public enum Header: Sendable, Equatable {
    /// Found by the fields' headers.
    case auto
    /// Nowhere: columns go by their letters.
    case none
    /// These, from 1.
    case rows(ClosedRange<Int>)
  }

  /// Names, patterns or numbers of the sheets; empty for all that are not hidden.
  public var sheets: [Located<String>]
  /// The rows that hold the headers; `nil` stands for ``Header/auto``.
  public var header: Located<Header>?
  /// What is done with hidden rows; `nil` stands for ``Hidden/read``.
  public var hidden: Located<Hidden>?
}

/// How XML documents are read.
public struct XMLSpec: Sendable, Equatable {
  /// A prefix used in paths.
  public struct Namespace: Sendable, Equatable {
    /// The prefix.
    public var prefix: Located<String>
    /// The namespace's URI.
    public var uri: Located<String>
  }

  /// The path of the element that is one record.
  public var record: Located<String>
  /// The prefixes used in paths.
  public var namespaces: [Namespace]
  /// The XSD that documents are held against.
  public var schema: Located<String>?
  /// Repeated elements inside a record.
  public var children: [ChildSpec]
}

/// A repeated element inside a record, a table of its own.
public struct ChildSpec: Sendable, Equatable {
  /// The name.
  public var name: Located<String>
  /// The element's path inside the record.
  public var record: Located<String>
  /// The columns to take, by path inside the element.
  public var fields: [FieldSpec]
  /// Columns taken from the parent record, by path inside it.
  public var parentFields: [FieldSpec]
}

/// A column to take from every record.
public struct FieldSpec: Sendable, Equatable {
  /// The column's name.
  public var column: Located<String>
  /// The header(s) or path(s) that carry it; the first that occurs is taken.
  public var from: [Located<String>]
  /// Whether a unit may lack it.
  public var isOptional: Bool
  /// The encoding's name where it is not the source's; `auto` to decide the column by itself.
  public var encoding: Located<String>?
}

/// What a unit must not exceed; `nil` leaves the built-in limit.
public struct LimitsSpec: Sendable, Equatable {
  /// How many times larger than its compressed form.
  public var ratio: Located<Int>?
  /// The content's size in bytes.
  public var size: Located<Int>?
  /// The number of members of an archive.
  public var members: Located<Int>?
  /// The size of one record in bytes.
  public var record: Located<Int>?
  /// The size of one field in bytes.
  public var field: Located<Int>?
  /// How deep XML elements may nest.
  public var depth: Located<Int>?
}
