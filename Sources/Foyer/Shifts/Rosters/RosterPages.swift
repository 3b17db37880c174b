import Foundation
import Pages

/// The tabs above each page of the roster, each for those who may see it.
struct RosterTabs {
  let current: String
  let lobby: Lobby
  let context: LobbyContext

  private static let all: [(path: String, name: String, permission: Permission)] = [
    ("/roster", "month", .seeRoster), ("/my-shifts", "mine", .haveShifts),
    ("/roster-requests", "requests", .decideRoster), ("/certificates", "certificates", .planRoster),
    ("/roster-setup", "setup", .planRoster),
  ]

  var content: [[String: Any]] {
    Self.all.filter { context.may($0.permission) }.map { tab in
      [
        "path": tab.path, "label": lobby.text("roster_tab.\(tab.name)", context), "is_here": tab.name == current,
      ]
    }
  }
}

/// A month: a row for each person, a column for each day, and what the checks find beside it.
struct RosterPage: Page {
  static let template = "roster/show"
  let view: RosterView
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  private var zone: EstateZone { view.estate.zone }
  private var mayPlan: Bool { context.may(.planRoster) }

  var content: [String: Any] {
    let words = view.names.words(zone, lobby, context)
    let sheet = RosterSheet(view: view, words: words)
    let days = sheet.days
    let isApproved = view.roster?.isApproved ?? false
    return [
      "tabs": RosterTabs(current: "month", lobby: lobby, context: context).content,
      "month": view.month.text, "previous": view.month.previous.text, "next": view.month.next.text,
      "month_title": lobby.text(
        "roster.month_title", context, ["y": String(view.month.year), "m": String(view.month.month)]),
      "state": lobby.text(
        view.roster == nil ? "roster.state.none" : isApproved ? "roster.state.approved" : "roster.state.draft", context),
      "chip": view.roster == nil ? "stop" : isApproved ? "on" : "wait",
      "approved": approval(words), "may_plan": mayPlan, "may_generate": mayPlan && !isApproved && view.hasSetup,
      "may_approve": context.may(.decideRoster) && view.roster != nil && !isApproved && !view.entries.isEmpty,
      "needs_setup": mayPlan && !view.hasSetup, "shows_findings": mayPlan || context.may(.seeStaff),
      "is_made": view.roster != nil, "is_empty": view.entries.isEmpty,
      "days": days.map { dayHead($0, words) }, "rows": sheet.people.map { row($0.account, $0.post, days, words) },
    ].merging(words.list(view.findings, rules: view.plan.rules)) { $1 }.merging(notes.content(at: [])) { $1 }
  }

  private func approval(_ words: RosterWords) -> Any {
    guard let roster = view.roster, let at = roster.approvedAt else { return false }
    return lobby.text(
      "roster.approved_by", context, ["who": words.name(roster.approvedBy), "when": zone.dayAndClock(at)])
  }

  private func dayHead(_ day: Instant, _ words: RosterWords) -> [String: Any] {
    let next = zone.startOfDay(day, adding: 1)
    let holes = view.findings.contains { $0.kind == .hole && $0.from < next && $0.until > day }
    return [
      "n": zone.parts(day).day, "weekday": words.weekday(day), "is_weekend": zone.parts(day).weekday > 5,
      "is_today": zone.dayNumber(day) == zone.dayNumber(context.now), "has_hole": holes,
    ]
  }

  private func row(_ account: String, _ post: String, _ days: [Instant], _ words: RosterWords) -> [String: Any] {
    let own = view.entries.filter { $0.account == account }
    let byDay = Dictionary(grouping: own) { zone.dayNumber($0.startsAt) }
    let marked = Set(view.findings.compactMap(\.entry))
    return [
      "name": words.name(account), "post": words.post(post),
      "is_self": account == context.caller.principal?.account,
      "hours": RosterWords.hours(own.reduce(0) { $0 + $1.minutes }),
      "cells": days.map { day -> [String: Any] in
        let entries = byDay[zone.dayNumber(day)] ?? []
        let next = zone.startOfDay(day, adding: 1)
        let isLeave = view.plan.absences.contains { $0.account == account && $0.from < next && $0.until > day }
        return [
          "shifts": entries.map { shift($0, marked, words) }, "is_weekend": zone.parts(day).weekday > 5,
          "is_today": zone.dayNumber(day) == zone.dayNumber(context.now), "is_leave": isLeave && entries.isEmpty,
          "add": mayPlan && entries.isEmpty && !isLeave
            ? [
              "path": "/roster-entries/new?account=\(account)&post=\(post)&day=\(zone.day(day))",
              "label": lobby.text(
                "roster.add_for", context, ["who": words.name(account), "day": zone.monthAndDay(day)]),
            ] : false,
        ]
      },
    ]
  }

  private func shift(_ entry: RosterEntry, _ marked: Set<String>, _ words: RosterWords) -> [String: Any] {
    let begins = (view.names.kinds[entry.kind]?.startsMinute ?? 0) % 1_440
    return [
      "path": "/roster-entries/\(entry.id)", "code": words.code(entry), "is_draft": entry.state == .draft,
      "is_marked": marked.contains(entry.id), "is_changed": entry.covers != nil,
      "tone": view.names.kinds[entry.kind]?.purpose == .training
        ? "other" : begins >= 1_200 || begins < 240 ? "night" : begins >= 720 ? "middle" : "early",
      "label": "\(words.name(entry.account)) \(words.when(entry.startsAt, entry.endsAt)) \(words.post(entry.post))",
    ]
  }
}

