import CLibArchive
import Glibc

/// One way through a file that can only be read from front to back, by libarchive: tar, 7z and RAR
/// archives, and single contents compressed by something other than GZIP.
@safe final class SequentialPass {
  /// A member as its header tells it.
  struct Header {
    /// The name as text; empty for a single content without one.
    var name: String
    /// The name's bytes as text encodes them, or as stored where they are not text.
    var rawName: [UInt8]
    /// The number of bytes of content, `nil` where only reading tells.
    var size: Int64?
    var isDirectory: Bool
    var isEncrypted: Bool
    /// Whether it is neither a file nor a directory.
    var isSpecial: Bool
  }

  /// The number of the member whose content is read next, from 0; -1 before the first header.
  private(set) var ordinal = -1
  private let handle: OpaquePointer

  /// Begins a pass.
  ///
  /// - Parameter path: leads to the file, whatever has been renamed meanwhile.
  /// - Throws: ``ArchiveError`` when the file is none of the formats.
  init(path: String) throws(ArchiveError) {
    // SAFETY: the handle is owned by this object and freed in `deinit`.
    guard let handle = unsafe archive_read_new() else {
      throw ArchiveError(.inputOutput, "there is no memory to read the archive")
    }
    unsafe self.handle = handle
    unsafe archive_read_support_filter_gzip(handle)
    unsafe archive_read_support_filter_bzip2(handle)
    unsafe archive_read_support_filter_xz(handle)
    unsafe archive_read_support_filter_lzma(handle)
    unsafe archive_read_support_filter_zstd(handle)
    unsafe archive_read_support_filter_lz4(handle)
    unsafe archive_read_support_format_tar(handle)
    unsafe archive_read_support_format_7zip(handle)
    unsafe archive_read_support_format_rar(handle)
    unsafe archive_read_support_format_rar5(handle)
    unsafe archive_read_support_format_raw(handle)
    // SAFETY: Swift lends the path as a terminated string for the length of the call.
    guard unsafe archive_read_open_filename(handle, path, 256 << 10) == ARCHIVE_OK else {
      throw failure
    }
  }

  deinit {
    // SAFETY: nobody else has the handle.
    unsafe archive_read_free(handle)
  }

  /// Goes on to the next member, past what was not read of this one.
  ///
  /// - Returns: its header, or `nil` at the end.
  /// - Throws: ``ArchiveError`` when the archive breaks off here.
  func next() throws(ArchiveError) -> Header? {
    var entry: OpaquePointer?
    let status = Self.inUTF8 {
      // SAFETY: `entry` lives across the call; what it is set to belongs to the handle.
      unsafe archive_read_next_header(handle, &entry)
    }
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
      throw failure
    }
    ordinal += 1
    return unsafe header(of: entry)
  }

  /// Reads the next bytes of the member's content into `buffer[range]`.
  ///
  /// - Returns: the number of bytes, 0 at the content's end.
  func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(ArchiveError) -> Int {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= buffer.count, "A read stays within its buffer.")
    // SAFETY: the range was checked against the buffer, which is lent for the call.
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe archive_read_data(
        handle, bytes.baseAddress.map { unsafe $0 + range.lowerBound }, range.count)
    }
    guard count >= 0 else { throw failure }
    return count
  }

  /// Whether the file is one compressed content rather than an archive.
  var isSingleContent: Bool {
    // SAFETY: the handle is open.
    unsafe archive_format(handle) == ARCHIVE_FORMAT_RAW
  }

  /// The way the content is compressed, or the archive's format: for people.
  var method: String {
    // SAFETY: the library's own text, terminated; it belongs to the handle.
    let name = unsafe isSingleContent ? archive_filter_name(handle, 0) : archive_format_name(handle)
    return unsafe name.map { unsafe String(cString: $0) } ?? ""
  }

  private func header(of entry: OpaquePointer) -> Header {
    // SAFETY: `entry` belongs to the handle until its next header is read; its texts are terminated.
    let stored = unsafe archive_entry_pathname(entry).map { unsafe Array(String(cString: $0).utf8) }
    let text = Self.inUTF8 {
      unsafe archive_entry_pathname_utf8(entry).map { unsafe String(cString: $0) }
    }
    let raw = unsafe archive_entry_pathname(entry).map { unsafe Self.bytes(of: $0) }
    let name = text ?? ZipName.decode(raw ?? stored ?? [], isFlaggedUTF8: false)
    let type = unsafe archive_entry_filetype(entry)
    return Header(
      name: isSingleContent ? "" : name, rawName: raw ?? Array(name.utf8),
      size: unsafe archive_entry_size_is_set(entry) != 0 ? unsafe archive_entry_size(entry) : nil,
      isDirectory: type == S_IFDIR,
      isEncrypted: unsafe archive_entry_is_encrypted(entry) != 0,
      isSpecial: unsafe type != S_IFDIR && (type != S_IFREG || archive_entry_hardlink(entry) != nil)
    )
  }

  private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    // SAFETY: the caller's text is terminated.
    unsafe UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
  }

  /// What the library says went wrong, without any name of the archive.
  private var failure: ArchiveError {
    // SAFETY: the handle is open.
    let code = unsafe archive_errno(handle)
    if unsafe archive_read_has_encrypted_entries(handle) == 1 {
      return ArchiveError(.encrypted, "the archive is encrypted")
    }
    switch code {
    case ENOMEM: return ArchiveError(.limit, "the archive wants more memory than there is")
    case EIO, EACCES, EPERM, EMFILE, ENFILE:
      return ArchiveError(.inputOutput, "cannot read the archive")
    default: return ArchiveError(.damaged, "the archive is damaged or of no format that is read")
    }
  }

  /// Names become text by the locale of the thread, whatever the process was started with.
  private static func inUTF8<Result>(_ body: () -> Result) -> Result {
    // SAFETY: the locale lives as long as the process; the thread's own is put back.
    let before = unsafe uselocale(utf8)
    defer { unsafe _ = uselocale(before) }
    return body()
  }

  // SAFETY: made once, never changed or freed.
  private nonisolated(unsafe) static let utf8 = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
}
