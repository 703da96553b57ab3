import Glibc

/// A stream socket, closed when it goes out of scope.
///
/// Two threads may use it at once, one reading and one writing.
final class Socket: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { _ = Glibc.close(descriptor) }

  // SAFETY: the calls below are given addresses of local values, or of arrays for as long as the call
  // lasts, with their sizes; the descriptor is open until the object ends.

  /// A socket that listens at a free port of 127.0.0.1.
  static func listening() throws(SystemError) -> Socket {
    let socket = try Socket.made(AF_INET)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0, listen(socket.descriptor, 16) == 0 else { throw failure("listen at") }
    return socket
  }

  /// A socket connected to a server.
  static func connected(to server: LoopbackProxy.Server) throws(SystemError) -> Socket {
    switch server {
    case .socket(let path): try connected(toPath: path)
    case .port(let port, let host): try connected(toPort: port, of: host)
    }
  }

  private static func connected(toPath path: String) throws(SystemError) -> Socket {
    let socket = try made(AF_UNIX)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemError(errno: ENAMETOOLONG, operation: "connect to", path: path)
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let status = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw failure("connect to") }
    return socket
  }

  private static func connected(toPort port: Int, of host: String) throws(SystemError) -> Socket {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, "\(port)", &hints, &list) == 0 else {
      throw SystemError(errno: EHOSTUNREACH, operation: "connect to", path: host)
    }
    defer { unsafe freeaddrinfo(list) }
    var entry = unsafe list
    while let address = unsafe entry {
      let socket = try made(unsafe address.pointee.ai_family)
      let status = unsafe connect(
        socket.descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen)
      if status == 0 { return socket }
      unsafe entry = address.pointee.ai_next
    }
    throw failure("connect to")
  }

  private static func made(_ family: Int32) throws(SystemError) -> Socket {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw failure("make") }
    return Socket(descriptor)
  }

  private static func failure(_ operation: String) -> SystemError {
    SystemError(errno: Glibc.errno, operation: operation, path: "a socket")
  }

  /// The port that it listens at.
  var port: Int {
    get throws(SystemError) {
      var address = sockaddr_in()
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let status = unsafe withUnsafeMutablePointer(to: &address) { address in
        unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe getsockname(descriptor, $0, &size)
        }
      }
      guard status == 0 else { throw Self.failure("ask") }
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }

  /// The next that connects, or `nil` when nobody does in time.
  func accept(withinMilliseconds milliseconds: Int32) -> Socket? {
    guard isReadable(withinMilliseconds: milliseconds) else { return nil }
    let accepted = Glibc.accept(descriptor, nil, nil)
    guard accepted >= 0 else { return nil }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    return Socket(accepted)
  }

  private func isReadable(withinMilliseconds milliseconds: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&wanted, 1, milliseconds) > 0
  }

  /// What comes next, or `nil` at the end, or when it is not wanted any more.
  func receive(while isWanted: () -> Bool) -> [UInt8]? {
    while !isReadable(withinMilliseconds: 50) {
      guard isWanted() else { return nil }
    }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
    }
    guard count > 0 else { return nil }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Sends all bytes; `false` when the other side is gone.
  func send(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = unsafe Glibc.send(
          descriptor, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent,
          Int32(MSG_NOSIGNAL))
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  /// Ends both directions at once.
  func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
}
