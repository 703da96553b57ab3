import Foundation
import TestSupport
import Testing

extension ConsolidateTests {
  @Test("Undoing a load names links and model, which are as before it once they are made anew")
  func undo() async throws {
    let prompt = try village()
    #expect(try await prompt.run(["run", "p.yaml", "--quiet"]).status == 0)
    let people = "SELECT id, name, born, number FROM people ORDER BY 1"
    let before = try rows(people)
    try write(
      "births/two.csv",
      [
        "name,born,number,day,mother",
        "Trần Văn Cảnh 7,1947-03-08,001010000007,1991-01-01,Lê Thị 7",
        "Lê Văn Mới,1991-05-05,001020000001,1991-05-06,Trần Thị Mới",
      ])
    #expect(try await prompt.run(["run", "p.yaml", "--quiet"]).status == 0)
    #expect(try rows(people).count > before.count)
    let model = try await prompt.run(["undo", "4"] + database)
    #expect(model.status == 66, "\(model)")
    #expect(
      model.errors.hasPrefix(
        "error SH6602: run 4 made links and a model, which are made anew from what is loaded\n"))
    let undone = try await prompt.run(["undo", "3", "--json"] + database)
    #expect(undone.status == 0, "\(undone)")
    let report = try JSONSerialization.jsonObject(with: Data(undone.output.utf8))
    #expect(
      (report as? [String: Any])?["to_make_anew"] as? [String] == [
        "person", "people", "kin", "homes",
      ])
    let again = try await prompt.run(["consolidate", "p.yaml", "--lang", "en"])
    #expect(again.status == 0, "\(again)")
    #expect(try rows(people) == before)
    // Nobody points to what is gone.
    #expect(
      try rows(
        """
        SELECT (SELECT count(*) FROM people_claim WHERE unit NOT IN (SELECT unit FROM sohoa_unit)),
          (SELECT count(*) FROM kin WHERE one NOT IN (SELECT id FROM people)
            OR other NOT IN (SELECT id FROM people)),
          (SELECT count(*) FROM person_cluster WHERE cluster_id NOT IN (SELECT id FROM people))
        """) == ["0 | 0 | 0"])
  }
}
