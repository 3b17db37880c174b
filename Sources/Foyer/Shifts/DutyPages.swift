import Pages

/// One duty: its line from arriving to going, and what is to be done next (A-1).
struct DutyPage: Page {
  static let template = "duties/show"
  let record: DutyFacts
  let errors: FieldErrors
  let lobby: Lobby
  let context: LobbyContext

  private var duty: Duty { record.duty }
  private var ready: Readiness { record.readiness }
  private var zone: EstateZone { record.estate.zone }
  private var isOwn: Bool { duty.account == context.caller.principal?.account }
  private var mayDecide: Bool { context.may(.decideDuties) }
  private var isArriving: Bool { duty.state == .arrived }

  var content: [String: Any] {
    let fields = AppearanceCheck.Item.allCases.map { "appearance.\($0.rawValue)" }
    let notes = FieldNotes(errors, lobby, context).content(at: fields)
    return [head, acts, notes, things].reduce(into: [:]) { $0.merge($1) { own, _ in own } }
  }

  private func word(_ key: String, _ arguments: [String: String] = [:]) -> String {
    lobby.text(key, context, arguments)
  }

  private var head: [String: Any] {
    [
      "path": "/duties/\(duty.id)", "name": duty.name, "chip": DutyListPage.chip(of: duty.state),
      "state": word("duty.state.\(duty.state.rawValue)"),
      "post": lobby.places.place(estate: record.estate.id, post: duty.post)?.post ?? "",
      "plan": plan ?? word("duties.unplanned"), "stations": stations, "facts": facts,
      "looks": ready.appearance.map(look), "was_looked": !ready.appearance.isEmpty,
      "trail": JournalTrail(trail: record.trail, zone: zone, lobby: lobby, context: context, isOfSubject: true).content,
    ]
  }

  private var plan: String? {
    duty.plan.map { "\($0.shift ?? "") \(zone.span($0.from, $0.until))" }
  }

  private var stations: [[String: Any]] {
    let isOver = duty.startedAt != nil
    let steps: [(key: String, done: Bool, at: String?)] = [
      ("arrived", true, zone.clock(duty.arrivedAt)), ("appearance", ready.isLookedOver && !ready.awaitsRuling, nil),
      ("equipment", ready.isEquipped, nil), ("board", isOver || ready.unread == 0, nil),
      ("on_duty", isOver, duty.startedAt.map(zone.clock)),
    ]
    let now = isArriving ? steps.firstIndex { !$0.done } : nil
    return steps.enumerated().map { index, step in
      [
        "n": index + 1, "title": word("duties.step.\(step.key)"), "at": step.at ?? false, "is_now": index == now,
        "progress": step.done || isOver ? "done" : index == now ? "now" : "",
      ]
    }
  }

  private var facts: [[String: Any]] {
    let late = duty.plan.map { record.limits.lateness(of: duty.arrivedAt, for: $0.from) }
    let punctual = late.map { $0 == 0 ? word("duties.in_time") : word("duties.late_by", ["n": String($0)]) }
    let list: [(String, String?)] = [
      ("arrived", zone.dayAndClock(duty.arrivedAt)), ("punctual", punctual),
      ("began", duty.startedAt.map(zone.dayAndClock)), ("ended", duty.endedAt.map(zone.dayAndClock)),
      ("ending", duty.ending.map { word("duty.ending.\($0.rawValue)") }),
      ("ended_by", duty.endedBy.flatMap { record.names[$0] }), ("reason", duty.reason),
      ("ruling", duty.ruling.map { "\(word("duty.ruling.\($0.ruling.rawValue)"))：\($0.reason)" }),
      ("ruled_by", duty.ruling.flatMap { record.names[$0.by] }),
      ("early", duty.earlyMinutes.map { word("duties.early_by", ["n": String($0)]) }),
      (
        "early_word",
        duty.earlySettlement.map { "\(word($0.isAgreed ? "duties.agreed" : "duties.not_agreed"))：\($0.reason)" }
      ),
      ("early_by", duty.earlySettlement.flatMap { record.names[$0.by] }),
    ]
    return list.compactMap { name, value in value.map { ["label": word("duties.fact.\(name)"), "value": $0] } }
  }

  private func look(_ check: AppearanceCheck) -> [String: Any] {
    [
      "kind": word("appearance.kind.\(check.kind.rawValue)"), "score": "\(check.good)/\(check.items.count)",
      "at": zone.clock(check.at), "by": check.name,
      "chip": check.wrong.isEmpty ? "done" : check.isOpen ? "late" : "soon",
      "wrong": check.wrong.isEmpty ? false : names(check.wrong) as Any, "note": check.note ?? false,
      "how": check.how ?? false,
      "right": check.isOpen && context.may(.standDuty) ? "/appearance-checks/\(check.id)/correction" as Any : false,
    ]
  }

