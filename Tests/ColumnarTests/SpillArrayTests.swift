import Columnar
import Synchronization
import Testing

@Suite struct SpillArrayTests {
  /// Memory that counts what it gives.
  private final class CountingSpace: SpillSpace {
    let regions = Mutex(0)

    func grow(_ region: inout SpillRegion, to byteCount: Int) {
      if region.byteCount == 0 { regions.withLock { $0 += 1 } }
      MemorySpace.shared.grow(&region, to: byteCount)
    }

    func free(_ region: SpillRegion) {
      if region.byteCount > 0 { regions.withLock { $0 -= 1 } }
      MemorySpace.shared.free(region)
    }
  }

  @Test("It holds what an array holds, in every width of element")
  func elements() {
    var array = SpillArray<UInt32>()
    #expect(array.isEmpty && Array(array).isEmpty)
    array.append(7)
    array.append(contentsOf: 0..<1000)
    array[3] = 99
    var wanted = [UInt32](arrayLiteral: 7) + (0..<1000)
    wanted[3] = 99
    #expect(Array(array) == wanted && array.count == 1001)
    #expect(array.max() == 999 && array.firstIndex(of: 99) == 3)
    #expect(SpillArray<UInt32>(repeating: 1, count: 0).isEmpty)
    #expect(SpillArray<Double>(repeating: 0.5, count: 3).elementsEqual([0.5, 0.5, 0.5]))
    #expect(SpillArray<Bool>([true, false]).elementsEqual([true, false]))
    var bytes = SpillArray<UInt8>([1, 2])
    bytes.append([9, 8, 7, 6], in: 1..<3)
    #expect(bytes.elementsEqual([1, 2, 8, 7]))
    #expect(bytes.withSpan(1..<3) { [$0[0], $0[1]] } == [2, 8])
  }

  @Test("Copies share their elements until one is changed")
  func copies() {
    let first = SpillArray<Int32>([3, 1, 2])
    var (second, third, fourth) = (first, first, first)
    second[0] = 4
    third.append(5)
    fourth.sort()
    #expect(Array(first) == [3, 1, 2] && Array(second) == [4, 1, 2])
    #expect(Array(third) == [3, 1, 2, 5] && Array(fourth) == [1, 2, 3])
    #expect(first == SpillArray([3, 1, 2]) && first != second)
  }

  @Test("It sorts by any order, as an array does")
  func sorting() {
    var numbers = SpillArray<UInt64>()
    var state: UInt64 = 1
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      numbers.append(state >> 40)
    }
    let wanted = Array(numbers).sorted { $0 % 1000 < $1 % 1000 }
    numbers.sort { $0 % 1000 < $1 % 1000 }
    #expect(Array(numbers) == wanted)
  }

  @Test("Room is taken of the array's space, and given back with the last copy")
  func room() {
    let space = CountingSpace()
    do {
      var array = SpillArray<UInt32>(in: space)
      #expect(space.regions.withLock { $0 } == 0)
      array.append(contentsOf: 0..<100)
      var copy = array
      #expect(space.regions.withLock { $0 } == 1)
      copy.append(1)
      #expect(space.regions.withLock { $0 } == 2)
      #expect(array.count == 100 && copy.count == 101)
    }
    #expect(space.regions.withLock { $0 } == 0)
  }
}
