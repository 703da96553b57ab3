/// Estimates the number of different values from their hashes in 4 KiB: HyperLogLog (Flajolet and
/// others, 2007) with linear counting for few values.
///
/// The standard error is 1.6 %. Sketches of parts can be merged; the order does not matter.
public struct DistinctSketch: Sendable, Equatable {
  private static let indexBits: UInt64 = 12
  private static let registerCount = 1 << 12

  /// The largest number of leading zeros, plus 1, of the hashes that belong to each register.
  var registers = [UInt8](repeating: 0, count: registerCount)

  /// Creates a sketch of no values.
  public init() {}

  /// Takes in the value that has this hash.
  @inline(__always)
  mutating func insert(_ hash: UInt64) {
    let index = Int(truncatingIfNeeded: hash &>> (64 &- Self.indexBits))
    let rest = hash &<< Self.indexBits | (1 &<< (Self.indexBits &- 1))
    let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount &+ 1)
    if rank > registers[index] { registers[index] = rank }
  }

  /// Takes in the values of another sketch.
  public mutating func merge(_ other: DistinctSketch) {
    for index in registers.indices where other.registers[index] > registers[index] {
      registers[index] = other.registers[index]
    }
  }

  /// The number of different values, estimated.
  public var estimate: Int {
    let count = Double(Self.registerCount)
    var sum = 0.0
    var empty = 0.0
    for register in registers {
      sum += Double(sign: .plus, exponent: -Int(register), significand: 1)
      if register == 0 { empty += 1 }
    }
    let raw = 0.7213 / (1 + 1.079 / count) * count * count / sum
    guard raw <= 2.5 * count, empty > 0 else { return Int(raw.rounded()) }
    return Int((count * naturalLogarithm(count / empty)).rounded())
  }
}

/// The natural logarithm of a positive number, by the series of the inverse hyperbolic tangent.
func naturalLogarithm(_ value: Double) -> Double {
  let ratio = (value.significand - 1) / (value.significand + 1)
  var (term, sum) = (ratio, 0.0)
  for power in stride(from: 1.0, through: 41, by: 2) {
    sum += term / power
    term *= ratio * ratio
  }
  return Double(value.exponent) * 0.693_147_180_559_945_3 + 2 * sum
}
