import Dataflow

/// The paths of a shape as one tree, which a record is followed down.
///
/// A *run* is what one path leads to within its table; several columns may want the same one.
struct JSONPaths: Sendable {
  /// A place that a path leads to or through.
  struct Node: Sendable {
    /// The members that lead on, among all of the tree.
    var members = 0..<0
    /// The run that a text, number or truth value here fills, or -1.
    var run = -1
    /// The child table of which each item here is a row, or -1.
    var table = -1
  }

  /// A member that leads from one node to another.
  struct Member: Sendable {
    /// The name's bytes among those of all names.
    var name: Range<Int>
    var node: Int
  }

  /// The tree; the record is node 0.
  private(set) var nodes = [Node()]
  /// The members of each node, one node after the other.
  private(set) var members: [Member] = []
  private(set) var names: [UInt8] = []
  /// The members while the tree is made.
  private var branches: [[(name: [UInt8], node: Int)]] = [[]]
  /// For the record and each child table, by column, the runs that it may take, in order.
  private(set) var columns: [[[Int]]] = []
  /// The table of each run, 0 for the record.
  private(set) var runTables: [Int] = []
  /// The first column of each run in its table.
  private(set) var runColumns: [Int] = []

  init(_ shape: JSONShape, _ fields: [SourceField]) throws(Diagnostic) {
    try add(fields, below: 0, table: 0)
    for (index, child) in shape.children.enumerated() {
      let node = try self.node(child.path, below: 0)
      guard node != 0, nodes[node].table < 0, nodes[node].run < 0 else {
        throw Self.misplaced(child.path)
      }
      nodes[node].table = index
      try add(child.fields, below: node, table: index + 1)
    }
    for (node, branch) in branches.enumerated() {
      let first = members.count
      for (name, next) in branch {
        members.append(Member(name: names.count..<names.count + name.count, node: next))
        names += name
      }
      nodes[node].members = first..<members.count
    }
  }

  private mutating func add(
    _ fields: [SourceField], below root: Int, table: Int
  ) throws(Diagnostic) {
    var choices: [[Int]] = []
    for (column, field) in fields.enumerated() {
      var runs: [Int] = []
      for path in field.headers {
        let node = try self.node(path, below: root)
        if nodes[node].run < 0 {
          // A child's own text is that of its node, which must not be a field of its record too.
          nodes[node].run = runTables.count
          runTables.append(table)
          runColumns.append(column)
        }
        guard runTables[nodes[node].run] == table else { throw Self.misplaced(path) }
        runs.append(nodes[node].run)
      }
      choices.append(runs)
    }
    columns.append(choices)
  }

  /// The node of a path, made where there is none yet.
  private mutating func node(_ path: String, below root: Int) throws(Diagnostic) -> Int {
    if path == "." { return root }
    var node = root
    for step in try Self.steps(of: path) {
      if let known = branches[node].first(where: { $0.name == step }) {
        node = known.node
      } else {
        nodes.append(Node())
        branches.append([])
        branches[node].append((step, nodes.count - 1))
        node = nodes.count - 1
      }
    }
    return node
  }

  /// The members that a path names.
  static func steps(of path: String) throws(Diagnostic) -> [[UInt8]] {
    var steps: [[UInt8]] = []
    for step in path.split(separator: "/", omittingEmptySubsequences: false) {
      var name: [UInt8] = []
      var bytes = step.utf8.makeIterator()
      while let byte = bytes.next() {
        guard byte == UInt8(ascii: "~") else {
          name.append(byte)
          continue
        }
        switch bytes.next() {
        case UInt8(ascii: "0"): name.append(UInt8(ascii: "~"))
        case UInt8(ascii: "1"): name.append(UInt8(ascii: "/"))
        default: throw misspelled(path)
        }
      }
      guard !name.isEmpty else { throw misspelled(path) }
      steps.append(name)
    }
    return steps
  }

  /// The members that lead from a document to the list of its records.
  static func steps(toRecord path: String) throws(Diagnostic) -> [[UInt8]] {
    guard path.hasPrefix("/") else { throw misspelled(path) }
    return path == "/" ? [] : try steps(of: String(path.dropFirst()))
  }

  private static func misspelled(_ path: String) -> Diagnostic {
    Diagnostic(
      "SH3601", "the path '\(path)' cannot be understood", status: .definition,
      remedy: "write names joined by '/', such as cha/hoTen; '~1' stands for a slash in a name")
  }

  private static func misplaced(_ path: String) -> Diagnostic {
    Diagnostic(
      "SH3601", "the path '\(path)' is that of a field and of a child table", status: .definition,
      remedy: "take it in one of them only")
  }
}
