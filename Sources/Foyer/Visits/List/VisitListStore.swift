import Database

extension Snapshot {
  /// Newest first. One more than the limit, so that the caller knows whether there is a further page.
  func visits(_ filter: VisitFilter, of estate: String) throws -> [Visit] {
    let question = try question(filter, of: estate)
    return try rows(question.sql, arguments: question.arguments).map(Visit.init(row:))
  }

  /// Every combination walks one index backwards from the cursor, and stops at the limit: `visits_by_arrival`,
  /// `visits_by_room`, `visits_by_pass` or, for what few visits are, `visits_of_rare_purpose` and `visits_unsettled`.
  func question(_ filter: VisitFilter, of estate: String) throws -> (sql: String, arguments: [Value]) {
    let period = ListCursor(at: filter.until ?? .endless, id: "")
    let end = filter.cursor.flatMap { $0.at < period.at ? $0 : nil } ?? period
    var conditions = ["estate = ?", "(arrived_at, id) < (?, ?)"]
    var arguments: [Value] = [.text(estate), end.at.milliseconds.value, .text(end.id)]
    func add(_ condition: String, _ value: (any ValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments.append(value.value)
    }
    add("arrived_at >= ?", filter.from?.milliseconds)
    if let state = filter.state {
      // The state stands in the text: with a placeholder no engine could tell that the partial index will do.
      conditions.append("state = '\(state.rawValue)'")
      if state != .left { conditions.append("state <> 'left'") }
    }
    add("purpose = ?", filter.purpose)
    if let purpose = filter.purpose, !Visit.Purpose.frequent.contains(purpose) {
      conditions.append("purpose NOT IN (\(Visit.Purpose.frequent.map { "'\($0.rawValue)'" }.joined(separator: ", ")))")
    }
    add("room_key = ?", try filter.room.map { try roomKey(writtenAs: $0, of: estate) })
    add("pass_number = ?", try filter.pass.map { try passNumber(writtenAs: $0, of: estate) })
    let parts =
      filter.room == nil && filter.pass == nil
      ? [conditions] : Self.openOrSettled(filter.state).map { conditions + [$0] }
    let selects = parts.map { "SELECT * FROM visits WHERE \($0.joined(separator: " AND "))" }
    let sql = """
      \(selects.joined(separator: " UNION ALL "))
      ORDER BY arrived_at DESC, id DESC LIMIT ?
      """
    return (sql, parts.flatMap { _ in arguments } + [(filter.limit + 1).value])
  }

  /// `visits_by_room` and `visits_by_pass` know those who have come and gone; who is inside or waits is one of few.
  private static func openOrSettled(_ state: Visit.State?) -> [String] {
    let open = [Visit.State.inside, .waiting].filter { state == nil || state == $0 }
      .map { "state = '\($0.rawValue)' AND state <> 'left'" }
    let settled = "state NOT IN ('inside', 'waiting')"
    return state == nil ? open + [settled] : open.isEmpty ? [settled] : open
  }

  private func roomKey(writtenAs text: String, of estate: String) throws -> String {
    let name = RoomName.parse(text)
    return try room(stated: name, of: estate)?.key ?? name.key
  }

  private func passNumber(writtenAs text: String, of estate: String) throws -> String {
    let numbers = Pass.numbers(writtenAs: text)
    return try numbers.first { try pass(numbered: $0, of: estate) != nil } ?? text.uppercased()
  }
}

extension Visit.Purpose {
  /// Those that `visits_of_rare_purpose` leaves out: every page of a day's visits has some of them.
  fileprivate static let frequent: [Self] = [.friend, .family, .delivery]
}
