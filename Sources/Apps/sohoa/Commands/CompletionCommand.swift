import ArgumentParser

/// Prints a script that completes the command in a shell.
struct CompletionCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Prints the completion script of a shell.",
    discussion: """
      bash:  sohoa completion bash > ~/.local/share/bash-completion/completions/sohoa
      zsh:   sohoa completion zsh > "${fpath[1]}/_sohoa"
      fish:  sohoa completion fish > ~/.config/fish/completions/sohoa.fish
      """)

  /// A shell whose completion is known.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  @Argument(help: "The shell.") var shell: Shell

  func perform() throws {
    let script =
      switch shell {
      case .bash: Sohoa.completionScript(for: .bash)
      case .zsh: Sohoa.completionScript(for: .zsh)
      case .fish: Sohoa.completionScript(for: .fish)
      }
    try Console.output(script)
  }
}
