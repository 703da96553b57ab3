public import Testing

extension Trait where Self == TimeLimitTrait {
  /// Ends a test that hangs.
  ///
  /// All tests begin at once, so each lasts nearly as long as the whole suite: the limit is several times
  /// what a slow machine takes for all, and asserts nothing about speed.
  public static var hangGuard: Self { .timeLimit(.minutes(50)) }
}
