/// The logarithm to base 2, the same on every machine; `x` is positive and finite.
func binaryLogarithm(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "a logarithm is taken of a positive number")
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.414_213_562_373_095 {
    significand /= 2
    exponent += 1
  }
  // artanh by its series: the argument lies within ±0.1716.
  let ratio = (significand - 1) / (significand + 1)
  let square = ratio * ratio
  var sum = 0.0
  var power = ratio
  var divisor = 1.0
  while divisor < 24 {
    sum += power / divisor
    power *= square
    divisor += 2
  }
  return exponent + 2 * sum * 1.442_695_040_888_963_4
}

/// Two to the power of `x`, the same on every machine.
func binaryPower(_ x: Double) -> Double {
  if x < -1000 { return 0 }
  if x > 1000 { return .infinity }
  let whole = x.rounded(.down)
  let rest = (x - whole) * 0.693_147_180_559_945_3
  var sum = 1.0
  var term = 1.0
  for divisor in 1...18 {
    term *= rest / Double(divisor)
    sum += term
  }
  return Double(sign: .plus, exponent: Int(whole), significand: sum)
}

/// The probability that a match weight in bits stands for.
public func probability(ofWeight weight: Double) -> Double {
  if weight > 60 { return 1 }
  let odds = binaryPower(weight)
  return odds / (1 + odds)
}

/// The match weight in bits that a probability between 0 and 1 stands for.
public func weight(ofProbability probability: Double) -> Double {
  if probability <= 0 { return -1000 }
  if probability >= 1 { return 1000 }
  return binaryLogarithm(probability / (1 - probability))
}
