/// A table as SQLite and PostgreSQL both have it.
///
/// The ledger's tables are `sohoa_x` to SQLite and `sohoa.x` to PostgreSQL.
struct MirroredTable: Equatable {
  /// What a column holds.
  enum Kind: String {
    case text = "TEXT"
    case integer = "INTEGER"
    case number = "REAL"
    case bytes = "BLOB"

    /// What holds values of one of the server's types.
    init(serverType: String) {
      switch serverType {
      case "int2", "int4", "int8", "oid", "bool": self = .integer
      case "float4", "float8": self = .number
      case "bytea": self = .bytes
      default: self = .text
      }
    }

    /// The server's type for such values; texts are ordered by their bytes, as in SQLite.
    var serverType: String {
      switch self {
      case .text: "text COLLATE \"C\""
      case .integer: "bigint"
      case .number: "double precision"
      case .bytes: "bytea"
      }
    }
  }

  /// A column.
  struct Column: Equatable {
    var name: String
    var kind: Kind
    var isRequired = false
    /// The column that a generated one repeats, `NULL` for one that is always null.
    var generated: String?
    /// The server's own name of the type, where the server has the column.
    var serverType = ""
  }

  /// An index over columns.
  struct Index: Equatable {
    var name: String
    var columns: [String]
  }

  /// The name that SQLite knows it by.
  var name: String
  var columns: [Column]
  /// The columns of the primary key.
  var key: [String]
  var indexes: [Index] = []

  /// The columns that are written.
  var stored: [Column] { columns.filter { $0.generated == nil } }

  /// A name in quotes.
  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  static func list(_ names: [String], of alias: String = "") -> String {
    names.map { alias + quoted($0) }.joined(separator: ", ")
  }

  /// The server's name of a table, in quotes.
  static func serverName(_ name: String) -> String {
    name.hasPrefix("sohoa_") ? "sohoa." + quoted(String(name.dropFirst(6))) : quoted(name)
  }

  var serverName: String { Self.serverName(name) }

  private func isRowNumber(_ column: Column) -> Bool {
    key == [column.name] && column.kind == .integer
  }

  /// Makes it in a database of SQLite.
  func inSQLite(schema: String = "main") -> String {
    var lines = columns.map { column in
      var line = "\(Self.quoted(column.name)) \(column.kind.rawValue)"
      if isRowNumber(column) { return line + " PRIMARY KEY" }
      if let generated = column.generated {
        return line + " GENERATED ALWAYS AS (\(generated)) VIRTUAL"
      }
      if column.isRequired { line += " NOT NULL" }
      return line
    }
    let isPlain = key.isEmpty || columns.contains(where: isRowNumber)
    if !isPlain { lines.append("PRIMARY KEY(\(Self.list(key)))") }
    return "CREATE TABLE \(schema).\(Self.quoted(name))(\(lines.joined(separator: ", "))) STRICT"
      + (isPlain ? "" : ", WITHOUT ROWID")
  }

  /// Makes it on a server.
  var onServer: String {
    var lines = columns.map(Self.declaration)
    if !key.isEmpty { lines.append("PRIMARY KEY (\(Self.list(key)))") }
    return "CREATE TABLE \(serverName) (\(lines.joined(separator: ", ")))"
  }

  /// A column as a server declares it.
  static func declaration(_ column: Column) -> String {
    let line = "\(quoted(column.name)) \(column.kind.serverType)"
    if let generated = column.generated {
      let value = generated == "NULL" ? "NULL::text" : generated
      return line + " GENERATED ALWAYS AS (\(value)) STORED"
    }
    return line + (column.isRequired ? " NOT NULL" : "")
  }

  /// A query on a server for its rows as SQLite holds them.
  func select(where condition: String = "true") -> String {
    let values = stored.map { column in
      let name = Self.quoted(column.name)
      return column.kind == .text || column.serverType == "bool"
        ? "(\(PostgreSQLSink.TableLoader.text(of: name, type: column.serverType)))::text" : name
    }
    // In the order in which they were loaded, as SQLite has them.
    let order = columns.contains { $0.name == "sohoa_row" } ? " ORDER BY sohoa_row" : ""
    return "SELECT \(values.joined(separator: ", ")) FROM \(serverName) WHERE \(condition)\(order)"
  }
}
