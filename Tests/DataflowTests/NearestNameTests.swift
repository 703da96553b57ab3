import Dataflow
import Testing

@Suite struct NearestNameTests {
  @Test(
    "A slip finds the name that was meant",
    arguments: [
      ("keys", "key"), ("nmae", "name"), ("MODE", "mode"), ("upsrt", "upsert"),
      ("so_dang_kí", "so_dang_ky"), ("expresion", "expression"),
    ])
  func found(word: String, expected: String) {
    let names = ["key", "name", "mode", "upsert", "so_dang_ky", "expression"]
    #expect(nearestName(to: word, among: names) == expected)
  }

  @Test("A word like none of the names finds nothing", arguments: ["", "x", "zzzz", "columns"])
  func notFound(word: String) {
    #expect(nearestName(to: word, among: ["key", "name", "mode"]) == nil)
  }

  @Test("The first of equally near names wins")
  func ties() {
    #expect(nearestName(to: "cat", among: ["car", "bat"]) == "car")
  }
}
