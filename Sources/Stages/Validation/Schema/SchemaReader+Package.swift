public import Dataflow

extension DataPackage {
  /// Reads a Data Package, or a Table Schema alone, which becomes a package of one resource.
  ///
  /// - Parameters:
  ///   - bytes: the JSON text.
  ///   - file: the file's name for messages.
  /// - Returns: the package, or `nil` where nothing can be made of the text, and everything wrong
  ///   with it; a package with errors among its diagnostics must not be used.
  public static func parse(
    _ bytes: [UInt8], file: String
  ) -> (package: DataPackage?, diagnostics: [Diagnostic]) {
    var reader = SchemaReader(file: file)
    do {
      let root = try JSONValue(parsing: bytes)
      let package = reader.package(root)
      return (package, reader.diagnostics)
    } catch {
      reader.report("SH2001", "this is no JSON: \(error.message)", at: error.mark)
      return (nil, reader.diagnostics)
    }
  }
}

extension TableSchema {
  /// Reads a Table Schema alone or inside a Data Package.
  ///
  /// - Parameters:
  ///   - bytes: the JSON text.
  ///   - file: the file's name for messages.
  ///   - resource: the resource wanted; needed where a package has several.
  /// - Returns: the schema, or `nil` where there is none, and everything wrong with the text.
  public static func parse(
    _ bytes: [UInt8], file: String, resource: String? = nil
  ) -> (schema: TableSchema?, diagnostics: [Diagnostic]) {
    var (package, diagnostics) = DataPackage.parse(bytes, file: file)
    guard let package else { return (nil, diagnostics) }
    let found =
      resource.map { package.resource($0) }
      ?? (package.resources.count == 1 ? package.resources.first : nil)
    if let schema = found?.schema { return (schema, diagnostics) }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    let names = package.resources.map(\.name)
    let near = resource.flatMap { nearest(to: $0, among: names) }
    diagnostics.append(
      Diagnostic(
        "SH2004",
        resource.map { "the package has no schema for a resource '\($0)'" }
          ?? "the package has several resources, so one must be named",
        status: .definition, at: Diagnostic.Location(file: file),
        remedy: near.map { "did you mean '\($0)'?" }
          ?? "resources: " + names.joined(separator: ", ")))
    return (nil, diagnostics)
  }
}

extension SchemaReader {
  private static let packageProperties = [
    "$schema", "profile", "name", "id", "title", "description", "homepage", "version", "created",
    "image", "keywords", "contributors", "sources", "licenses", "resources",
  ]
  private static let resourceProperties = [
    "$schema", "profile", "name", "path", "data", "type", "title", "description", "homepage",
    "format", "mediatype", "encoding", "bytes", "hash", "sources", "licenses", "schema", "dialect",
    "jsonpointer",
  ]

  mutating func package(_ root: JSONValue) -> DataPackage? {
    guard root["resources"] != nil else {
      guard let schema = schema(root, name: nil) else { return nil }
      return DataPackage(
        name: nil,
        resources: [
          .init(
            name: schema.name ?? "", paths: [], schema: schema, schemaPath: nil, mark: root.mark)
        ])
    }
    guard let members = members(of: root, "a data package", known: Self.packageProperties) else {
      return nil
    }
    let name = string(members["name"], "'name'")
    let entries = array(members["resources"], "'resources'") ?? []
    if entries.isEmpty, let mark = members["resources"]?.mark {
      report("SH2004", "a data package needs at least one resource", at: mark)
    }
    var resources: [DataPackage.Resource] = []
    for entry in entries {
      guard let resource = resource(entry) else { continue }
      if resources.contains(where: { $0.name == resource.name }) {
        report("SH2006", "the resource '\(resource.name)' is declared twice", at: entry.mark)
      }
      resources.append(resource)
    }
    let package = DataPackage(name: name, resources: resources)
    checkReferences(of: package)
    return package
  }

  private mutating func resource(_ value: JSONValue) -> DataPackage.Resource? {
    guard let members = members(of: value, "a resource", known: Self.resourceProperties) else {
      return nil
    }
    let name = string(members["name"], "'name'")
    if members["name"] == nil {
      report("SH2004", "a resource needs a 'name'", at: value.mark)
    }
    var resource = DataPackage.Resource(
      name: name ?? "", paths: oneOrMore(members["path"], "'path'") ?? [], schema: nil,
      schemaPath: nil, mark: value.mark)
    if case .string(let path) = members["schema"]?.content {
      resource.schemaPath = path
    } else if let value = members["schema"] {
      resource.schema = schema(value, name: name)
    }
    return resource
  }

  /// Foreign keys must lead to fields that exist.
  private mutating func checkReferences(of package: DataPackage) {
    for resource in package.resources {
      for key in resource.schema?.foreignKeys ?? [] {
        guard let target = key.resource else { continue }
        guard let referenced = package.resource(target) else {
          report(
            "SH2007", "the foreign key refers to a resource '\(target)' that is not there",
            at: key.mark, remedy: suggestion(target, package.resources.map(\.name)))
          continue
        }
        guard let schema = referenced.schema else { continue }
        let names = schema.fields.map(\.name)
        let wanted = key.referenceFields + [key.validFrom, key.validTo].compactMap(\.self)
        for field in wanted where !names.contains(field) {
          report(
            "SH2007", "the resource '\(target)' has no field '\(field)'", at: key.mark,
            remedy: suggestion(field, names))
        }
      }
    }
  }
}
