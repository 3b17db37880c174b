import Database

extension Snapshot {
  /// Every time that the day pass of a visit went to paper, oldest first.
  func dayPassPrints(of visit: String, estate: String) throws -> [DayPassPrint] {
    try journal(of: estate, subject: visit).compactMap(DayPassPrint.init)
  }
}

extension Transaction {
  /// Writes down that the day pass of a visit that is inside goes to paper, and for which time.
  func recordDayPassPrint(of visit: Visit, by author: JournalAuthor) throws -> DayPassPrint {
    guard visit.state == .inside else { throw LobbyError.conflict(code: "visit_not_inside") }
    let copy = try dayPassPrints(of: visit.id, estate: author.estate).count + 1
    var payload = ["copy": String(copy)]
    payload["pass"] = visit.pass.flatMap { $0.returned == false ? nil : $0.number }
    let id = try record(
      .init(kind: .visitPassPrinted, subject: visit.id, room: visit.room, payload: payload), by: author)
    return DayPassPrint(id: id, visit: visit.id, copy: copy, at: author.at, by: author.name)
  }
}
