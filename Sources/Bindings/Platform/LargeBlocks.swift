import CGlibc

/// How the C library keeps the large blocks of memory that chunks are made of.
public enum LargeBlocks {
  /// Has every block of 128 KiB or more go back to the system when it is freed.
  ///
  /// By itself the library raises that limit with each large block it frees, up to 32 MiB, and keeps
  /// what is freed in its heaps; between the blocks of chunks of different sizes holes remain, and a long
  /// run grew by a fifth.
  public static func giveBackAtOnce() { mallopt(M_MMAP_THRESHOLD, 128 << 10) }

  /// Gives back what is free between small blocks, where many of them were freed.
  public static func giveBackSmall() { malloc_trim(0) }
}
