import Dataflow
import Testing

@Suite struct NearestTests {
  @Test(
    "The nearest name is found, or none",
    arguments: [
      ("minLenght", "minLength"), ("REQUIRED", "required"), ("patern", "pattern"),
      ("colour", nil), ("", nil),
    ] as [(String, String?)])
  func nearestName(name: String, expected: String?) {
    #expect(
      nearest(to: name, among: ["required", "minLength", "maxLength", "pattern"]) == expected)
  }
}
