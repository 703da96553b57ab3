import ArgumentParser
import Dataflow

/// A verb of the command: its failures are printed, and become the exit status of the contract.
protocol Verb: ParsableCommand {
  /// Does what the verb promises.
  func perform() throws
}

extension Verb {
  func run() throws {
    do { try perform() } catch let diagnostic as Diagnostic {
      Console.error(diagnostic)
      throw ExitCode(diagnostic.status.rawValue)
    } catch let error as ExitCode {
      throw error
    } catch let error as ValidationError {
      throw error
    } catch {
      let diagnostic = Diagnostic(
        "SH7102", "'\(Self.configuration.commandName ?? "")' failed: \(error)", status: .internal,
        remedy: "this is a mistake in SoHoa: please report it with the command you typed")
      Console.error(diagnostic)
      throw ExitCode(diagnostic.status.rawValue)
    }
  }
}
