import Pages

/// An open item of the duty as the desk's pane shows it.
struct OpenDutyLine {
  let item: OpenDuty
  let zone: EstateZone
  let estate: String
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let words = VisitWords(
      zone: zone, language: context.language, phrasebook: lobby.phrasebook, now: context.now)
    let time = words.duration(max(0, context.now.minutes(since: item.since)))
    return [
      "icon": icon, "urgency": urgency, "clock": time, "clock_class": urgency == "late" ? "late" : "held",
      "return": false, "title": text("open_items.\(item.kind.rawValue)"), "detail": detail,
    ]
  }

  private var urgency: String { item.kind.isUrgent ? "late" : "soon" }

  private var icon: String {
    switch item.kind {
    case .unmanned: "desk"
    case .unfit, .late, .absent, .early, .appearance: "people"
    case .missing, .faulty: "key"
    }
  }

  private var detail: String {
    let own = item.note ?? text("open_items.\(item.kind.rawValue)_detail")
    guard let told = item.told else { return own }
    return [own, lobby.text("open_items.equipment_told", context, ["told": told])]
      .joined(separator: lobby.text("duty_record.comma", context))
  }

  private func text(_ key: String) -> String {
    let since = zone.clock(item.since, onDayOf: context.now)
    return lobby.text(
      key, context,
      [
        "post": lobby.places.place(estate: estate, post: item.post)?.post ?? "", "name": item.name,
        "time": since, "n": String(item.pieces),
      ])
  }
}
