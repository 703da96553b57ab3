import Foundation
import TestSupport
import Testing

@testable import Generation

@Suite struct PopulationTests {
  private static let block = Block(number: 3, couples: 40, seed: 7)

  @Test("Nobody does anything before birth or after death")
  func lives() {
    let people = Self.block.people
    for event in Self.block.events {
      let isPosthumous = [.death, .deathNotice, .move, .household, .member].contains(event.register)
      let person = people[event.person]
      #expect(event.day >= person.bornNumber, "\(event)")
      if !isPosthumous { #expect(event.day <= person.died, "\(event)") }
      if event.register == .birth, event.second >= 0 {
        let mother = people[event.second]
        #expect(mother.died >= event.day)
        #expect((12...55).contains((person.bornNumber - mother.bornNumber) / 365))
      }
      if event.register == .marriage {
        #expect(people[event.second].isFemale && !person.isFemale)
        #expect(people[event.second].died > event.day)
      }
    }
    #expect(Set(Self.block.events.map(\.register)) == Set(Register.allCases))
  }

  @Test("A block depends on its number and the seed alone")
  func isDeterministic() {
    let again = Block(number: 3, couples: 40, seed: 7)
    #expect(again.events.map(\.day) == Self.block.events.map(\.day))
    #expect(again.people.map(\.name) == Self.block.people.map(\.name))
    #expect(Block(number: 4, couples: 40, seed: 7).people.map(\.name) != again.people.map(\.name))
  }

  @Test("Numbers of papers are nobody else's and tell sex, year and province")
  func numbers() throws {
    var old: Set<[UInt8]> = []
    var new: Set<[UInt8]> = []
    var count = 0
    for number in [0, 125] {
      // The same district twice, so that all numbers have one prefix.
      let block = Block(number: number, couples: 20, seed: 7)
      var rows = PopulationRows(block: block, seed: 7, variationsPerMille: 0)
      for (index, person) in block.people.enumerated() {
        rows.record.removeAll()
        rows.paperNumber(index, 1)
        rows.paperNumber(index, 4)
        old.insert(rows.record.value(0))
        let digits = rows.record.value(1)
        new.insert(digits)
        #expect(digits.count == 12 && rows.record.value(0).count == 9)
        let text = String(decoding: digits, as: UTF8.self)
        let century = person.born.year >= 2000 ? 2 : 0
        #expect(text.dropFirst(3).prefix(1) == "\(century + (person.isFemale ? 1 : 0))")
        #expect(Int(text.dropFirst(4).prefix(2)) == person.born.year % 100)
        count += 1
      }
    }
    #expect(old.count == count && new.count == count)
  }

  @Test("Twins have one birthday and two names; brothers and sisters share the family name")
  func families() {
    let people = Self.block.people
    var twins = 0
    for (index, person) in people.enumerated().dropFirst() where person.mother >= 0 {
      if person.father >= 0, !person.isAdopted, people[person.father].born.year > 1940,
        person.renamedOn == 0, people[person.father].renamedOn == 0,
        !Self.block.events.contains(where: { $0.register == .recognition && $0.second == index })
      {
        #expect(person.name.family == people[person.father].name.family)
      }
      let before = people[index - 1]
      guard before.mother == person.mother, before.bornNumber == person.bornNumber else { continue }
      twins += 1
      #expect(before.name != person.name || before.renamedOn > 0 || person.renamedOn > 0)
    }
    #expect(twins > 0)
  }

  @Test(
    "A name is written otherwise in the ways of hands, ears and machines",
    arguments: [
      (NameVariation.bare, "Nguyễn Thị Thuỷ", "Nguyen Thi Thuy"),
      (.lostTone, "Trần Văn Dũng", "Trần Văn Dung"), (.otherTone, "Trần Văn Dũng", "Trần Văn Dủng"),
      (.droppedThi, "Lê Thị Hoa", "Lê Hoa"), (.iForY, "Lý Thị Mỹ", "Lý Thị Mĩ"),
      (.tonePlacement, "Phạm Hòa", "Phạm Hoà"), (.capitals, "Võ Đình", "VÕ ĐÌNH"),
    ])
  func variations(kind: NameVariation, name: String, written: String) {
    #expect(kind.apply(to: name) == written)
  }

  @Test("A name that a variation leaves alone is not said to vary")
  func noVariation() {
    #expect(NameVariation.droppedThi.apply(to: "Lê Hoa") == nil)
    #expect(NameVariation.lostTone.apply(to: "Trần Văn Nam") == nil)
  }

  @Test("Everybody in the truth about rows is among the people", .temporaryDirectory)
  func truth() throws {
    let folder = TemporaryDirectory.path
    var delivery = PopulationDelivery(persons: 1)
    delivery.couples = 8
    let (rows, persons) = try delivery.write(into: folder)
    #expect(rows.records == rows.loaded + rows.duplicate + rows.rejected && persons > 100)
    let clusters = try readTruth("\(folder)/truth-clusters.csv")
    let roles = try readTruth("\(folder)/truth-persons.csv")
    var appearances: [String: Int] = [:]
    for role in roles { appearances[role["person"] ?? "", default: 0] += 1 }
    #expect(clusters.count == appearances.count)
    for cluster in clusters {
      #expect(appearances[cluster["person"] ?? ""] == Int(cluster["rows"] ?? ""))
    }
  }

  @Test("The committed registers are what the generator makes", .temporaryDirectory)
  func isCurrent() throws {
    _ = try PopulationSample().write(into: TemporaryDirectory.path)
    let kept = SampleDeliveryTests.committed + "/dan-cu"
    let made = try FileManager.default.subpathsOfDirectory(atPath: TemporaryDirectory.path).sorted()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: kept).sorted() == made)
    for name in made where name.contains(".") {
      let isSame =
        try contents("\(TemporaryDirectory.path)/\(name)") == contents("\(kept)/\(name)")
      #expect(isSame, "\(name) differs: run sohoa-generate sample SampleData")
    }
  }
}
