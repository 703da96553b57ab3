/// What a regular expression says.
indirect enum PatternNode {
  case set(ScalarSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, least: Int, most: Int?)
}

/// Reads XML Schema's regular expressions.
struct PatternParser {
  private let scalars: [UInt32]
  private var index = 0
  /// Whether a part of the text may match, as in JSON Schema; then anchors mean something.
  private let searches: Bool

  init(_ text: String, searches: Bool = false) {
    scalars = text.unicodeScalars.map(\.value)
    self.searches = searches
  }

  mutating func parse() throws(Pattern.Problem) -> PatternNode {
    guard scalars.count <= 4096 else {
      throw problem("the pattern is longer than 4,096 characters")
    }
    let node = try choice(depth: 0)
    guard index == scalars.count else { throw problem("an unmatched ')'") }
    return node
  }

  private func problem(_ message: String) -> Pattern.Problem {
    Pattern.Problem(message: message, offset: index)
  }

  private var next: UInt32? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == character.value else { return false }
    index += 1
    return true
  }

  private mutating func choice(depth: Int) throws(Pattern.Problem) -> PatternNode {
    guard depth < 32 else { throw problem("groups are nested deeper than 32 levels") }
    var branches = [try branch(depth: depth)]
    while take("|") { branches.append(try branch(depth: depth)) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  /// The whole value must match, so `^` before and `$` after a branch say nothing new; where a part
  /// may match, their absence does.
  private mutating func branch(depth: Int) throws(Pattern.Problem) -> PatternNode {
    var nodes: [PatternNode] = []
    let start = index
    let isAnchoredAtStart = take("^")
    var isAnchoredAtEnd = false
    while let character = next, character != 0x7C, character != 0x29 {
      if character == 0x24 {
        index += 1
        guard next == nil || next == 0x7C || next == 0x29 else {
          throw problem("'$' inside a pattern; write '\\$' for the character")
        }
        isAnchoredAtEnd = true
        break
      }
      let atom = try atom(depth: depth)
      nodes.append(try quantified(atom))
    }
    if searches && depth > 0 && (isAnchoredAtStart || isAnchoredAtEnd) {
      index = start
      throw problem("'^' and '$' inside a group are not supported here")
    }
    if searches && depth == 0 {
      let anything = PatternNode.repetition(.set(ScalarSet().inverted), least: 0, most: nil)
      if !isAnchoredAtStart { nodes.insert(anything, at: 0) }
      if !isAnchoredAtEnd { nodes.append(anything) }
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func quantified(_ atom: PatternNode) throws(Pattern.Problem) -> PatternNode {
    var node = atom
    if take("?") {
      node = .repetition(atom, least: 0, most: 1)
    } else if take("*") {
      node = .repetition(atom, least: 0, most: nil)
    } else if take("+") {
      node = .repetition(atom, least: 1, most: nil)
    } else if take("{") {
      let least = try count()
      var most: Int? = least
      if take(",") { most = next == 0x7D ? nil : try count() }
      guard take("}") else { throw problem("a quantifier must end with '}'") }
      guard most.map({ $0 >= least }) ?? true else {
        throw problem("a quantifier's bounds are in the wrong order")
      }
      node = .repetition(atom, least: least, most: most)
    } else {
      return node
    }
    if next == 0x3F || next == 0x2B || next == 0x2A {
      throw problem("lazy, possessive and doubled quantifiers are not supported")
    }
    return node
  }

  private mutating func count() throws(Pattern.Problem) -> Int {
    var value = 0
    let start = index
    while let character = next, character >= 0x30, character <= 0x39 {
      value = value * 10 + Int(character - 0x30)
      index += 1
      guard value <= 1000 else { throw problem("a quantifier goes to at most 1,000") }
    }
    guard index > start else { throw problem("a quantifier needs a number") }
    return value
  }

  private mutating func atom(depth: Int) throws(Pattern.Problem) -> PatternNode {
    guard let character = next else { throw problem("the pattern ends too early") }
    index += 1
    switch Unicode.Scalar(character) ?? " " {
    case "(":
      if take("?") {
        guard take(":") else { throw problem("'(?' is not supported, except '(?:'") }
      }
      let node = try choice(depth: depth + 1)
      guard take(")") else { throw problem("a '(' has no ')'") }
      return node
    case "[": return .set(try characterClass(depth: depth))
    case ".": return .set(.anyButLineEnd)
    case "\\": return .set(try escape())
    case "^": throw problem("'^' inside a pattern; write '\\^' for the character")
    case "?", "*", "+", "{":
      index -= 1
      throw problem("a quantifier has nothing before it")
    case "]", "}":
      index -= 1
      throw problem("an unmatched bracket; write a backslash before it")
    default: return .set(ScalarSet(character))
    }
  }

  // MARK: Classes

  /// What stands between `[` and `]`, with XML Schema's subtraction `[a-z-[aeiou]]`.
  private mutating func characterClass(depth: Int) throws(Pattern.Problem) -> ScalarSet {
    guard depth < 32 else { throw problem("classes are nested deeper than 32 levels") }
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var removed = ScalarSet()
    let start = index
    while true {
      guard let character = next else { throw problem("a '[' has no ']'") }
      if character == 0x5D && index > start { break }
      index += 1
      if character == 0x2D && next == 0x5B && index > start + 1 {
        index += 1
        removed = try characterClass(depth: depth + 1)
        guard next == 0x5D else { throw problem("a class must end after what is subtracted") }
        break
      }
      var low = character
      if character == 0x5B || character == 0x5D {
        throw problem("write a backslash before a bracket in a class")
      }
      if character == 0x5C {
        let set = try escape()
        guard let only = set.ranges.first, set.ranges.count == 1, only.count == 1 else {
          ranges += set.ranges
          continue
        }
        low = only.lowerBound
      }
      guard next == 0x2D, index + 1 < scalars.count, scalars[index + 1] != 0x5D,
        scalars[index + 1] != 0x5B
      else {
        ranges.append(low...low)
        continue
      }
      index += 1
      let high = try rangeEnd()
      guard low <= high else { throw problem("a range in a class is in the wrong order") }
      ranges.append(low...high)
    }
    index += 1
    let set = ScalarSet(ranges)
    return (isNegated ? set.inverted : set).subtracting(removed)
  }

  private mutating func rangeEnd() throws(Pattern.Problem) -> UInt32 {
    guard let character = next else { throw problem("a '[' has no ']'") }
    index += 1
    guard character == 0x5C else { return character }
    let set = try escape()
    guard let only = set.ranges.first, set.ranges.count == 1, only.count == 1 else {
      throw problem("a range in a class must end with one character")
    }
    return only.lowerBound
  }

  /// What follows a backslash.
  private mutating func escape() throws(Pattern.Problem) -> ScalarSet {
    guard let character = next, let scalar = Unicode.Scalar(character) else {
      throw problem("the pattern ends with a lone backslash")
    }
    index += 1
    switch scalar {
    case "n": return ScalarSet(0x0A)
    case "r": return ScalarSet(0x0D)
    case "t": return ScalarSet(0x09)
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "s": return .blanks
    case "S": return ScalarSet.blanks.inverted
    case "w": return .word
    case "W": return ScalarSet.word.inverted
    case "i": return .nameStart
    case "I": return ScalarSet.nameStart.inverted
    case "c": return .name
    case "C": return ScalarSet.name.inverted
    case "p": return try category()
    case "P": return try category().inverted
    default:
      guard character < 0x80, !Character(scalar).isLetter, !Character(scalar).isNumber else {
        throw problem("'\\\(scalar)' is not supported")
      }
      return ScalarSet(character)
    }
  }

  /// `{Lu}` after `\p`.
  private mutating func category() throws(Pattern.Problem) -> ScalarSet {
    guard take("{") else { throw problem("'\\p' needs a category such as '{Lu}'") }
    var name = ""
    while let character = next, character != 0x7D, let scalar = Unicode.Scalar(character),
      name.utf8.count < 40
    {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard take("}") else { throw problem("'\\p{' has no '}'") }
    guard let set = ScalarSet.category(name) else {
      throw problem("there is no category '\(name)'; blocks are not supported")
    }
    return set
  }
}
