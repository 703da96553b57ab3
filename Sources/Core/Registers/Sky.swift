/// New moons and the place of the sun by Jean Meeus, Astronomical Algorithms (2nd edition), chapters
/// 25 and 49; the difference between dynamical and universal time by Espenak and Meeus.
enum Sky {
  /// The Julian day, in universal time, of new moon `number`, counted from that of 6 January 2000.
  static func newMoon(_ number: Int) -> Double {
    let k = Double(number)
    let t = k / 1236.85
    let t2 = t * t
    let mean =
      2_451_550.097_66 + 29.530588861 * k + 0.00015437 * t2 - 0.00000015 * t2 * t
      + 0.00000000073 * t2 * t2
    return mean + periodic(k, t) + planetary(k, t) - clockError(year: 2000 + k / 12.3685) / 86_400
  }

  /// The terms of sun and moon: a coefficient, the power of the eccentricity's factor, and how often
  /// the anomalies of sun and moon and the argument of latitude enter the sine.
  private static let terms: [(Double, power: Int, sun: Double, moon: Double, latitude: Double)] = [
    (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0), (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0), (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0), (0.00003, 0, 1, 1, -2), (0.00003, 0, 0, 2, 2), (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2), (-0.00002, 0, -1, 1, -2), (-0.00002, 0, 1, 3, 0), (0.00002, 0, 0, 4, 0),
  ]

  private static func periodic(_ k: Double, _ t: Double) -> Double {
    let t2 = t * t
    let t3 = t2 * t
    let eccentricity = 1 - 0.002516 * t - 0.0000074 * t2
    let sun = 2.5534 + 29.1053567 * k - 0.0000014 * t2 - 0.00000011 * t3
    let moon =
      201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3 - 0.000000058 * t3 * t
    let latitude =
      160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3 + 0.000000011 * t3 * t
    let node = 124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3
    var sum = -0.00017 * sine(degrees: node)
    for term in terms {
      let factor =
        term.power == 0 ? 1 : term.power == 1 ? eccentricity : eccentricity * eccentricity
      sum +=
        term.0 * factor
        * sine(degrees: term.sun * sun + term.moon * moon + term.latitude * latitude)
    }
    return sum
  }

  /// The terms of the planets: a coefficient in millionths of a day, an angle, its change a moon.
  private static let planets: [(Double, angle: Double, change: Double)] = [
    (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886),
    (126, 349.42, 36.412478), (110, 84.66, 18.206239), (62, 141.74, 53.303771),
    (60, 207.14, 2.453732), (56, 154.84, 7.306860), (47, 34.52, 27.261239), (42, 207.19, 0.121824),
    (40, 291.34, 1.844379), (37, 161.72, 24.198154), (35, 239.56, 25.513099),
    (23, 331.55, 3.592518),
  ]

  private static func planetary(_ k: Double, _ t: Double) -> Double {
    var sum = 0.0
    for (index, term) in planets.enumerated() {
      let angle = term.angle + term.change * k - (index == 0 ? 0.009173 * t * t : 0)
      sum += term.0 * sine(degrees: angle)
    }
    return sum / 1_000_000
  }

  /// The apparent longitude of the sun, from 0 to under 360 degrees, at a Julian day in universal time.
  static func solarLongitude(_ julianDay: Double) -> Double {
    let days = julianDay - 2_451_545
    let t = (days + clockError(year: 2000 + days / 365.25) / 86_400) / 36_525
    let mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
    let anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t
    let center =
      (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(degrees: anomaly)
      + (0.019993 - 0.000101 * t) * sine(degrees: 2 * anomaly)
      + 0.000289 * sine(degrees: 3 * anomaly)
    let apparent = mean + center - 0.00569 - 0.00478 * sine(degrees: 125.04 - 1934.136 * t)
    let longitude = apparent.truncatingRemainder(dividingBy: 360)
    return longitude < 0 ? longitude + 360 : longitude
  }

  /// Dynamical less universal time in seconds.
  private static func clockError(year: Double) -> Double {
    func polynomial(_ t: Double, _ coefficients: Double...) -> Double {
      coefficients.reversed().reduce(0) { $0 * t + $1 }
    }
    return switch year {
    case ..<1920: polynomial(year - 1900, -2.79, 1.494119, -0.0598939, 0.0061966, -0.000197)
    case ..<1941: polynomial(year - 1920, 21.2, 0.84493, -0.0761, 0.0020936)
    case ..<1961: polynomial(year - 1950, 29.07, 0.407, -1.0 / 233, 1.0 / 2547)
    case ..<1986: polynomial(year - 1975, 45.45, 1.067, -1.0 / 260, -1.0 / 718)
    case ..<2005:
      polynomial(year - 2000, 63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599)
    case ..<2050: polynomial(year - 2000, 62.92, 0.32217, 0.005589)
    default: polynomial((year - 1820) / 100, -20, 0, 32) - 0.5628 * (2150 - year)
    }
  }
}
