/// A value that a statement is given beside its text.
///
/// Parameters are written as a dollar sign and a number from 1.
public enum Value: Sendable, Equatable {
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case number(Double)
  /// A text; U+0000, which PostgreSQL cannot hold, goes as U+2400.
  case text(String)
  /// Bytes, for `bytea`.
  case bytes([UInt8])
  /// An array of whole numbers.
  case integers([Int64])

  /// A whole number.
  public static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
  /// A text, or null.
  public static func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
  /// A whole number, or null.
  public static func integer(_ value: Int64?) -> Value { value.map { .integer($0) } ?? .null }
}

/// The values of one statement as libpq takes them.
struct Parameters {
  private var bytes: [UInt8] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [Value]) {
    for value in values {
      let start = bytes.count
      var format: Int32 = 0
      switch value {
      case .null: break
      case .integer(let number): bytes += Array(String(number).utf8)
      case .number(let number): bytes += Array(number.description.utf8)
      case .text(let text):
        bytes += text.bytesWithoutZero
      case .bytes(let content):
        bytes += content
        format = 1
      case .integers(let numbers):
        bytes += Array(("{" + numbers.map(String.init).joined(separator: ",") + "}").utf8)
      }
      starts.append(value == .null ? nil : start)
      lengths.append(Int32(clamping: bytes.count - start))
      formats.append(format)
      bytes.append(0)
    }
  }

  /// Calls libpq with the number of values, their addresses, lengths and formats.
  func use(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Int32
  ) -> Int32 {
    // SAFETY: the addresses lie in `bytes` and are used within the closure only; each text ends with
    // a zero byte.
    unsafe bytes.withUnsafeBytes { all in
      let base = unsafe all.assumingMemoryBound(to: CChar.self).baseAddress
      let addresses = unsafe starts.map { start in
        unsafe start.flatMap { start in unsafe base.map { unsafe $0 + start } }
      }
      return unsafe addresses.withUnsafeBufferPointer { addresses in
        unsafe lengths.withUnsafeBufferPointer { lengths in
          unsafe formats.withUnsafeBufferPointer { formats in
            unsafe body(
              Int32(starts.count), addresses.baseAddress, lengths.baseAddress,
              formats.baseAddress)
          }
        }
      }
    }
  }
}

extension String {
  /// The text in UTF-8 as PostgreSQL can hold it: U+2400, the picture of a null, for U+0000.
  var bytesWithoutZero: [UInt8] {
    utf8.contains(0)
      ? utf8.flatMap { $0 == 0 ? [0xE2, 0x90, 0x80] : [$0] } : Array(utf8)
  }
}
