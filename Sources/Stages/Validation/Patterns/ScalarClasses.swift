/// The scalars divided into classes no set of a pattern tells apart.
struct ScalarClasses: Sendable, Equatable {
  /// The class of each ASCII character.
  private(set) var ascii: [UInt8] = []
  /// The number of classes, at most 256.
  private(set) var count = 0
  /// For each class, whether each set contains it: `sets × count`.
  private(set) var members: [Bool] = []
  /// Which of the different pages of 256 classes each page of scalars has.
  private var pageIndex: [UInt16] = []
  private var pages: [UInt8] = []

  init(_ sets: [ScalarSet]) throws(Pattern.Problem) {
    var cuts: Set<UInt32> = [0]
    for set in sets {
      for range in set.ranges {
        cuts.insert(range.lowerBound)
        cuts.insert(range.upperBound + 1)
      }
    }
    let starts = cuts.filter { $0 <= 0x10FFFF }.sorted()
    var classes: [[Bool]: UInt8] = [:]
    var signatures: [[Bool]] = []
    var ofInterval: [UInt8] = []
    for start in starts {
      let signature = sets.map { $0.contains(start) }
      if let known = classes[signature] {
        ofInterval.append(known)
        continue
      }
      guard signatures.count < 256 else {
        throw Pattern.Problem(message: "the pattern tells too many characters apart", offset: 0)
      }
      let new = UInt8(signatures.count)
      classes[signature] = new
      signatures.append(signature)
      ofInterval.append(new)
    }
    count = signatures.count
    for index in sets.indices { members += signatures.map { $0[index] } }
    fillPages(starts, ofInterval)
    ascii = (0..<128).map { classOf($0) }
  }

  private mutating func fillPages(_ starts: [UInt32], _ ofInterval: [UInt8]) {
    var known: [[UInt8]: UInt16] = [:]
    // Most pages are of one class; these are found without looking at their 256 entries.
    var uniform: [UInt8: UInt16] = [:]
    var interval = 0
    for page in 0..<UInt32(0x1100) {
      let first = page << 8
      while interval + 1 < starts.count && starts[interval + 1] <= first { interval += 1 }
      var content: [UInt8] = []
      let isUniform = interval + 1 == starts.count || starts[interval + 1] > first | 0xFF
      if isUniform, let index = uniform[ofInterval[interval]] {
        pageIndex.append(index)
        continue
      }
      if isUniform {
        content = [UInt8](repeating: ofInterval[interval], count: 256)
      } else {
        for scalar in first...(first | 0xFF) {
          while interval + 1 < starts.count && starts[interval + 1] <= scalar { interval += 1 }
          content.append(ofInterval[interval])
        }
      }
      if let index = known[content] {
        pageIndex.append(index)
      } else {
        let index = UInt16(known.count)
        known[content] = index
        if isUniform { uniform[ofInterval[interval]] = index }
        pageIndex.append(index)
        pages += content
      }
    }
  }

  /// The class of a scalar.
  @inline(__always)
  func classOf(_ scalar: UInt32) -> UInt8 {
    pages[Int(pageIndex[Int(scalar &>> 8)]) &<< 8 | Int(scalar & 0xFF)]
  }
}
