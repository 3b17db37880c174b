/// What of the duty itself is open: raised by the roster, the clock, or what was found at a sign-on.
struct OpenDuty: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable {
    case unmanned = "unmanned_post"
    case unfit = "not_fit"
    case late = "late_relief"
    case absent
    /// Handed over and gone before the shift was over.
    case early = "left_early"
    case appearance
    case missing = "equipment_missing"
    case faulty = "equipment_faulty"

    /// Must be seen to before anything else.
    var isUrgent: Bool { [.unmanned, .unfit, .late, .absent].contains(self) }
  }

  let kind: Kind
  let path: String
  let since: Instant
  let post: String
  /// Who, or which thing.
  var name = ""
  /// The shift or the post, where the address says neither.
  var mark: String?
  var note: String?
  var pieces = 1
  var told: String?
}
