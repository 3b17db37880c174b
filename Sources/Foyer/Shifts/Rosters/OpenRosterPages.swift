import Pages

/// An open item of the roster as the desk's pane shows it. Who may not plan or decide is led to the month.
struct OpenRosterLine {
  let item: OpenRoster
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  private var zone: EstateZone { estate.zone }

  var content: [String: Any] {
    let words = lobby.words(estate, context)
    let isUrgent = item.isUrgent(at: context.now)
    let waits = item.kind == .requests || isUrgent
    var own: [String: Any] = [
      "icon": item.kind == .requests ? "people" : "clock", "urgency": isUrgent ? "late" : "soon", "return": false,
      "clock": waits ? words.duration(max(0, context.now.minutes(since: item.since))) : planned,
      "clock_class": isUrgent ? "late" : waits ? "held" : "plain", "title": text(""),
      "detail": text(item.kind == .hole && item.count > 1 ? "_details" : "_detail"),
    ]
    if item.kind == .requests, !context.may(.decideRoster) { own["path"] = "/roster" }
    return own
  }

  /// When the hole begins, or the month that nobody has approved.
  private var planned: String {
    if item.kind == .unapproved, let begin = item.until { return zone.monthAndDay(begin) }
    return moment(item.since)
  }

  private func text(_ part: String) -> String {
    let month = item.month.map {
      lobby.text("roster.month_title", context, ["y": String($0.year), "m": String($0.month)])
    }
    return lobby.text(
      "open_items.\(item.kind.rawValue)\(part)", context,
      [
        "post": item.post.flatMap { lobby.places.place(estate: estate.id, post: $0)?.post } ?? "",
        "when": item.until.map { "\(zone.dayAndClock(item.since))–\(zone.clock($0))" } ?? "", "n": String(item.count),
        "month": month ?? "",
      ])
  }

  private func moment(_ instant: Instant) -> String {
    zone.clock(instant, onDayOf: context.now)
  }
}
