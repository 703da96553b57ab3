import Digests
import Extraction

extension Plan {
  /// What says how the records of a source are read, in hexadecimal: it changes when reading the same
  /// content again may give other records.
  ///
  /// Which files there are does not matter, nor what is done with the records.
  func reading(of source: SourcePlan) -> String {
    let path = "extract.\(source.name)."
    let places = ["files", "members"].map { path + $0 }
    // Schemas and reference data stand behind the definition.
    let end = definitionText.firstRange(of: "\n--- ")?.lowerBound ?? definitionText.endIndex
    var text = definitionText[..<end].split(separator: "\n").filter { line in
      line.hasPrefix(path) && !places.contains { line.hasPrefix($0) }
    }.joined(separator: "\n")
    // What follows from the steps: the fields of a source that names none.
    text +=
      "\n" + source.format.name + " "
      + source.fields.map { JSON.quoted($0.name) }.joined(separator: " ")
    if case .xml(let shape) = source.format, let schema = shape.schema {
      text += "\n" + SHA256.hash(schema).hexadecimal
    }
    return SHA256.hash(Array(text.utf8)).hexadecimal
  }
}
