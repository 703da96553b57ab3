import Testing

@Suite struct ArrowTests {
  /// The rows of the table of arrows in Docs/architecture.md: layer and target to what it imports.
  private func documented() throws -> [String: Set<String>] {
    var arrows: [String: Set<String>] = [:]
    let text = try SourceTree.text("Docs/architecture.md")
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.filter { $0 != "`" && $0 != " " } }
      guard cells.count == 4, SourceTree.layers.contains(cells[0]) else { continue }
      let names = [cells[2], cells[3]].flatMap { $0.split(separator: ",").map(String.init) }
      #expect(
        arrows.updateValue(Set(names).subtracting(["–"]), forKey: cells[0] + "/" + cells[1]) == nil)
    }
    return arrows
  }

  private func written() throws -> [String: Set<String>] {
    var arrows: [String: Set<String>] = [:]
    for file in try SourceTree.swiftFiles(in: "Sources") {
      arrows[file.part(1) + "/" + file.part(2), default: []].formUnion(file.imports)
    }
    return arrows
  }

  @Test("Every target imports exactly what Docs/architecture.md says")
  func arrowsAreAsDocumented() throws {
    let documented = try documented()
    let written = try written()
    #expect(documented.keys.sorted() == written.keys.sorted())
    for (target, imports) in written {
      #expect(imports.sorted() == documented[target]?.sorted(), "\(target)")
    }
  }

  @Test("Arrows lead down, and no stage knows another")
  func arrowsLeadDown() throws {
    let written = try written()
    var layers: [String: String] = [:]
    for target in written.keys {
      let parts = target.split(separator: "/")
      layers[String(parts[1])] = String(parts[0])
    }
    for (target, imports) in written {
      let layer = target.split(separator: "/")[0]
      let height = SourceTree.layers.firstIndex(of: String(layer)) ?? -1
      #expect(height >= 0, "\(target) lies in no layer")
      for other in imports {
        guard let otherLayer = layers[other] else { continue }
        let otherHeight = SourceTree.layers.firstIndex(of: otherLayer) ?? .max
        #expect(otherHeight <= height, "\(target) imports \(other) above it")
        #expect(
          layer != "Stages" || otherLayer != "Stages", "\(target) imports its sibling \(other)")
      }
    }
  }

  @Test("No arrow leads in a circle")
  func arrowsAreAcyclic() throws {
    var left = try written().reduce(into: [String: Set<String>]()) { result, arrow in
      result[arrow.key.split(separator: "/")[1].description] = arrow.value
    }
    while let leaf = left.first(where: { $0.value.isDisjoint(with: left.keys) }) {
      left[leaf.key] = nil
    }
    #expect(left.keys.sorted() == [])
  }

  @Test("Foundation stays out of Core, Bindings and Stages, Glibc out of all but Bindings")
  func systemModules() throws {
    for (target, imports) in try written() {
      let layer = String(target.split(separator: "/")[0])
      if ["Core", "Bindings", "Stages"].contains(layer) {
        #expect(imports.isDisjoint(with: ["Foundation", "Dispatch"]), "\(target)")
      }
      if layer != "Bindings" { #expect(!imports.contains("Glibc"), "\(target)") }
    }
  }
}
