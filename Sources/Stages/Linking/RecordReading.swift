internal import Linkage
internal import Registers
internal import SQLite

/// The records of a linkage as they were read.
struct RecordReading {
  /// The ids, each once, by number from 1.
  var ids = ValueTable()
  /// The number of each record's id.
  var idOf: [UInt32] = []
  /// The position of each record's source.
  var sourceOf: [UInt8] = []
  var store: RecordStore
  /// By relation, the record that each record names plus one, or 0.
  var targets: [Int: [UInt32]] = [:]

  /// Reads the records of all sources, in their order.
  init(_ plan: LinkPlan, from connection: Connection) throws {
    store = RecordStore(fields: plan.fields.map { .init(name: $0.name, kind: $0.kind) })
    try Self.makeHelpers(plan, on: connection)
    var bytes: [UInt8] = []
    var ranges = [Range<Int>](repeating: 0..<0, count: plan.fields.count)
    for (number, source) in plan.sources.enumerated() {
      let statement = try connection.prepare(source.query)
      while try statement.step() {
        bytes.removeAll(keepingCapacity: true)
        statement.appendText(at: 0, to: &bytes)
        idOf.append(ids.insert(bytes, in: 0..<bytes.count))
        sourceOf.append(UInt8(number))
        for index in ranges.indices {
          let start = bytes.count
          statement.appendText(at: index + 1, to: &bytes)
          ranges[index] = start..<bytes.count
        }
        store.append(bytes, ranges)
      }
    }
    let calendar = LunarCalendar.vietnamese
    let lunarDay: ((Int, Int, Int) -> Int?)? =
      plan.fields.contains(where: \.isLunar)
      ? { calendar.epochDays(of: LunarDay(year: $0, month: $1, day: $2)) } : nil
    store.prepare(lunarDay: lunarDay)
  }

  private static func makeHelpers(_ plan: LinkPlan, on connection: Connection) throws {
    for helper in plan.helpers {
      try connection.execute("DROP TABLE IF EXISTS temp.\"\(helper.name)\"")
      try connection.execute("CREATE TEMP TABLE \"\(helper.name)\" AS \(helper.query)")
      let column = try connection.prepare("SELECT * FROM temp.\"\(helper.name)\"").columnName(at: 0)
      try connection.execute(
        "CREATE INDEX temp.\"\(helper.name) \(column)\" ON \"\(helper.name)\"(\"\(column)\")")
    }
  }
}
