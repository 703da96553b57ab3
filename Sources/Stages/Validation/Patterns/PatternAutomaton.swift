/// A pattern as states with moves: by a set of characters, or for nothing.
struct PatternBuilder {
  /// The different sets of the pattern.
  private(set) var sets: [ScalarSet] = []
  /// The set a state reads and the state after it; -1 for a state that reads nothing.
  private(set) var reads: [(set: Int, target: Int)] = []
  /// Where a state leads for nothing.
  private(set) var leads: [[Int]] = []
  /// The last state.
  private(set) var end = 0

  /// Builds the states of a pattern; the first state is 0.
  mutating func build(_ node: PatternNode) throws(Pattern.Problem) {
    let start = try addState()
    end = try add(node, from: start)
  }

  private mutating func addState() throws(Pattern.Problem) -> Int {
    guard reads.count < 20_000 else {
      throw Pattern.Problem(message: "the pattern is too large", offset: 0)
    }
    reads.append((-1, -1))
    leads.append([])
    return reads.count - 1
  }

  /// Adds a node after a state and returns the state after the node.
  private mutating func add(_ node: PatternNode, from start: Int) throws(Pattern.Problem) -> Int {
    switch node {
    case .set(let set):
      let index = sets.firstIndex(of: set) ?? sets.count
      if index == sets.count { sets.append(set) }
      let from = try addState()
      let target = try addState()
      leads[start].append(from)
      reads[from] = (index, target)
      return target
    case .sequence(let nodes):
      var state = start
      for node in nodes { state = try add(node, from: state) }
      return state
    case .choice(let nodes):
      let end = try addState()
      for node in nodes {
        let branch = try addState()
        leads[start].append(branch)
        leads[try add(node, from: branch)].append(end)
      }
      return end
    case .repetition(let node, let least, let most):
      return try addRepetition(node, least, most, from: start)
    }
  }

  private mutating func addRepetition(
    _ node: PatternNode, _ least: Int, _ most: Int?, from start: Int
  ) throws(Pattern.Problem) -> Int {
    var state = start
    for _ in 0..<least {
      // A state of its own for each round bounds what an empty node repeated in itself can cost.
      let next = try addState()
      leads[state].append(next)
      state = try add(node, from: next)
    }
    let end = try addState()
    guard let most else {
      let loop = try addState()
      leads[state].append(loop)
      let after = try add(node, from: loop)
      leads[after].append(loop)
      leads[loop].append(end)
      return end
    }
    for _ in least..<most {
      leads[state].append(end)
      let next = try addState()
      leads[state].append(next)
      state = try add(node, from: next)
    }
    leads[state].append(end)
    return end
  }
}

/// The deterministic automaton of a pattern: state 0 is dead, state 1 the first.
struct PatternAutomaton: Sendable, Equatable {
  /// The next state by state and class; a state's row has `1 << shift` entries.
  private(set) var transitions: [UInt16] = []
  /// Whether a text may end in a state.
  private(set) var accepts: [Bool] = []
  /// The binary logarithm of a row's length.
  private(set) var shift = 0

  private static let mostStates = 4000
  private static let mostSteps = 20_000_000

  init(_ builder: PatternBuilder, _ classes: ScalarClasses) throws(Pattern.Problem) {
    while 1 << shift < classes.count { shift += 1 }
    var known: [[Int]: UInt16] = [:]
    var states: [[Int]] = [[]]
    var steps = 0
    func number(_ state: [Int]) throws(Pattern.Problem) -> UInt16 {
      if state.isEmpty { return 0 }
      if let index = known[state] { return index }
      guard states.count < Self.mostStates else {
        throw Pattern.Problem(message: "the pattern needs more than 4,000 states", offset: 0)
      }
      known[state] = UInt16(states.count)
      states.append(state)
      return UInt16(states.count - 1)
    }
    var mark = [Int](repeating: -1, count: builder.reads.count)
    var round = 0
    _ = try number(PatternAutomaton.closure([0], builder, &mark, round, &steps))
    var index = 0
    while index < states.count {
      let state = states[index]
      transitions += repeatElement(0, count: 1 << shift)
      accepts.append(state.contains(builder.end))
      for character in 0..<classes.count where index > 0 {
        var targets: [Int] = []
        for member in state {
          let (set, target) = builder.reads[member]
          if set >= 0 && classes.members[set * classes.count + character] { targets.append(target) }
        }
        steps += state.count
        guard steps < Self.mostSteps else {
          throw Pattern.Problem(message: "the pattern is too large", offset: 0)
        }
        if targets.isEmpty { continue }
        round += 1
        let closed = PatternAutomaton.closure(targets, builder, &mark, round, &steps)
        transitions[index << shift | character] = try number(closed)
      }
      index += 1
    }
    if states.count == 1 {
      transitions += repeatElement(0, count: 1 << shift)
      accepts.append(false)
    }
  }

  /// The states reached from some states for nothing, sorted; only those that read or end count.
  private static func closure(
    _ states: [Int], _ builder: PatternBuilder, _ mark: inout [Int], _ round: Int,
    _ steps: inout Int
  ) -> [Int] {
    var stack = states
    var closed: [Int] = []
    while let state = stack.popLast() {
      if mark[state] == round { continue }
      mark[state] = round
      steps += 1
      if builder.reads[state].set >= 0 || state == builder.end { closed.append(state) }
      stack += builder.leads[state]
    }
    return closed.sorted()
  }
}
