import Pages

/// The closed set of answers that are not "done". Everything else is an internal fault and shows no detail.
enum LobbyError: Error, Equatable {
  case signInRequired
  case forbidden(Permission)
  /// The request came without the page's token, or from another site.
  case forged
  case notFound
  case invalid(FieldErrors)
  /// The change does not fit what is stored; `code` names the rule, with the clause behind it where there is one.
  case conflict(code: String, clause: String? = nil)
  case tooMany(retryAfterSeconds: Int)
  case malformed
  case tooLarge
  case unsupportedMediaType
  case unavailable
  /// There is no room on the disk; reading goes on.
  case diskFull
  /// Perhaps done, perhaps not: the same again, with the same id, is safe and tells.
  case outcomeUnknown
  case methodNotAllowed([String])
}
