/// Something wrong that a person can act on: what, where, and how to mend it.
///
/// Bad rows are never diagnostics: they become rejects. No diagnostic carries a value of a row.
public struct Diagnostic: Error, Sendable, Equatable {
  /// A place in a text file that a person edits.
  public struct Location: Sendable, Equatable {
    /// The file, as the person named it.
    public var file: String
    /// The line, from 1; 0 for the file as a whole.
    public var line: Int
    /// The column in characters, from 1; 0 for the line as a whole.
    public var column: Int

    /// Creates a location.
    public init(file: String, line: Int = 0, column: Int = 0) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// The stable code, such as `SH1203`.
  public var code: String
  /// How the command ends if nobody handles it.
  public var status: ExitStatus
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The message in Vietnamese, where it repeats what a definition says in both languages.
  public var messageVietnamese: String?
  /// Where, for what stands in a definition.
  public var location: Location?
  /// What to do about it: a real option, name or command.
  public var remedy: String?
  /// Whether the definition can be run all the same.
  public var isWarning: Bool

  /// Creates a diagnostic.
  public init(
    _ code: String, _ message: String, status: ExitStatus, at location: Location? = nil,
    remedy: String? = nil, isWarning: Bool = false
  ) {
    self.code = code
    self.status = status
    self.message = message
    self.location = location
    self.remedy = remedy
    self.isWarning = isWarning
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: error SH1203: message` and, on a line of its own, the remedy.
  public var description: String {
    var text = ""
    if let location {
      text += location.file
      if location.line > 0 { text += ":\(location.line)" }
      if location.column > 0 { text += ":\(location.column)" }
      text += ": "
    }
    text += "\(isWarning ? "warning" : "error") \(code): \(message)"
    if let remedy { text += "\n  → \(remedy)" }
    return text
  }
}
