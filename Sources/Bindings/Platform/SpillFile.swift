import CGlibc
public import Columnar
import Glibc

/// Room for large arrays: so much of it in memory, and what is more in a file without a name.
///
/// The system keeps the parts of the file in memory that are used, as far as there is memory, and writes
/// out the others. Where no disk takes an array, it stays in memory.
public final class SpillFile: SpillSpace {
  /// How many bytes are where.
  public struct Usage: Sendable {
    /// The bytes in memory now, and at most; small regions do not count.
    public var memory = 0, memoryPeak = 0
    /// The bytes in the file now, and at most.
    public var file = 0, filePeak = 0
  }

  private struct State {
    var usage = Usage()
    /// The file, or -1 while there is none.
    var descriptor: Int32 = -1
    /// Where the next region begins; a place is not used twice.
    var end: off_t = 0
  }

  private let directories: [String]
  private let budget: Int
  private let smallest: Int
  private let state = Monitor(State())

  /// Creates room.
  ///
  /// - Parameters:
  ///   - directories: where the file may go, the first that takes it; on a disk, not in memory.
  ///   - budget: the bytes that may be in memory before the file is made.
  ///   - smallest: regions of fewer bytes are always in memory, and not counted.
  public init(in directories: [String], budget: Int, smallest: Int = 64 << 10) {
    self.directories = directories
    self.budget = budget
    self.smallest = smallest
  }

  deinit {
    let descriptor = state.withValue { $0.descriptor }
    if descriptor >= 0 { close(descriptor) }
  }

  /// How many bytes are where.
  public var usage: Usage { state.withValue { $0.usage } }

  /// Makes a region larger, or makes one; what is in it stays, and what comes may hold anything.
  public func grow(_ region: inout SpillRegion, to byteCount: Int) {
    if region.isInMemory, byteCount < smallest || take(byteCount - counted(region)) {
      return resize(&region, to: byteCount)
    }
    var wider = SpillRegion()
    if !map(&wider, byteCount) {
      if region.isInMemory {
        count { $0.memory += byteCount - counted(region) }
        return resize(&region, to: byteCount)
      }
      resize(&wider, to: byteCount)
      count { $0.memory += counted(wider) }
    }
    if let from = unsafe region.address, let to = unsafe wider.address {
      // SAFETY: two regions, the second larger than the first.
      unsafe to.copyMemory(from: from, byteCount: region.byteCount)
    }
    free(region)
    region = wider
  }

  /// Gives a region back.
  public func free(_ region: SpillRegion) {
    if region.isInMemory {
      count { $0.memory -= counted(region) }
      // SAFETY: memory of `realloc` or none, which nobody uses any more.
      unsafe Glibc.free(region.address)
    } else {
      // SAFETY: the region is this whole view, which nobody uses any more.
      unsafe munmap(region.address, region.byteCount)
      state.withValue { state in
        // The disk takes the blocks back.
        sohoa_punch(state.descriptor, off_t(region.place), off_t(region.byteCount))
        state.usage.file -= region.byteCount
      }
    }
  }

  /// How many bytes of a region in memory count.
  private func counted(_ region: SpillRegion) -> Int {
    region.byteCount < smallest ? 0 : region.byteCount
  }

  private func count(_ change: (inout Usage) -> Void) {
    state.withValue { state in
      change(&state.usage)
      state.usage.memoryPeak = max(state.usage.memoryPeak, state.usage.memory)
      state.usage.filePeak = max(state.usage.filePeak, state.usage.file)
    }
  }

  /// Counts bytes of memory if the budget has them.
  private func take(_ bytes: Int) -> Bool {
    state.withValue { state in
      if state.usage.memory + bytes > budget { return false }
      state.usage.memory += bytes
      state.usage.memoryPeak = max(state.usage.memoryPeak, state.usage.memory)
      return true
    }
  }

  private func resize(_ region: inout SpillRegion, to byteCount: Int) {
    // SAFETY: memory of `realloc`, or none; the old address is not used any more.
    guard let address = unsafe realloc(region.address, byteCount) else {
      preconditionFailure("there is no memory left")
    }
    unsafe region.address = address
    region.byteCount = byteCount
  }

  /// Makes a region at the end of the file; false where the disk does not take it.
  private func map(_ region: inout SpillRegion, _ wanted: Int) -> Bool {
    let page = sysconf(Int32(_SC_PAGESIZE))
    let byteCount = (wanted + page - 1) / page * page
    let place: (Int32, off_t)? = state.withValue { state in
      for directory in directories where state.descriptor < 0 {
        state.descriptor = ScratchFile.openUnnamed(in: directory)
      }
      if state.descriptor < 0 { return nil }
      // Blocks that are not there yet would be missed when they are written to.
      guard posix_fallocate(state.descriptor, state.end, off_t(byteCount)) == 0 else {
        // A full disk gets back what it gave of them.
        _ = ftruncate(state.descriptor, state.end)
        return nil
      }
      defer { state.end += off_t(byteCount) }
      return (state.descriptor, state.end)
    }
    guard let (descriptor, offset) = place else { return false }
    // SAFETY: a new view of blocks that are there.
    let view = unsafe mmap(
      nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, offset)
    if unsafe view == MAP_FAILED { return false }
    unsafe region.address = view
    region.byteCount = byteCount
    region.place = Int(offset)
    count { $0.file += byteCount }
    return true
  }
}
