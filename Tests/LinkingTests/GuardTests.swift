import Linkage
import Linking
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct GuardTests {
  @Test("Twins share day and parents, and stay two; their later records find the right one")
  func twins() throws {
    let parents = ["Trần Văn Bình", "Lê Thị Cúc"]
    var town = try TownFixture([
      ["1", "Trần Minh An", "2010-05-06", "1", "", ""] + parents + ["e1", "r1"],
      ["2", "Trần Minh Anh", "2010-05-06", "1", "", ""] + parents + ["e2", "r2"],
      ["3", "TRAN MINH AN", "2010-05-06", "1", "", ""] + parents,
      ["4", "Trần Minh Anh", "2010", "1", "", ""] + parents,
    ])
    #expect(try town.clusters() == [["1", "3"], ["2", "4"]])
    // Without birth entries it takes the twin rule: same day and parents, names a letter apart.
    town.plan.single = [2, 3, 4]
    town.plan.never = [
      [(0, 1 << 4 | 1 << 6 | 1 << 7), (1, 1 << 1), (5, 1 << 1), (6, 1 << 1)]
    ]
    #expect(try town.clusters() == [["1", "3"], ["2", "4"]])
    town.plan.never = []
    #expect(try town.clusters() == [["1", "2", "3", "4"]])
  }

  @Test("Neighbours of one name and year are two where both have a birth entry or other parents")
  func sameNameNeighbours() throws {
    let town = try TownFixture([
      ["1", "Nguyễn Văn Hùng", "1970-02-03", "1", "", "", "Nguyễn Văn Tý", "Lê Thị Sáu", "e1"],
      ["2", "Nguyễn Văn Hùng", "1970-11-28", "1", "", "", "Nguyễn Đức Long", "Võ Thị Bảy", "e2"],
      ["3", "Nguyễn Văn Hùng", "1970-02-03", "1", "123456789"],
      ["4", "Nguyễn Văn Hùng", "1970-11-28", "1", "987654321"],
    ])
    #expect(try town.clusters() == [["1", "3"], ["2", "4"]])
  }

  @Test("Parents written in each other's place do not make one child of two, nor two of one")
  func swappedParents() throws {
    var town = try TownFixture([
      ["1", "Phạm Thị Mai", "1980-03-04", "2", "", "", "Phạm Văn Ba", "Đỗ Thị Tư", "e1"],
      ["2", "Phạm Thị Mai", "1980-03-04", "2", "", "", "Đỗ Thị Tư", "Phạm Văn Ba"],
      ["3", "Phạm Thị Lan", "1982-07-01", "2", "", "", "Đỗ Thị Tư", "Phạm Văn Ba", "e3"],
    ])
    #expect(try town.clusters() == [["1"], ["2"], ["3"]])
    town.plan.comparisons[5].swapsWith = 6
    town.plan.comparisons[6].swapsWith = 5
    #expect(try town.clusters() == [["1", "2"], ["3"]])
  }

  @Test("Nine digits become twelve; two different numbers of one length never merge")
  func renumberedIDs() throws {
    let town = try TownFixture([
      ["1", "Võ Thị Sáu", "1960-01-02", "2", "111222333"],
      ["2", "Võ Thị Sáu", "1960-01-02", "2", "", "001160000001"],
      ["3", "Võ Thị Sáu", "1960-01-02", "2", "111222333", "001160000001"],
      ["4", "Võ Thị Sáu", "1960-01-02", "2", "", "001160000002"],
    ])
    let clusters = try town.clusters()
    #expect(clusters == [["1", "2", "3"], ["4"]])
  }

  @Test("One sex, one row a person, and nothing after death")
  func othersApart() throws {
    let town = try TownFixture([
      ["1", "Lý Kim Ngân", "1990-09-09", "1"], ["2", "Lý Kim Ngân", "1990-09-09", "2"],
      ["3", "Bùi Văn Tám", "1950-10-10", "1", "", "", "", "", "", "", "", "1999-05-05"],
      ["4", "Bùi Văn Tám", "1950-10-10", "1", "", "", "", "", "", "", "2003-01-01"],
      ["5", "Hồ Thị Năm", "1971-04-04", "2", "", "", "", "", "", "r1"],
      ["6", "Hồ Thị Năm", "1971-04-04", "2", "", "", "", "", "", "r1"],
    ])
    #expect(try town.clusters() == [["1"], ["2"], ["3"], ["4"], ["5"], ["6"]])
    let reasons = try town.outcome().reviewReasons(town.plan)
    #expect(reasons == ["alive after died", "two values of sex"])
  }

  @Test("A pair does not chain strangers: the other records must agree too")
  func support() throws {
    var town = try TownFixture([
      ["1", "Ngô Văn Út", "1944-06-07", "1"], ["2", "Ngô Văn Út", "1944-06-07", "1"],
      ["3", "Ngô Văn Út", "1944", "1"], ["4", "Ngô Văn Út", "1944-12-30", "1"],
      ["5", "Ngô Văn Út", "1944-12-30", "1"],
    ])
    town.plan.support = -20
    #expect(try town.clusters() == [["1", "2", "3", "4", "5"]])
    town.plan.support = 3
    #expect(try town.clusters() == [["1", "2", "3"], ["4", "5"]])
  }

  @Test("What is never together is looked for among all records of two clusters, however many")
  func twinsOfManyRecords() throws {
    let parents = ["Trần Văn Bình", "Lê Thị Cúc"]
    // Of sixteen records one alone has the whole day that forbids the twin.
    let rows = (1...17).map { number in
      [
        number < 10 ? "0\(number)" : "\(number)", number == 17 ? "Trần Minh Anh" : "Trần Minh An",
        number == 2 || number == 17 ? "2010-05-06" : "2010", "1", "", "",
      ] + parents
    }
    var town = try TownFixture(rows)
    let keys = rows.map { $0[0] }
    town.plan.never = [[(0, 1 << 4 | 1 << 6 | 1 << 7), (1, 1 << 1), (5, 1 << 1), (6, 1 << 1)]]
    #expect(try town.clusters() == [keys.dropLast(), ["17"]])
    let reasons = try town.outcome().reviewReasons(town.plan)
    #expect(reasons == ["levels that are never together"])
    town.plan.never = []
    #expect(try town.clusters() == [keys])
  }

  @Test(
    "Where people joined two values of what one has, records of either value join, others do not")
  func joinedValues() throws {
    let name = ["Lý Kim Ngân", "1990-09-09"]
    let town = try TownFixture([
      ["1"] + name + ["1", "111222333"], ["2"] + name + ["1", "987654321"],
      ["3"] + name + ["1", "987654321"], ["4"] + name + ["1", "555666777"],
      ["5"] + name + ["1", "111222333"],
    ])
    #expect(try town.clusters() == [["1", "5"], ["2", "3"], ["4"]])
    let decision = LinkDecision(left: "1", right: "2", isTogether: true)
    #expect(try town.clusters(decisions: [decision]) == [["1", "2", "3", "5"], ["4"]])
  }

  @Test("Where people joined somebody alive after a death, records without either day still join")
  func joinedDays() throws {
    let name = ["Bùi Văn Tám", "1950-10-10", "1", "", "", "", "", "", ""]
    let town = try TownFixture([
      ["1"] + name + ["", "1999-05-05"], ["2"] + name + ["2003-01-01", ""], ["3"] + name,
      ["4"] + name + ["2004-01-01", ""],
    ])
    let decision = LinkDecision(left: "1", right: "2", isTogether: true)
    #expect(try town.clusters(decisions: [decision]) == [["1", "2", "3"], ["4"]])
  }
}
