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
  /// The planned shift, where the item is about one.
  var entry: String?
  /// Who, or which thing.
  var name = ""
  var note: String?
  var pieces = 1
  var told: String?

  /// Tells it from others of its kind that are on the same page and began at the same moment.
  var subject: String { entry ?? post }
}
