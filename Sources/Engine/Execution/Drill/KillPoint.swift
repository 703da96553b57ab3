public import Dataflow
import Platform

/// A place in a run's transactions where a drill ends the process, such as `written:17`.
public struct KillPoint: Sendable, Equatable, CustomStringConvertible {
  /// Where in the transaction.
  public var window: CommitWindow
  /// The transaction's number in the process, from 1.
  public var transaction: Int

  /// Creates a place.
  public init(window: CommitWindow, transaction: Int) {
    self.window = window
    self.transaction = transaction
  }

  /// Reads a place as ``description`` writes it.
  public init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let window = CommitWindow(rawValue: String(parts[0])),
      let transaction = Int(parts[1]), transaction > 0
    else { return nil }
    self.init(window: window, transaction: transaction)
  }

  /// The window and the transaction's number with a colon between them.
  public var description: String { "\(window.rawValue):\(transaction)" }
}

/// Counts the transactions that have begun.
final class TransactionCount: Sendable {
  private let begun = Monitor(0)

  var value: Int { begun.withValue { $0 } }

  /// Takes note of a window; the number of its transaction.
  @discardableResult func reach(_ window: CommitWindow) -> Int {
    begun.withValue { begun in
      if window == .begun { begun += 1 }
      return begun
    }
  }
}

extension Surroundings {
  /// The machine's own, in which the process dies by SIGKILL at a place.
  public static func dying(at point: KillPoint) -> Surroundings {
    let count = TransactionCount()
    return reaching { window in
      if count.reach(window) == point.transaction && window == point.window {
        ProcessIdentity.current.kill()
      }
    }
  }

  /// The machine's own, with somebody who is told of every window.
  static func reaching(_ reach: @escaping @Sendable (CommitWindow) -> Void) -> Surroundings {
    var surroundings = system
    surroundings.reach = reach
    return surroundings
  }
}
