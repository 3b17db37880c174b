/// How long what was done at the desk can be taken back; afterwards it stands, and what is true is registered anew.
enum UndoWindow {
  static let minutes = 15

  static func isOpen(since act: Instant?, at now: Instant) -> Bool {
    act.map { now <= $0.advanced(minutes: minutes) } ?? false
  }
}
