import Foundation
import Pages

/// Requests to decide, with what each would bring, and those of late that were decided.
struct RosterRequestPage: Page {
  static let template = "roster/requests"
  let requests: RosterRequests
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  private var words: RosterWords { requests.names.words(requests.estate.zone, lobby, context) }

  var content: [String: Any] {
    let lines = requests.leaves.map(line) + requests.trades.map(line)
    let open = lines.filter { $0["is_open"] as? Bool == true }
    let closed = lines.filter { $0["is_open"] as? Bool != true }
    return [
      "tabs": RosterTabs(current: "requests", lobby: lobby, context: context).content,
      "open": open, "nothing_open": open.isEmpty, "closed": closed.prefix(40).map { $0 }, "has_closed": !closed.isEmpty,
    ].merging(notes.content(at: [])) { $1 }
  }

  private func line(_ leave: Leave) -> [String: Any] {
    let words = words
    return [
      "path": "/leaves/\(leave.id)", "is_open": leave.state == .asked, "who": words.name(leave.account),
      "title": words.text("leave.kind.\(leave.kind.rawValue)"), "when": RosterRequestWords.days(leave, words),
      "note": leave.reason ?? false, "revoke": mayRevoke(leave) ? "/leaves/\(leave.id)/revocation" as Any : false,
      "revoked": leave.revocation.map(said) ?? false as Any,
    ].merging(
      state(leave.id, leave.state.rawValue, leave.decision, isOwn: leave.account == context.caller.principal?.account)
    ) { $1 }
  }

  /// What is over stays as it was; one's own is another's to decide.
  private func mayRevoke(_ leave: Leave) -> Bool {
    leave.state == .approved && leave.endsAt > context.now && leave.account != context.caller.principal?.account
  }

  private func said(_ decision: RosterDecision) -> String {
    let words = words
    let when = requests.estate.zone.dayAndClock(decision.at)
    return words.text("roster.decided_by", ["who": words.name(decision.by), "when": when])
      + (decision.note.map { "　" + $0 } ?? "")
  }

  private func line(_ trade: ShiftTrade) -> [String: Any] {
    let (words, me) = (words, context.caller.principal?.account)
    return [
      "path": "/shift-trades/\(trade.id)", "is_open": trade.isOpen,
      "who": "\(words.name(trade.account)) → \(words.name(trade.otherAccount))",
      "title": words.text(trade.isSwap ? "trade.swap" : "trade.cover"), "when": RosterRequestWords.shifts(trade, words),
      "note": trade.note ?? false, "revoke": false, "revoked": false,
    ].merging(
      state(
        trade.id, trade.state.rawValue, trade.decision, isOwn: trade.account == me || trade.otherAccount == me,
        isReady: trade.state != .asked)
    ) { $1 }
  }

  private func state(
    _ id: String, _ state: String, _ decision: RosterDecision?, isOwn: Bool, isReady: Bool = true
  ) -> [String: Any] {
    let found = requests.brought[id]
    let words = words
    return [
      "state": words.text("request_state.\(isReady ? state : "unanswered")"), "chip": RosterRequestWords.chip(state),
      "may_decide": isReady && !isOwn, "is_own": isOwn, "waits": !isReady,
      "decided": decision.map(said) ?? false as Any, "brings_nothing": found?.isEmpty ?? false,
    ].merging(words.list(found ?? [], rules: requests.rules, limit: 12)) { $1 }
  }
}

/// Requests in the reader's words.
enum RosterRequestWords {
  static func days(_ leave: Leave, _ words: RosterWords) -> String {
    let last = words.zone.monthAndDay(leave.endsAt.advanced(minutes: -1))
    let first = words.zone.monthAndDay(leave.startsAt)
    return first == last ? first : "\(first)–\(last)"
  }

  static func shifts(_ trade: ShiftTrade, _ words: RosterWords) -> String {
    [trade.entry, trade.otherEntry].compactMap(\.self)
      .map { "\(words.when($0.startsAt, $0.endsAt)) \(words.code($0)) \(words.post($0.post))" }
      .joined(separator: " ⇄ ")
  }

  static func chip(_ state: String) -> String {
    switch state {
    case "asked", "accepted": "wait"
    case "approved": "on"
    case "declined", "refused", "revoked": "stop"
    default: "off"
    }
  }
}

/// One's own shifts, made for a phone.
struct MyShiftsPage: Page {
  static let template = "roster/mine"
  let mine: MyShifts
  /// The calendar's address, right after it was made and never again.
  let address: String?
  let lobby: Lobby
  let context: LobbyContext

  private var zone: EstateZone { mine.estate.zone }

  var content: [String: Any] {
    let words = mine.names.words(zone, lobby, context)
    let me = context.caller.principal?.account
    let minutes = mine.shifts.filter { $0.startsAt < context.now.advanced(days: 7) }.reduce(0) { $0 + $1.minutes }
    return [
      "tabs": RosterTabs(current: "mine", lobby: lobby, context: context).content,
      "next": mine.shifts.first.map { next($0, words) } ?? false as Any, "has_shifts": !mine.shifts.isEmpty,
      "shifts": mine.shifts.map { line($0, words) },
      "week_hours": lobby.text("my_shifts.week_hours", context, ["n": RosterWords.hours(minutes)]),
      "to_confirm": mine.shifts.contains { $0.state == .planned && $0.startsAt > context.now },
      "leaves": mine.leaves.map { request($0, words) },
      "trades": mine.trades.map { request($0, me, words) },
      "has_requests": !mine.leaves.isEmpty || !mine.trades.isEmpty,
      "calendar_made": mine.calendarMade.map {
        lobby.text("my_shifts.calendar_made", context, ["when": zone.dayAndClock($0)])
      } ?? false as Any, "address": address ?? false,
    ]
  }

