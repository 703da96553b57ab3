internal import CLibPQ

/// The bytes of rows in PostgreSQL's binary COPY format on their way to the server.
///
/// A row is the number of its fields, and for each field its length, or -1 for null, and its bytes;
/// all numbers have their highest byte first (PostgreSQL's manual, COPY, "Binary Format").
@safe final class CopyRoom {
  /// The room; what is in it is sent when it is full.
  let base: UnsafeMutableRawPointer
  let capacity = 1 << 17
  /// The number of bytes in use.
  var end = 0

  // SAFETY: the room belongs to this object and ends with it.
  init() { unsafe base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8) }
  deinit { unsafe base.deallocate() }

  /// The signature, no flags, no header extension.
  static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)

  // SAFETY, for the functions below: the caller has made sure that the bytes fit.

  @inline(__always) func put(_ value: Int16) {
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: end, as: Int16.self)
    end &+= 2
  }

  @inline(__always) func put(_ value: Int32) {
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: end, as: Int32.self)
    end &+= 4
  }

  @inline(__always) func put(_ value: Int64) {
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: end, as: Int64.self)
    end &+= 8
  }

  @inline(__always) func put(_ byte: UInt8) {
    unsafe base.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
    end &+= 1
  }

  @inline(__always) func put(_ bytes: UnsafeRawPointer, count: Int) {
    unsafe (base + end).copyMemory(from: bytes, byteCount: count)
    end &+= count
  }
}

extension Connection {
  /// Sends what the room holds.
  func flush() throws(PostgreSQLError) {
    guard room.end > 0 else { return }
    defer { room.end = 0 }
    // SAFETY: the bytes in use were written; libpq copies or sends them during the call.
    let isTaken = unsafe PQputCopyData(
      handle, room.base.assumingMemoryBound(to: CChar.self), Int32(room.end))
    if isTaken != 1 { throw lost() }
  }

  /// Makes sure that so many bytes fit behind those in the room.
  @inline(__always) func reserve(_ count: Int) throws(PostgreSQLError) {
    if room.end &+ count > room.capacity { try flush() }
  }

  /// Writes bytes of any number.
  func put(_ bytes: UnsafeRawBufferPointer) throws(PostgreSQLError) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    try reserve(bytes.count)
    if bytes.count <= room.capacity { return unsafe room.put(start, count: bytes.count) }
    // SAFETY: the bytes live for the call, which copies or sends them.
    var sent = 0
    while sent < bytes.count {
      let part = min(bytes.count - sent, 1 << 20)
      guard
        unsafe PQputCopyData(
          handle, (start + sent).assumingMemoryBound(to: CChar.self), Int32(part)) == 1
      else { throw lost() }
      sent += part
    }
  }

  /// Begins a COPY, which may stand behind other statements, has rows written, and ends it.
  ///
  /// - Returns: the number of rows that the server took.
  func copying(_ sql: String, _ write: () throws(PostgreSQLError) -> Void)
    throws(PostgreSQLError) -> Int64
  {
    try send { unsafe PQsendQuery(handle, sql) }
    var hasBegun = false
    while !hasBegun {
      guard let result = unsafe try nextResult() else { throw lost() }
      hasBegun = unsafe PQresultStatus(result) == PGRES_COPY_IN
      if hasBegun {
        unsafe PQclear(result)
      } else {
        do throws(PostgreSQLError) { _ = unsafe try checked(result) } catch {
          _ = try? results()
          throw error
        }
      }
    }
    room.end = 0
    do throws(PostgreSQLError) {
      for byte in CopyRoom.header { room.put(byte) }
      try write()
      try reserve(2)
      room.put(Int16(-1))
      try flush()
    } catch {
      // What the server has to say, where it still can, says more.
      unsafe PQputCopyEnd(handle, "given up")
      do throws(PostgreSQLError) { _ = try results() } catch let told where !told.state.isEmpty {
        throw told
      }
      throw error
    }
    try send { unsafe PQputCopyEnd(handle, nil) }
    return try results().last?.changes ?? 0
  }
}
