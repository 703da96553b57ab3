// SAFETY: whoever changes elements has their room alone; what several have is only read.

/// An array of numbers that may lie in a file instead of in memory.
///
/// It behaves like an array: copies share their elements until one of them is changed. Where the elements
/// lie is told once, by its space.
@safe @frozen
public struct SpillArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline var owner: SpillOwner
  /// Where the elements lie; not to be touched while there is no room.
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity = 0
  @usableFromInline var storedCount = 0

  /// The number of elements.
  @inlinable public var count: Int { storedCount }

  /// Creates an array without elements.
  public init(in space: any SpillSpace = MemorySpace.shared) {
    owner = SpillOwner(space)
    // SAFETY: nothing is read or written before there is room.
    unsafe base =
      UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
  }

  /// Creates an array of one element several times.
  @inlinable public init(
    repeating element: Element, count: Int, in space: any SpillSpace = MemorySpace.shared
  ) {
    self.init(in: space)
    if count == 0 { return }
    makeRoom(for: count)
    // SAFETY: there is room for so many.
    unsafe base.initialize(repeating: element, count: count)
    storedCount = count
  }

  /// Creates an array of the elements of a sequence.
  @inlinable public init(
    _ elements: some Sequence<Element>, in space: any SpillSpace = MemorySpace.shared
  ) {
    self.init(in: space)
    append(contentsOf: elements)
  }

  /// The space that it lies in.
  public var space: any SpillSpace { owner.space }

  /// Adds an element.
  @inlinable public mutating func append(_ element: Element) {
    if count == capacity || !isKnownUniquelyReferenced(&owner) { makeRoom(for: count + 1) }
    // SAFETY: there is room for one more, and nobody else has it.
    unsafe base[count] = element
    storedCount += 1
  }

  /// Adds elements.
  @inlinable public mutating func append(contentsOf elements: some Sequence<Element>) {
    reserveCapacity(count + elements.underestimatedCount)
    for element in elements { append(element) }
  }

  /// Adds a range of the elements of an array.
  @inlinable public mutating func append(_ elements: [Element], in range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= elements.count, "a piece of the elements")
    if count + range.count > capacity || !isKnownUniquelyReferenced(&owner) {
      makeRoom(for: count + range.count)
    }
    _ = unsafe elements.withUnsafeBufferPointer { all in
      // SAFETY: the range was checked, and there is room for it; the elements are bits.
      unsafe UnsafeMutableBufferPointer(start: base + count, count: range.count).update(
        fromContentsOf: UnsafeBufferPointer(rebasing: all[range]))
    }
    storedCount += range.count
  }

  /// Makes room for so many elements.
  @inlinable public mutating func reserveCapacity(_ wanted: Int) {
    if wanted > capacity { makeRoom(for: wanted) }
  }

  /// Makes room of its own for so many elements; more than that where it grows.
  @usableFromInline mutating func makeRoom(for wanted: Int) {
    let stride = MemoryLayout<Element>.stride
    let size = Swift.max(wanted, 16, wanted > capacity && capacity > 0 ? 2 * capacity : 0) * stride
    if isKnownUniquelyReferenced(&owner) {
      if wanted > capacity { owner.space.grow(&owner.region, to: size) }
    } else {
      let other = SpillOwner(owner.space)
      other.space.grow(&other.region, to: size)
      // SAFETY: the new region has room for the elements, and they are bits.
      unsafe other.region.address.unsafelyUnwrapped.copyMemory(
        from: base, byteCount: count * stride)
      owner = other
    }
    capacity = owner.region.byteCount / stride
    // SAFETY: a region with bytes has an address; it is aligned for every number.
    unsafe base = owner.region.address.unsafelyUnwrapped.assumingMemoryBound(to: Element.self)
  }
}

extension SpillArray: RandomAccessCollection, MutableCollection {
  /// The place of the first element.
  @inlinable public var startIndex: Int { 0 }
  /// The place behind the last element.
  @inlinable public var endIndex: Int { count }

  /// An element.
  @inlinable public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "an index of the array")
      // SAFETY: checked; the owner is held as long as the array.
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "an index of the array")
      if !isKnownUniquelyReferenced(&owner) { makeRoom(for: count) }
      // SAFETY: checked, and nobody else has the elements.
      unsafe base[index] = newValue
    }
  }

  /// Lends all elements.
  @inlinable public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    // SAFETY: the elements live as long as the call.
    try unsafe body(UnsafeBufferPointer(start: base, count: count))
  }

  /// Lends all elements to be changed.
  @inlinable public mutating func withContiguousMutableStorageIfAvailable<Result>(
    _ body: (inout UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    if !isKnownUniquelyReferenced(&owner) { makeRoom(for: count) }
    // SAFETY: nobody else has the elements, and they live as long as the call.
    var buffer = unsafe UnsafeMutableBufferPointer(start: base, count: count)
    return try unsafe body(&buffer)
  }

  /// Lends the elements of a range.
  @inlinable public func withSpan<Result>(
    _ range: Range<Int>, _ body: (Span<Element>) throws -> Result
  ) rethrows -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a piece of the array")
    // SAFETY: checked; the elements live as long as the call.
    return try unsafe body(
      Span(_unsafeStart: UnsafePointer(base) + range.lowerBound, count: range.count))
  }
}

extension SpillArray: Equatable where Element: Equatable {
  /// Whether two arrays have equal elements.
  public static func == (one: SpillArray, other: SpillArray) -> Bool { one.elementsEqual(other) }
}