/// One shift: what it is, what the checks say of it, and the form that changes it.
struct RosterEntryPage: Page {
  static let template = "roster/entry"
  let desk: RosterEntryController.Desk
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  private var zone: EstateZone { desk.estate.zone }

  var content: [String: Any] {
    let words = desk.names.words(zone, lobby, context)
    let typed = TypedForm(form, errors: errors, prefix: "roster_form", lobby: lobby, context: context)
    let path = desk.entry.map { "/roster-entries/\($0.id)" }
    var content = typed.summary
    content["tabs"] = RosterTabs(current: "month", lobby: lobby, context: context).content
    content["heading"] =
      desk.entry.map { words.when($0.startsAt, $0.endsAt) } ?? lobby.text("roster.plan_shift", context)
    content["facts"] = desk.entry.map { facts($0, words) } ?? []
    content["has_facts"] = desk.entry != nil
    content["may_plan"] = mayPlan
    content["action"] = path.map { $0 + "?_method=put" } ?? "/roster-entries"
    content["cancel"] = mayPlan ? path.map { $0 + "?_method=delete" } ?? false as Any : false
    content["back"] = back
    content["trade"] = trade
    content["fields"] = mayPlan ? fields(typed) : []
    content["trail"] =
      desk.trail.map {
        JournalTrail(trail: $0, zone: zone, lobby: lobby, context: context, isOfSubject: true).content
      } ?? []
    content["has_trail"] = desk.trail?.entries.isEmpty == false
    content["shows_findings"] = desk.entry != nil && mayPlan
    return content.merging(words.list(desk.findings, rules: desk.rules)) { $1 }
  }

  private var mayPlan: Bool { context.may(.planRoster) && desk.entry?.state != .cancelled }

  private var back: String {
    let month = desk.entry.map { RosterMonth(holding: $0.startsAt, zone: zone).text }
    return "/roster" + (month.map { "?month=\($0)" } ?? "")
  }

  private func fields(_ typed: TypedForm) -> [[String: Any]] {
    [
      typed.select("account", people, required: true), typed.select("post", posts, required: true),
      typed.select("kind", kinds, required: true), typed.input("day", type: "date", required: true, limit: 10),
      typed.input("from", limit: 5), typed.input("until", limit: 5), typed.flag("extra"),
      typed.input("note", limit: 200),
    ]
  }

  /// One's own shift can be offered to somebody else.
  private var trade: Any {
    guard let entry = desk.entry, entry.account == context.caller.principal?.account, entry.isInForce,
      entry.startsAt > context.now, context.may(.haveShifts)
    else { return false }
    return "/shift-trades/new?entry=\(entry.id)"
  }

  private func facts(_ entry: RosterEntry, _ words: RosterWords) -> [[String: Any]] {
    let list: [(String, String?)] = [
      ("account", words.name(entry.account)), ("post", words.post(entry.post)),
      ("kind", words.kinds[entry.kind].map { "\($0.code) \($0.name)" }),
      ("hours", RosterWords.hours(entry.minutes)), ("state", words.text("roster.entry_state.\(entry.state.rawValue)")),
      ("origin", words.text("roster.origin.\(entry.origin.rawValue)")), ("covers", entry.covers.map { words.name($0) }),
      ("note", entry.note),
    ]
    return list.compactMap { name, value in value.map { ["label": words.text("roster_form.\(name)"), "value": $0] } }
  }

  private var form: Form {
    guard errors == nil, let entry = desk.entry else { return context.form }
    var form = Form.empty
    let kind = desk.names.kinds[entry.kind]
    let usual = kind.map { $0.hours(on: entry.startsAt, zone: zone) }
    let isUsual = usual.map { $0.from == entry.startsAt && $0.until == entry.endsAt } ?? false
    let texts: [String: String?] = [
      "account": entry.account, "post": entry.post, "kind": entry.kind, "day": zone.day(entry.startsAt),
      "from": isUsual ? nil : zone.clock(entry.startsAt), "until": isUsual ? nil : zone.clock(entry.endsAt),
      "extra": entry.origin == .extra ? "on" : nil, "note": entry.note,
    ]
    for case let (name, text?) in texts { form.set(name, text) }
    return form
  }

  private var people: [TypedForm.Choice] {
    desk.people.map {
      .init(value: $0.id, label: "\($0.name) · \(lobby.text("role.\($0.role.rawValue)", context))")
    }
  }

  private var posts: [TypedForm.Choice] { desk.names.posts.map { .init(value: $0.id, label: $0.name) } }

  private var kinds: [TypedForm.Choice] {
    let own = desk.entry.flatMap { desk.names.kinds[$0.kind] }
    let known = desk.kinds.contains { $0.id == own?.id } ? desk.kinds : desk.kinds + [own].compactMap(\.self)
    return known.map { .init(value: $0.id, label: "\($0.code) \($0.name) \($0.clocks)") }
  }
}
