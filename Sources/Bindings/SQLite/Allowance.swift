internal import CSQLite

/// What an authorizer lets a connection's statements do.
final class Allowance {}
