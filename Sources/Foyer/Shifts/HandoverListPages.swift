import Foundation
import Pages

struct HandoverListPage: Page {
  static let template = "handovers/index"
  let list: HandoverList
  let lobby: Lobby
  let context: LobbyContext

  private var zone: EstateZone { list.estate.zone }

  var content: [String: Any] {
    [
      "rows": list.handovers.filter { !$0.isOpen }.map(row), "open": list.isFirst ? list.open.map(row) : [],
      "has_open": list.isFirst && !list.open.isEmpty, "may_hand_over": context.may(.handOver) && context.isPerson,
      "is_own_open": list.open.contains { $0.post == context.caller.principal?.post },
      "none": list.handovers.allSatisfy(\.isOpen), "figures": figures,
      "pages": ListPages(
        first: list.isFirst ? nil : "/handovers", next: list.next.map { "/handovers?cursor=\($0.text)" }
      ).content(lobby, context),
    ]
  }

  private func row(_ handover: Handover) -> [String: Any] {
    let minutes = handover.closedAt.map { max(0, $0.minutes(since: handover.begunAt)) }
    return [
      "path": "/handovers/\(handover.id)", "post": list.posts.first { $0.id == handover.post }?.name ?? "",
      "begun": zone.dayAndClock(handover.begunAt), "off_going": names(handover.offGoing),
      "reliefs": names(handover.reliefs),
      "closed": handover.closedAt.map { zone.clock($0, onDayOf: handover.begunAt) } ?? "—",
      "minutes": minutes.map(String.init) ?? "—", "is_long": minutes.map { $0 > list.minutes } ?? false,
      "state": lobby.text("handover.state.\(handover.state.rawValue)", context), "chip": Self.chip(handover.state),
      "punctual": handover.lateness.map(punctual) ?? false as Any, "is_late": (handover.lateness ?? 0) > 0,
    ]
  }

  private func names(_ parties: [Handover.Party]) -> String {
    parties.isEmpty ? "—" : parties.map(\.name).joined(separator: lobby.text("handover.and", context))
  }

  private func punctual(_ lateness: Int) -> String {
    lobby.text(
      lateness == 0 ? "handover.lateness_none" : "handover.lateness", context, ["n": String(lateness)])
  }

  /// The past weeks in figures: n of d, each.
  private var figures: String {
    let found = list.punctuality
    return lobby.text(
      "handover.figures", context,
      [
        "days": String(HandoverList.days), "n": String(found.inTime), "d": String(found.planned),
        "m": String(found.quick), "all": String(found.handovers), "minutes": String(found.minutes),
      ])
  }

  static func chip(_ state: Handover.State) -> String {
    switch state {
    case .open: "on"
    case .refused: "late"
    case .accepted: "done"
    case .ordered: "soon"
    case .withdrawn: "off"
    }
  }
}

struct HandoverBeginningPage: Page {
  static let template = "handovers/new"
  let beginning: HandoverBeginning
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    let words = HandoverWords(lobby: lobby, estate: beginning.estate)
    let onDuty = Set(beginning.duties.filter { $0.state == .onDuty }.map(\.account))
    let arrived = Set(beginning.duties.filter { $0.state == .arrived }.map(\.account))
    let own = context.caller.principal?.account ?? ""
    let going = onDuty.isEmpty ? [own] : onDuty
    return [
      "post": beginning.post, "post_name": beginning.postName,
      "open_path": beginning.open.map { "/handovers/\($0.id)" } ?? false as Any,
      "off_going": people(beginning.people.filter { going.contains($0.id) }, chosen: "off_going", usual: going),
      "reliefs": people(beginning.people.filter { !going.contains($0.id) }, chosen: "reliefs", usual: arrived),
      "early_reason": context.form.typed("early_reason"), "count": beginning.items.count,
      "asks_early": !(context.form.typed("early_reason").isEmpty && notes.messages.isEmpty)
        || beginning.duties.contains {
          onDuty.contains($0.account)
            && Handover.isEarly(plannedUntil: $0.plan?.until, at: context.now, minutes: beginning.earlyMinutes)
        },
      "preview": beginning.items.prefix(40).map { item -> [String: Any] in
        let text = words.words(of: item, context)
        return ["title": text.title, "detail": text.detail.isEmpty ? false : text.detail as Any, "path": item.path]
      },
      "more": beginning.items.count > 40
        ? lobby.text("handover.more", context, ["n": String(beginning.items.count - 40)]) as Any : false,
    ].merging(notes.content(at: ["early_reason", "reliefs", "off_going"])) { own, _ in own }
  }

  private func people(_ people: [Account], chosen field: String, usual: Set<String>) -> [[String: Any]] {
    let typed = context.form.choices(field)
    return people.map { person in
      [
        "id": person.id, "name": person.name, "role": lobby.text("role.\(person.role.rawValue)", context),
        "is_chosen": typed.isEmpty ? usual.contains(person.id) : typed.contains(person.id),
      ]
    }
  }
}

extension Form {
  /// What was ticked of several boxes of one name.
  fileprivate func choices(_ field: String) -> Set<String> {
    var reader = FieldReader(self)
    return Set(reader.texts(field))
  }
}
