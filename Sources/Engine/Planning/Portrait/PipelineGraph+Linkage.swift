import Consolidation
import Dataflow

extension PipelineGraph {
  /// Adds the links, which read tables of the database, and the model that is made of them.
  mutating func addLinkage(_ plan: Plan, of spec: PipelineSpec) {
    addPredecessors(plan, of: spec)
    for link in spec.links {
      let tables = link.records.compactMap { Self.table(behind: $0.from.value) }
      let node = Node(
        kind: .stage, name: "link \(link.name)",
        notes: [
          "\(link.records.count) roles, \(link.blocks.count) blocks",
          "\(link.compare.count) comparisons",
        ], depth: 1)
      add(node, afterTables: tables)
    }
    guard let model = plan.consolidation else { return }
    let made = Set(model.tables.map(\.name))
    let link = model.link.flatMap { name in
      nodes.firstIndex { $0.kind == .stage && $0.name == "link \(name)" }
    }
    for table in model.tables {
      let references = model.matches.filter { $0.table == table.name }.map(\.reference)
      let node = Node(
        kind: .table, name: table.name,
        notes: [
          "\(table.fields.count) fields, \(table.sources.count) sources",
          "key \(table.key.joined(separator: " + "))",
        ], depth: 1)
      // What names entities comes by way of the link.
      let sources = link != nil && !table.entities.isEmpty ? [] : table.sources.map(\.table)
      let index =
        nodes.count
        + Set(sources + references).count { name in
          !made.contains(name) && self.index(ofTable: name) == nil
        }
      add(node, afterTables: (sources + references).filter { !made.contains($0) })
      if let link, !table.entities.isEmpty {
        arrows.append((link, index))
        nodes[index].depth = max(nodes[index].depth, nodes[link].depth + 1)
      }
    }
    let deepest = nodes.map(\.depth).max() ?? 0
    for index in nodes.indices where made.contains(nodes[index].name) {
      nodes[index].depth = deepest
    }
  }

  /// Adds what runs before, and the tables that it loads and the links and the model read.
  private mutating func addPredecessors(_ plan: Plan, of spec: PipelineSpec) {
    let read = Set(
      spec.links.flatMap { $0.records.compactMap { Self.table(behind: $0.from.value) } }
        + (plan.consolidation?.tables.flatMap { $0.sources.map(\.table) } ?? []))
    for predecessor in plan.predecessors {
      let from = nodes.count
      nodes.append(
        Node(
          kind: .source, name: predecessor.name, notes: ["runs before", predecessor.file],
          depth: 0))
      for table in predecessor.stages.map(\.table.name) where read.contains(table) {
        if index(ofTable: table) == nil {
          nodes.append(Node(kind: .table, name: table, notes: ["loaded before"], depth: 1))
        }
        if let to = index(ofTable: table) { arrows.append((from, to)) }
      }
    }
  }

  private func index(ofTable name: String) -> Int? {
    nodes.firstIndex { $0.kind == .table && $0.name == name }
  }

  /// Adds a node behind tables; those that the definition does not load stand at the beginning.
  private mutating func add(_ node: Node, afterTables names: [String]) {
    var node = node
    var befores: [Int] = []
    for name in names {
      if index(ofTable: name) == nil {
        nodes.append(Node(kind: .table, name: name, notes: ["of the database"], depth: 0))
      }
      guard let from = index(ofTable: name), !befores.contains(from) else { continue }
      befores.append(from)
      node.depth = max(node.depth, nodes[from].depth + 1)
    }
    arrows += befores.map { ($0, nodes.count) }
    nodes.append(node)
  }

  /// The table that stands first behind FROM, where it is one.
  static func table(behind from: String) -> String? {
    from.prefixMatch(of: /\s*([\w]+)/).map { String($0.output.1) }
  }
}
