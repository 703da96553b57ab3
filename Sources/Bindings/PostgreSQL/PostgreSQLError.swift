/// A failure that PostgreSQL, or libpq on the way to it, reported.
///
/// The message names tables, columns and constraints, but never a value: what the server says about
/// data that it refuses is left out, and so are its details and contexts.
public struct PostgreSQLError: Error, Sendable, Equatable {
  /// The five characters of SQLSTATE, such as `23505`; empty where the server was not heard.
  public var state: String
  /// What is wrong.
  public var message: String
  /// Whether the session is gone, so that what was asked last may or may not have happened.
  public var isConnectionLost: Bool
  /// Whether connecting failed for a reason that time does not mend, such as a wrong password.
  public var isRefusal: Bool

  /// Creates an error.
  public init(
    state: String, message: String, isConnectionLost: Bool = false, isRefusal: Bool = false
  ) {
    self.state = state
    self.message = message
    self.isConnectionLost = isConnectionLost
    self.isRefusal = isRefusal
  }

  /// Whether the same may succeed a little later: the connection is lost, the server restarts or is
  /// full of sessions, or another transaction was in the way.
  public var isTransient: Bool {
    if isRefusal { return false }
    return isConnectionLost || state.hasPrefix("08") || Self.transientStates.contains(state)
  }

  /// Serialization, deadlock, lock not available; too many sessions; shut down by an administrator,
  /// by a crash, not yet up; ended for idling.
  private static let transientStates: Set<String> = [
    "40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03", "57P05", "25P03",
  ]

  /// Whether the session was refused because of a certificate: the server's, or one of this side.
  public var isAboutCertificate: Bool {
    isRefusal && (message.contains("certificate") || message.contains("does not match host name"))
  }
  /// Whether a row is to blame: it breaks a constraint, or a value does not fit its column.
  public var isConstraint: Bool {
    state.hasPrefix("22") || state.hasPrefix("23") || state.hasPrefix("54")
  }
  /// Whether a lock was not to be had in time.
  public var isLocked: Bool { state == "55P03" }
  /// Whether the statement was cancelled.
  public var isInterrupted: Bool { state == "57014" }
  /// Whether the server's disk is full or fails.
  public var isDisk: Bool { state == "53100" || state.hasPrefix("58") }
  /// Whether the role lacks a right, or the database takes no writes.
  public var isForbidden: Bool { state == "42501" || state == "25006" }
}

extension PostgreSQLError: CustomStringConvertible {
  /// The message and the state.
  public var description: String {
    state.isEmpty ? "PostgreSQL: \(message)" : "PostgreSQL: \(message) (SQLSTATE \(state))"
  }
}
