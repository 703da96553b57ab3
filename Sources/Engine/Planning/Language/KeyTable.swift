/// The keys that a map of the language may have.
struct KeyTable: Sendable {
  /// The map's name in the JSON Schema and the reference page.
  let name: String
  /// What the map is for.
  let about: Documentation
  /// The keys, in the order people write them.
  let keys: [Key]
  /// Keys of which exactly one must be there.
  var exactlyOneOf: [String] = []

  init(_ name: String, _ about: Documentation, exactlyOneOf: [String] = [], keys: [Key]) {
    self.name = name
    self.about = about
    self.keys = keys
    self.exactlyOneOf = exactlyOneOf
  }

  subscript(name: String) -> Key? { keys.first { $0.name == name } }

  /// The names of all keys.
  var names: [String] { keys.map(\.name) }
}

/// One key: what may stand under it and what it means.
struct Key: Sendable {
  let name: String
  let shape: Shape
  var isRequired: Bool
  /// The key beside which this one is not required.
  var dispensableWith: String?
  /// What holds without the key, as text for people.
  var byDefault: String?
  /// Whether changing it leaves the rows as they are, so that it does not touch a checkpoint.
  var isOperational: Bool
  let about: Documentation

  init(
    _ name: String, _ shape: Shape, required isRequired: Bool = false,
    dispensableWith: String? = nil, default byDefault: String? = nil,
    operational isOperational: Bool = false,
    _ english: String, _ vietnamese: String
  ) {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.dispensableWith = dispensableWith
    self.byDefault = byDefault
    self.isOperational = isOperational
    about = Documentation(english, vietnamese)
  }
}

/// What a person should know about a key or map, in both languages.
struct Documentation: Sendable, Equatable {
  let english: String
  let vietnamese: String

  init(_ english: String, _ vietnamese: String) {
    self.english = english
    self.vietnamese = vietnamese
  }
}
