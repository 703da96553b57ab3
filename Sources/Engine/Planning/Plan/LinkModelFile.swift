import Foundation
public import Linkage
public import Linking

/// What a link has learnt, as JSON that people can read, correct and keep beside the definition.
public struct LinkModelFile: Codable, Sendable {
  /// A level of agreement: how often it occurs among records of one entity and of two, and what it counts.
  public struct Level: Codable, Sendable {
    var level: String
    var m, u: Double
    /// In bits, for people; not read.
    var weight: Double?
  }

  /// A field that is compared.
  public struct Field: Codable, Sendable {
    var field: String
    var levels: [Level]
  }

  /// Why a file cannot be used.
  struct Problem: Error {
    var message: String
  }

  var prior: Double
  /// In bits, for people; not read.
  var prior_weight: Double?
  var fields: [Field]

  /// Writes down what was learnt.
  public init(_ model: LinkageModel, of plan: LinkPlan) {
    prior = model.prior
    prior_weight = model.priorWeight
    fields = zip(plan.comparisons, model.probabilities).map { comparison, probabilities in
      let field = plan.fields[comparison.field]
      return Field(
        field: field.name,
        levels: field.kind.levels.enumerated().map { index, level in
          Level(
            level: level.name, m: probabilities.m[index], u: probabilities.u[index],
            weight: probabilities.weight(index + 1))
        })
    }
  }

  /// Reads a file.
  init(_ content: [UInt8]) throws(Problem) {
    do { self = try JSONDecoder().decode(Self.self, from: Data(content)) } catch {
      throw Problem(message: "the file is not one of a link's weights")
    }
  }

  /// The weights in the order of a plan's comparisons.
  func model(of plan: LinkPlan) throws(Problem) -> LinkageModel {
    guard prior > 0, prior < 1 else {
      throw Problem(message: "the file's 'prior' is no probability")
    }
    var probabilities: [LevelProbabilities] = []
    for comparison in plan.comparisons {
      let field = plan.fields[comparison.field]
      guard let own = fields.first(where: { $0.field == field.name }),
        own.levels.map(\.level) == field.kind.levels.map(\.name)
      else { throw Problem(message: "the file has not the levels of '\(field.name)'") }
      guard own.levels.allSatisfy({ $0.m > 0 && $0.m <= 1 && $0.u > 0 && $0.u <= 1 }) else {
        throw Problem(message: "the file's 'm' and 'u' of '\(field.name)' are no probabilities")
      }
      probabilities.append(
        LevelProbabilities(m: own.levels.map(\.m), u: own.levels.map(\.u)))
    }
    return LinkageModel(prior: prior, probabilities: probabilities)
  }
}
