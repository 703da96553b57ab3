internal import Columnar

/// A record as the tokenizer found it, before it becomes a row.
struct CSVRecord {
  /// What is wrong with a record; the reader turns it into the rule.
  enum Fault: UInt8 { case structure, length }

  /// The position of its first byte.
  var start: Int
  /// The position behind its last byte, the line end apart.
  var end: Int
  /// The line it begins on.
  var line: Int64
  /// What is wrong with it, or `nil`.
  var fault: Fault?
}

/// Splits text into records and fields, resumable at any byte.
///
/// A kernel finds the structural bytes of a window; this state machine walks over them. Quotes are
/// followed exactly, not by the parity of their number, because parity cannot tell a stray quote.
struct CSVTokenizer {
  /// Why the tokenizer returned.
  enum Stop {
    /// The text was used up; the record at ``recordStart`` is not complete.
    case text
    /// There is no room for another record, or the limit was reached.
    case room
    /// The record at ``recordStart`` is longer than the limit.
    case overlong
    /// The record at ``recordStart`` opens a quoted field that the content never closes.
    case unclosed
  }

  /// Where in a record the last byte walked over stands.
  enum State: UInt8 {
    /// At the start of a field or inside an unquoted one.
    case unquoted
    /// Inside quotes.
    case quoted
    /// Behind the closing quote.
    case closed
    /// Behind text that follows a closing quote: the record is lost up to the next line end.
    case lost
  }

  /// How far the text was walked over.
  struct Progress {
    /// Where the next record begins.
    var recordStart = 0
    /// The line it begins on.
    var line: Int64 = 1
    /// The line ends inside its quoted fields so far.
    var lineEnds: Int64 = 0
    /// Where the last byte stands.
    var state = State.unquoted
    /// Where the current field begins, its quote included.
    var fieldStart = 0
    /// Where its closing quote stands.
    var closedEnd = 0
    /// Whether it holds doubled quotes.
    var isEscaped = false
    /// The number of fields before it.
    var fieldCount = 0
    /// Whether something in the record is wrong already.
    var hasFault = false
  }

  /// The records found, in order, since ``forgetRecords()``.
  var records: [CSVRecord] = []
  /// The fields of those records, ``width`` cells for each.
  var cells: [Cell]
  /// The record and column of each field with doubled quotes in it.
  var escaped: [(record: UInt32, column: UInt32)] = []
  /// The number of fields of a record.
  let width: Int
  let delimiter: UInt8
  let quote: UInt8
  let fieldLimit: Int
  let recordLimit: Int
  let recordRoom: Int
  var positions: [UInt32] = []
  var positionCount = 0
  var nextPosition = 0
  var scanned = 0
  var progress = Progress()

  /// A window's positions and fields stay in the second-level cache.
  static let window = 128 << 10
  static let cellRoom = 16 << 10

  /// Where the next record begins.
  var recordStart: Int { progress.recordStart }
  /// The line the next record begins on.
  var line: Int64 { progress.line }

  /// Creates a tokenizer for records of `width` fields.
  init(width: Int, delimiter: UInt8, dialect: CSVDialect) {
    self.width = width
    self.delimiter = delimiter
    quote = dialect.quote
    fieldLimit = dialect.fieldLimit
    recordLimit = dialect.recordLimit
    recordRoom = max(1, Self.cellRoom / max(1, width))
    cells = [Cell](repeating: .null, count: recordRoom * width)
  }

  /// Forgets the records, keeping the place in the text.
  mutating func forgetRecords() {
    // What is left belongs to the record that is not complete yet.
    escaped.removeAll { $0.record < records.count }
    for index in escaped.indices { escaped[index].record = 0 }
    let base = records.count * width
    if base > 0 {
      for field in 0..<min(progress.fieldCount, width) { cells[field] = cells[base + field] }
    }
    records.removeAll(keepingCapacity: true)
  }

  /// Goes on at another place: at a record's first byte, on `line`.
  mutating func begin(at start: Int, line: Int64) {
    progress = Progress(recordStart: start, line: line, fieldStart: start)
    (positionCount, nextPosition, scanned) = (0, 0, start)
    forgetEscapes(of: records.count)
  }

  /// Forgets the doubled quotes of a record that will not become a row, or is read again.
  mutating func forgetEscapes(of record: Int) {
    while let last = escaped.last, Int(last.record) == record { escaped.removeLast() }
  }

  /// Follows the text when its first `count` bytes, all before ``recordStart``, are dropped.
  mutating func shift(by count: Int) {
    begin(at: recordStart - count, line: line)
  }
}
