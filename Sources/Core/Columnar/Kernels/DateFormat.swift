/// How dates and times are written, compiled into steps that run over bytes.
///
/// Three spellings are read: `strptime`'s (`%d/%m/%Y %H:%M`), letters (`dd/MM/yyyy HH:mm`), and
/// the names `default` and `any` of Table Schema, which the caller expands. As in `strptime`, `%d`,
/// `%m`, `%H`, `%M` and `%S` take one or two digits, two if there are two; `%Y` takes exactly four;
/// `%y` means 1969...2068; a blank takes any run of blanks.
public struct DateFormat: Sendable, Equatable {
  /// One thing to read.
  enum Step: Sendable, Equatable {
    case literal(UInt8)
    case blanks
    case year, shortYear, month, day, dayOfYear
    case hour, hour12, minute, second, fraction, zone, halfOfDay
    /// XML Schema's optional fraction with its point.
    case optionalFraction
    /// XML Schema's optional time zone.
    case optionalZone
  }

  /// Why a format cannot be compiled.
  public struct Problem: Error, Sendable, Equatable {
    /// What is wrong, in one sentence without a full stop.
    public var message: String
  }

  /// The format as it was written.
  public let text: String
  let steps: [Step]
  /// The byte between the parts of `dd?mm?yyyy`, 0 for every other format.
  let dayFirstSeparator: UInt8
  /// Whether `%m` and its like need both digits.
  let isStrict: Bool

  /// Compiles a format.
  ///
  /// - Throws: ``Problem`` for what is no directive or not supported.
  public init(_ text: String) throws(Problem) {
    let steps = try DateFormat.compile(Array(text.utf8))
    self.init(text, steps, isStrict: false)
  }

  init(_ text: String, _ steps: [Step], isStrict: Bool) {
    self.text = text
    self.steps = steps
    self.isStrict = isStrict
    if steps.count == 5, steps[0] == .day, steps[2] == .month, steps[4] == .year,
      case .literal(let separator) = steps[1], steps[3] == steps[1]
    {
      dayFirstSeparator = separator
    } else {
      dayFirstSeparator = 0
    }
  }

  /// Whether a value has a day.
  public var hasDate: Bool {
    steps.contains { $0 == .day || $0 == .dayOfYear }
      && steps.contains { $0 == .year || $0 == .shortYear }
      && steps.contains { $0 == .month || $0 == .dayOfYear }
  }

  /// Whether a value has a time of the day.
  public var hasTime: Bool { steps.contains { $0 == .hour || $0 == .hour12 } }

  private static let dash = Step.literal(0x2D)
  private static let colon = Step.literal(0x3A)
  private static let isoDay: [Step] = [.year, dash, .month, dash, .day]
  private static let isoTime: [Step] = [.hour, colon, .minute, colon, .second]

  /// `yyyy-mm-dd`, Table Schema's default for a date.
  public static let isoDate = DateFormat("default", isoDay, isStrict: true)
  /// `hh:mm:ss`, Table Schema's default for a time.
  public static let isoTimeOfDay = DateFormat("default", isoTime, isStrict: true)
  /// XML Schema's `dateTime`, Table Schema's default for one; a time zone turns it into UTC.
  public static let isoDateTime = DateFormat(
    "default", isoDay + [.literal(0x54)] + isoTime + [.optionalFraction, .optionalZone],
    isStrict: true)

  /// What Table Schema's `any` means for dates: day first or year first, never month first.
  public static let anyDate: [DateFormat] =
    [isoDate] + ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d%m%Y"].compactMap(compiled)
  /// What Table Schema's `any` means for times.
  public static let anyTime: [DateFormat] =
    [isoTimeOfDay] + ["%H:%M:%S.%f", "%H:%M", "%I:%M:%S %p", "%I:%M %p"].compactMap(compiled)
  /// What Table Schema's `any` means for dates with a time.
  public static let anyDateTime: [DateFormat] =
    [isoDateTime]
    + [
      "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M:%S",
      "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%Y%m%d%H%M",
    ].compactMap(compiled)

  private static func compiled(_ text: String) -> DateFormat? { try? DateFormat(text) }
}
