public import Columnar

extension TableSchema {
  /// What kind of value a field holds, with all that its type and format say.
  public enum FieldType: Sendable, Equatable {
    /// Text.
    case string(StringFormat)
    /// A number.
    case number(NumberFormat)
    /// A whole number.
    case integer(NumberFormat)
    /// Yes or no, by the texts that stand for them.
    case boolean(trueValues: [String], falseValues: [String])
    /// A JSON object.
    case object
    /// A JSON array.
    case array
    /// Items of one type between delimiters.
    case list(delimiter: String, item: ListItem)
    /// A day with a time.
    case dateTime([DateFormat])
    /// A day.
    case date([DateFormat])
    /// A time of the day.
    case time([DateFormat])
    /// A year.
    case year
    /// A month of a year.
    case yearMonth
    /// A length of time.
    case duration
    /// A point of the earth.
    case geopoint(GeopointFormat)
    /// A GeoJSON or TopoJSON object.
    case geojson(isTopology: Bool)
    /// Anything, as it stands.
    case any

    /// What a text must be.
    public enum StringFormat: String, Sendable, CaseIterable {
      /// Any text.
      case text = "default"
      /// An address for electronic mail.
      case email
      /// A URI with a scheme.
      case uri
      /// Base64.
      case binary
      /// Thirty-two hexadecimal digits in five groups.
      case uuid
      /// A day of which month or day may be unknown: EDTF level 1 (SoHoa profile).
      case partialDate
      /// A person's name (SoHoa profile).
      case personName
      /// A 9-digit or 12-digit personal number (SoHoa profile).
      case idNumber
      /// The code of a province, district or commune of any time (SoHoa profile).
      case administrativeUnit
      /// A health-insurance number of 10 digits or 15 characters (SoHoa profile).
      case healthInsuranceNumber
      /// The number of a household book: nine digits, perhaps with a volume (SoHoa profile).
      case householdBookNumber
    }

    /// The type of a list's items.
    public enum ListItem: String, Sendable, CaseIterable {
      /// Text.
      case string
      /// A whole number.
      case integer
      /// Yes or no.
      case boolean
      /// A number.
      case number
      /// A day with a time.
      case datetime
      /// A day.
      case date
      /// A time of the day.
      case time
    }

    /// How a point is written.
    public enum GeopointFormat: String, Sendable, CaseIterable {
      /// `lon, lat`.
      case text = "default"
      /// `[lon, lat]`.
      case array
      /// `{"lon": …, "lat": …}`.
      case object
    }

    /// What a column of this type becomes.
    public var columnType: ColumnType {
      switch self {
      case .number: .number
      case .integer, .year: .integer
      case .boolean: .boolean
      case .dateTime: .dateTime
      case .date: .date
      case .time: .time
      default: .text
      }
    }
  }
}
