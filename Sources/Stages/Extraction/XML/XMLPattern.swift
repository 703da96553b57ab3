import Dataflow
import Markup

/// All paths of a shape as one automaton over element names.
///
/// Nodes form the tree of the paths' steps. An open element stands at a set of nodes; every set met
/// becomes a state, and every (state, class of names) pair is looked up once.
struct XMLPattern {
  /// A place in the tree of paths.
  struct Node {
    var edges: [(step: Int, target: Int)] = []
    var attributes: [(step: Int, run: Int)] = []
    /// The run that collects the element's text, or -1.
    var text = -1
    /// The table whose row the element is, or -1; 0 is the record.
    var table = -1
  }

  /// What an open element means.
  struct State {
    var nodes: [Int]
    var texts: [Int] = []
    var attributes: [(step: Int, run: Int)] = []
    var table = -1
    /// By class of name; -1 where not looked up yet.
    var next: [Int32] = []
  }

  /// The state of an element that no path goes through.
  static let dead: Int32 = 0
  /// The state outside the root.
  static let outside: Int32 = 1

  private(set) var states: [State] = []
  private(set) var runTables: [Int] = []
  /// For each table and column, the runs that may fill it, first choice first.
  private(set) var columns: [[[Int]]] = []
  private var nodes: [Node] = [Node()]
  private var steps: [XMLPath.Step] = []
  private var classes: [[Int]] = [[]]
  private var nameClasses: [Int32] = []

  init(_ shape: XMLShape, _ fields: [SourceField]) throws {
    let path = try XMLPath.record(shape.record, shape.namespaces)
    let record = walk(from: 0, path.elements)
    nodes[record].table = 0
    try addColumns(fields, of: 0, at: record, shape.namespaces)
    for (index, child) in shape.children.enumerated() {
      let path = try XMLPath(child.path, shape.namespaces)
      let node = walk(from: record, path.elements)
      guard path.attribute == nil, nodes[node].table < 0 else {
        throw XMLPath.failure(child.path, "does not name an element of its own")
      }
      nodes[node].table = index + 1
      try addColumns(child.fields, of: index + 1, at: node, shape.namespaces)
    }
    states = [State(nodes: []), State(nodes: [0])]
  }

  /// Forgets the names of the last parser.
  mutating func forgetNames() {
    nameClasses.removeAll(keepingCapacity: true)
  }

  /// Sorts the names that are new on the tape into classes.
  mutating func learn(_ names: [MarkupTape.Name]) {
    while nameClasses.count < names.count {
      let name = names[nameClasses.count]
      let matching = steps.indices.filter {
        steps[$0].matches(local: name.local, namespace: name.namespace)
      }
      if let known = classes.firstIndex(of: matching) {
        nameClasses.append(Int32(known))
      } else {
        nameClasses.append(Int32(classes.count))
        classes.append(matching)
      }
    }
  }

  /// The state of a child of an element, by the child's name.
  mutating func next(_ state: Int32, _ name: UInt32) -> Int32 {
    guard state != Self.dead else { return Self.dead }
    let nameClass = Int(nameClasses[Int(name)])
    let row = Int(state)
    if nameClass < states[row].next.count, states[row].next[nameClass] >= 0 {
      return states[row].next[nameClass]
    }
    let target = follow(states[row].nodes, classes[nameClass])
    while states[row].next.count <= nameClass { states[row].next.append(-1) }
    states[row].next[nameClass] = target
    return target
  }

  /// Whether an attribute's name fits a step.
  func fits(_ name: UInt32, _ step: Int) -> Bool {
    classes[Int(nameClasses[Int(name)])].contains(step)
  }

  /// The names a scanner needs to find the records without a parser, and the run each fills.
  ///
  /// `nil` where a path asks for an attribute, a namespace, or an element further down, and where a
  /// name is not one in ASCII.
  var plainElements: (record: [UInt8], elements: [(name: [UInt8], run: Int)])? {
    var record: [UInt8]?
    for node in nodes {
      for edge in node.edges where nodes[edge.target].table == 0 {
        record = plainName(edge.step)
      }
    }
    guard columns.count == 1, let record, let node = nodes.first(where: { $0.table == 0 }),
      node.text < 0, node.attributes.isEmpty
    else { return nil }
    var elements: [(name: [UInt8], run: Int)] = []
    for edge in node.edges {
      let target = nodes[edge.target]
      guard let name = plainName(edge.step), target.edges.isEmpty, target.attributes.isEmpty else {
        return nil
      }
      elements.append((name, target.text))
    }
    return (record, elements)
  }

  private func plainName(_ step: Int) -> [UInt8]? {
    guard steps[step].namespace == nil, let name = steps[step].local, name.count < 256,
      let first = name.first, Self.isLetter(first),
      name.allSatisfy({
        Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
      })
    else { return nil }
    return name
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
  }

  private mutating func follow(_ from: [Int], _ matching: [Int]) -> Int32 {
    var targets: [Int] = []
    for node in from {
      for edge in nodes[node].edges
      where matching.contains(edge.step) && !targets.contains(edge.target) {
        targets.append(edge.target)
      }
    }
    targets.sort()
    if let known = states.firstIndex(where: { $0.nodes == targets }) { return Int32(known) }
    var state = State(nodes: targets)
    for target in targets {
      let node = nodes[target]
      if node.text >= 0 { state.texts.append(node.text) }
      if node.table >= 0 && state.table < 0 { state.table = node.table }
      state.attributes += node.attributes
    }
    states.append(state)
    return Int32(states.count - 1)
  }

  private mutating func addColumns(
    _ fields: [SourceField], of table: Int, at node: Int, _ namespaces: [String: String]
  ) throws {
    columns.append([])
    for field in fields {
      var runs: [Int] = []
      for header in field.headers {
        let path = try XMLPath(header, namespaces)
        let place = walk(from: node, path.elements)
        let run: Int
        if let attribute = path.attribute {
          let step = number(attribute)
          if let known = nodes[place].attributes.first(where: {
            $0.step == step && runTables[$0.run] == table
          }) {
            run = known.run
          } else {
            run = addRun(table)
            nodes[place].attributes.append((step, run))
          }
        } else {
          if nodes[place].text < 0 { nodes[place].text = addRun(table) }
          run = nodes[place].text
          guard runTables[run] == table else {
            throw XMLPath.failure(header, "is used for two tables")
          }
        }
        runs.append(run)
      }
      columns[table].append(runs)
    }
  }

  private mutating func addRun(_ table: Int) -> Int {
    runTables.append(table)
    return runTables.count - 1
  }

  private mutating func walk(from node: Int, _ path: [XMLPath.Step]) -> Int {
    var place = node
    for step in path {
      let step = number(step)
      if let edge = nodes[place].edges.first(where: { $0.step == step }) {
        place = edge.target
      } else {
        nodes.append(Node())
        nodes[place].edges.append((step, nodes.count - 1))
        place = nodes.count - 1
      }
    }
    return place
  }

  private mutating func number(_ step: XMLPath.Step) -> Int {
    if let known = steps.firstIndex(of: step) { return known }
    steps.append(step)
    return steps.count - 1
  }
}