  private func names(_ items: [AppearanceCheck.Item]) -> String {
    items.map { word("appearance.item.\($0.rawValue)") }.joined(separator: word("settings.comma"))
  }

  private var acts: [String: Any] {
    let may = context.may(.standDuty) && (isOwn || mayDecide)
    let first = ready.obstacles.first
    return [
      "may_look": isArriving && may, "look_title": word(isOwn ? "duties.look_own" : "duties.look_leader"),
      "looked_items": items(of: .own), "inspected_items": items(of: .inspection),
      "may_inspect": duty.state == .onDuty && mayDecide,
      "may_begin": isArriving && may, "is_ready": first == nil,
      "obstacle": first.map { word("problem.\($0.rawValue).detail") } ?? "", "may_withdraw": isArriving && may,
      "awaits_ruling": isArriving && ready.awaitsRuling, "may_rule": isArriving && ready.awaitsRuling && mayDecide,
      "rulings": Duty.Ruling.allCases.map {
        ["value": $0.rawValue, "name": word("duty.ruling.\($0.rawValue)"), "tone": $0 == .mayServe ? "go" : "late"]
      },
      "may_release": duty.state == .onDuty && mayDecide, "left_early": duty.isLeftEarlyOpen,
      "may_settle_early": duty.isLeftEarlyOpen && mayDecide && !isOwn,
      "needs_handover": duty.state == .onDuty && isOwn && !mayDecide,
      "board": isArriving && ready.unread > 0 ? word("duties.unread", ["n": String(ready.unread)]) as Any : false,
      "board_read": isArriving && ready.unread == 0,
      "typed_note": context.form.typed("note"), "typed_reason": context.form.typed("reason"),
    ]
  }

  private func items(of kind: AppearanceCheck.Kind) -> [[String: Any]] {
    kind.items.map { item in
      let field = "appearance.\(item.rawValue)"
      let typed = context.form.typed(field)
      return [
        "name": field, "label": word("appearance.item.\(item.rawValue)"),
        "hint": word("appearance.hint.\(item.rawValue)"), "is_ok": typed == "ok", "is_wrong": typed == "wrong",
        "error": errors.entries.contains { $0.field == field },
      ]
    }
  }

  /// The post's things: those to be looked at, or what was found of them.
  private var things: [String: Any] {
    let checks = Dictionary(ready.checks.map { ($0.equipment, $0) }, uniquingKeysWith: { first, _ in first })
    let left = ready.counts.filter { checks[$0.equipment.id] == nil }
    let mayCheck = duty.isOpen && context.may(.standDuty) && (isOwn || mayDecide)
    return [
      "has_things": !ready.counts.isEmpty, "to_check": left.map(thing), "may_check": mayCheck && !left.isEmpty,
      "things_done": left.isEmpty,
      "found": ready.counts.compactMap { count in checks[count.equipment.id].map { found($0, count) } },
      "has_found": !checks.isEmpty,
    ]
  }

  private func thing(_ count: EquipmentCount) -> [String: Any] {
    let field = "equipment.\(count.equipment.id)"
    let typed = context.form.typed("\(field).result")
    let wrong = errors.entries.contains { $0.field.hasPrefix(field) }
    return [
      "field": field, "name": count.equipment.name, "kind": word("equipment.kind.\(count.equipment.kind.rawValue)"),
      "is_counted": count.equipment.isCounted, "count": context.form.typed("\(field).count"),
      "note": context.form.typed("\(field).note"), "is_bad": wrong,
      "open": count.open.isEmpty ? false : word("equipment.open_faults", ["n": String(count.open.count)]) as Any,
      "results": EquipmentCheck.Result.allCases.map {
        [
          "value": $0.rawValue, "name": word("equipment.result.\($0.rawValue)"), "is_chosen": typed == $0.rawValue,
          "tone": $0 == .normal ? "go" : $0 == .faulty ? "soon" : "late",
        ] as [String: Any]
      },
    ]
  }

  private func found(_ check: EquipmentCheck, _ count: EquipmentCount) -> [String: Any] {
    let difference = check.counted.map { $0 - check.expected } ?? 0
    return [
      "name": count.equipment.name, "expected": check.expected, "counted": check.counted.map(String.init) ?? "—",
      "difference": difference == 0 ? "0" : difference > 0 ? "+\(difference)" : "−\(-difference)",
      "is_different": difference != 0, "result": word("equipment.result.\(check.result.rawValue)"),
      "chip": check.result == .normal ? "done" : check.result == .faulty ? "soon" : "late", "note": check.note ?? false,
      "fault": check.fault.map { "/equipment-faults/\($0)" } ?? false,
    ]
  }
}
