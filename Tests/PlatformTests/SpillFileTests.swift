import Columnar
import Foundation
import Platform
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct SpillFileTests {
  private var folder: String { TemporaryDirectory.path }

  @Test("What is over the budget lies in a file without a name, and nothing is lost on the way")
  func spill() throws {
    let file = SpillFile(in: [folder + "/missing", folder], budget: 100_000, smallest: 1000)
    do {
      var arrays = (0..<4).map { _ in SpillArray<UInt32>(in: file) }
      for number in 0..<UInt32(40_000) {
        for index in arrays.indices { arrays[index].append(number &* UInt32(index + 1)) }
      }
      for (index, array) in arrays.enumerated() {
        #expect(array.elementsEqual((0..<UInt32(40_000)).map { $0 &* UInt32(index + 1) }))
      }
      let usage = file.usage
      #expect(usage.memoryPeak > 0 && usage.memoryPeak <= 100_000)
      #expect(usage.file >= 4 * 160_000 - usage.memory)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      // A copy has a place of its own.
      var copy = arrays[3]
      copy[0] = 5
      #expect(arrays[3][0] == 0 && copy[0] == 5 && copy[39_999] == arrays[3][39_999])
      copy.sort(by: >)
      #expect(copy[0] == 39_999 * 4)
    }
    #expect(file.usage.memory == 0 && file.usage.file == 0)
  }

  @Test("Where no file can be made all stays in memory")
  func noDisk() {
    let file = SpillFile(in: [folder + "/missing"], budget: 0, smallest: 1000)
    let array = SpillArray<UInt32>(0..<10_000, in: file)
    #expect(array.elementsEqual(0..<10_000))
    #expect(file.usage.file == 0 && file.usage.memory >= 40_000)
  }

  @Test("Small arrays stay in memory and do not count")
  func small() {
    let file = SpillFile(in: [folder], budget: 0, smallest: 1000)
    let array = SpillArray<UInt8>(repeating: 7, count: 900, in: file)
    #expect(array.count == 900 && file.usage.memoryPeak == 0 && file.usage.filePeak == 0)
  }
}
