import Execution

extension DefinitionGuess {
  /// Says which units the guess leaves out, and why.
  func tellSkipped() {
    let speech = Speech.current
    for unit in skipped {
      Console.error(
        "\(speech.term("bỏ qua", "left out")): \(unit.name): \(speech.sentence(unit.reason))")
    }
  }
}
