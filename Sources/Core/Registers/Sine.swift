/// The sine of an angle in degrees, to 1e-12: the same bits on every machine, without a C library.
func sine(degrees: Double) -> Double {
  var angle = degrees.truncatingRemainder(dividingBy: 360)
  if angle < 0 { angle += 360 }
  var sign = 1.0
  if angle >= 180 {
    angle -= 180
    sign = -1
  }
  if angle > 90 { angle = 180 - angle }
  let x = angle * .pi / 180
  let square = x * x
  var term = x
  var sum = x
  var factor = 2.0
  while factor < 22 {
    term *= -square / (factor * (factor + 1))
    sum += term
    factor += 2
  }
  return sign * sum
}
