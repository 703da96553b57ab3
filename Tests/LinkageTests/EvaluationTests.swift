import Columnar
import Testing

@testable import Linkage

@Suite struct EvaluationTests {
  @Test("Pairs and whole clusters are counted, records of which nothing is known are not")
  func counts() {
    // Found {0,1,2} {3,4} {5} {6,7}; known {0,1} {2} {3,4} {5,6}; nothing is known of 7.
    let result = LinkEvaluation(
      found: [0, 0, 0, 3, 3, 5, 6, 6], known: [1, 1, 2, 3, 3, 4, 4, 0])
    #expect(result.knownPairs == 3)
    #expect(result.foundPairs == 4)
    #expect(result.commonPairs == 2)
    #expect(result.knownClusters == 3)
    #expect(result.foundClusters == 2)
    #expect(result.commonClusters == 1)
    #expect(result.pureClusters == 1)
    #expect(result.clusterPurity == 0.5)
    #expect(result.pairPrecision == 0.5)
    #expect(abs(result.pairRecall - 2.0 / 3) < 1e-12)
    #expect(abs(result.clusterF1 - 0.4) < 1e-12)
  }

  @Test("Expectation maximization finds the shares that patterns were made of")
  func expectationMaximization() throws {
    // Two comparisons; a fifth of the pairs are of one entity.
    let m = [[0.9, 0.1], [0.8, 0.2]]
    let u = [[0.1, 0.9], [0.05, 0.95]]
    var counts: [UInt64: Int] = [:]
    for one in 0...1 {
      for other in 0...1 {
        let share = 0.2 * m[0][one] * m[1][other] + 0.8 * u[0][one] * u[1][other]
        counts[UInt64(one + 1) | UInt64(other + 1) << 4] = Int(share * 1_000_000)
      }
    }
    let guess = LinkageModel(
      prior: 0.5, probabilities: u.map { LevelProbabilities(m: [0.7, 0.3], u: $0) })
    let learnt = ExpectationMaximization(counts).learn(
      from: guess, fixed: [], share: 0.3, rounds: 2000)
    #expect(abs(learnt.share - 0.2) < 0.02)
    #expect(abs(try #require(learnt.m[0]?[0]) - 0.9) < 0.05)
    #expect(abs(try #require(learnt.m[1]?[0]) - 0.8) < 0.05)
  }

  @Test("Agreement on a rare value counts more than on a frequent one, and on the whole the same")
  func frequencies() {
    var store = RecordStore(fields: [.init(name: "name", kind: .name)])
    for number in 0..<100 {
      let bytes = Array((number < 75 ? "Nguyễn" : number < 99 ? "Trần" : "Âu").utf8)
      store.append(bytes, [0..<bytes.count])
    }
    store.prepare()
    let weights = FrequencyWeights(store.fields[0].values).full
    let agreement = 0.75 * 0.75 + 0.24 * 0.24 + 0.01 * 0.01
    for (number, share) in [(1, 0.75), (2, 0.24), (3, 0.01)] {
      #expect(abs(Double(weights[number]) - binaryLogarithm(agreement / share)) < 1e-5)
    }
  }
}