  private func next(_ entry: RosterEntry, _ words: RosterWords) -> [String: Any] {
    let isNow = entry.startsAt <= context.now
    let minutes = isNow ? entry.endsAt.minutes(since: context.now) : entry.startsAt.minutes(since: context.now)
    let span =
      minutes >= 2_880
      ? words.text("unit.days", ["n": String(minutes / 1_440)])
      : minutes >= 60
        ? words.text("unit.hours", ["n": String(minutes / 60)]) : words.text("unit.minutes", ["n": String(minutes)])
    return line(entry, words).merging([
      "lead": words.text(isNow ? "my_shifts.now_until" : "my_shifts.next_in", ["span": span])
    ]) { $1 }
  }

  private func line(_ entry: RosterEntry, _ words: RosterWords) -> [String: Any] {
    [
      "path": "/roster-entries/\(entry.id)",
      "day": "\(zone.monthAndDay(entry.startsAt)) \(words.weekday(entry.startsAt))",
      "clocks": "\(zone.clock(entry.startsAt))–\(zone.clock(entry.endsAt))", "code": words.code(entry),
      "post": words.post(entry.post), "is_confirmed": entry.state == .confirmed,
      "covers": entry.covers.map { words.text("my_shifts.covers", ["who": words.name($0)]) } ?? false as Any,
      "trade": entry.startsAt > context.now ? "/shift-trades/new?entry=\(entry.id)" : false as Any,
    ]
  }

  private func request(_ leave: Leave, _ words: RosterWords) -> [String: Any] {
    [
      "path": "/leaves/\(leave.id)", "title": words.text("leave.kind.\(leave.kind.rawValue)"),
      "when": RosterRequestWords.days(leave, words), "state": words.text("request_state.\(leave.state.rawValue)"),
      "chip": RosterRequestWords.chip(leave.state.rawValue), "may_withdraw": leave.state == .asked,
      "note": leave.revocation?.note ?? leave.decision?.note ?? false as Any,
    ]
  }

  private func request(_ trade: ShiftTrade, _ me: String?, _ words: RosterWords) -> [String: Any] {
    let isMine = trade.account == me
    return [
      "path": "/shift-trades/\(trade.id)",
      "title": words.text(
        isMine
          ? (trade.isSwap ? "trade.my_swap" : "trade.my_cover")
          : (trade.isSwap ? "trade.asks_swap" : "trade.asks_cover"),
        ["who": words.name(isMine ? trade.otherAccount : trade.account)]),
      "when": RosterRequestWords.shifts(trade, words),
      "state": words.text("request_state.\(trade.state == .asked ? "unanswered" : trade.state.rawValue)"),
      "chip": RosterRequestWords.chip(trade.state.rawValue), "may_withdraw": isMine && trade.isOpen,
      "may_answer": !isMine && trade.state == .asked, "note": trade.decision?.note ?? trade.note ?? false as Any,
    ]
  }
}

struct LeavePage: Page {
  static let template = "roster/ask"
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(context.form, errors: errors, prefix: "leave_form", lobby: lobby, context: context)
    let kinds = Leave.Kind.allCases.map {
      TypedForm.Choice(value: $0.rawValue, label: lobby.text("leave.kind.\($0.rawValue)", context))
    }
    return typed.summary.merging([
      "heading": lobby.text("leave.ask", context), "about": lobby.text("leave.about", context), "action": "/leaves",
      "entry": false,
      "fields": [
        typed.choices("kind", kinds, columns: 3, required: true),
        typed.input("first_day", type: "date", required: true, limit: 10),
        typed.input("last_day", type: "date", limit: 10), typed.area("reason", limit: 200),
      ],
    ]) { $1 }
  }
}

struct ShiftTradePage: Page {
  static let template = "roster/ask"

  struct Offer: Sendable {
    let estate: Estate
    let entry: RosterEntry
    let names: RosterNames
    let people: [Account]
    let shifts: [RosterEntry]
  }

  let offer: Offer
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let words = offer.names.words(offer.estate.zone, lobby, context)
    let typed = TypedForm(context.form, errors: errors, prefix: "trade_form", lobby: lobby, context: context)
    return typed.summary.merging([
      "heading": lobby.text("trade.ask", context),
      "about":
        "\(words.when(offer.entry.startsAt, offer.entry.endsAt)) \(words.code(offer.entry)) \(words.post(offer.entry.post))",
      "action": "/shift-trades", "entry": offer.entry.id,
      "fields": [typed.select("with", choices(words), required: true), typed.input("note", limit: 200)],
    ]) { $1 }
  }

  /// First who could take it over, then shifts that could be had for it.
  private func choices(_ words: RosterWords) -> [TypedForm.Choice] {
    let known = Set(offer.people.map(\.id))
    return [.init(value: "", label: words.text("trade.choose"))]
      + offer.people.map { .init(value: $0.id, label: words.text("trade.cover_by", ["who": $0.name])) }
      + offer.shifts.filter { known.contains($0.account) }.map { entry in
        .init(
          value: entry.id,
          label: words.text(
            "trade.swap_with",
            [
              "who": words.name(entry.account), "when": words.when(entry.startsAt, entry.endsAt),
              "code": words.code(entry),
            ]))
      }
  }
}
