/// Where large arrays have their room: in memory, or in a file that the system writes out where memory is
/// short.
public protocol SpillSpace: AnyObject, Sendable {
  /// Makes a region larger, or makes one; what is in it stays, and what comes may hold anything.
  func grow(_ region: inout SpillRegion, to byteCount: Int)

  /// Gives a region back.
  func free(_ region: SpillRegion)
}

/// Room for the elements of an array.
@safe public struct SpillRegion {
  /// Where it begins; `nil` for one without bytes.
  public var address: UnsafeMutableRawPointer?
  /// How many bytes it has.
  public var byteCount = 0
  /// Where it lies in a file, or -1 for memory.
  public var place = -1
  /// Whether it lies in no file.
  public var isInMemory: Bool { place < 0 }

  /// A region without bytes.
  public init() { unsafe address = nil }
}

/// Memory alone.
public final class MemorySpace: SpillSpace {
  /// The memory of the process.
  public static let shared = MemorySpace()

  private init() {}

  /// Makes a region larger, or makes one; what is in it stays, and what comes may hold anything.
  public func grow(_ region: inout SpillRegion, to byteCount: Int) {
    let wider = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    if let old = unsafe region.address {
      // SAFETY: both are as large as told, and the old one is not used any more.
      unsafe wider.copyMemory(from: old, byteCount: min(region.byteCount, byteCount))
      unsafe old.deallocate()
    }
    unsafe region.address = wider
    region.byteCount = byteCount
  }

  /// Gives a region back.
  public func free(_ region: SpillRegion) { unsafe region.address?.deallocate() }
}

/// Gives a region back when no array has it any more.
@usableFromInline
final class SpillOwner {
  var region = SpillRegion()
  let space: any SpillSpace

  init(_ space: any SpillSpace) { self.space = space }

  deinit { space.free(region) }
}
