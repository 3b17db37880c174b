import Foundation
import Pages

/// An expected visitor in the reader's words: masked where it stands in a list.
struct ExpectedVisitWords {
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  func row(_ occurrence: ExpectedVisit.Occurrence, withDay: Bool) -> [String: Any] {
    let expected = occurrence.expected
    let state = occurrence.state(at: context.now)
    return [
      "id": expected.id, "path": "/expected-visits/\(expected.id)", "room": expected.room,
      "name": name(of: expected), "window": window(occurrence, withDay: withDay),
      "purpose": lobby.text("visit.purpose.\(expected.purpose.rawValue)", context),
      "repeats": repeats(expected), "plate": expected.plate ?? false,
      "state_text": lobby.text("expected.state_\(state.rawValue)", context), "chip": Self.chip(of: state),
      "urgency": state == .due && context.now >= occurrence.from.advanced(minutes: 60) ? "soon" : false,
      "is_to_come": isToCome(occurrence), "may_arrive": mayArrive(occurrence),
    ]
  }

  func name(of expected: ExpectedVisit) -> String {
    let masked = PersonName(expected.visitorName).masked
    guard expected.party > 1 else { return masked }
    return lobby.text("visit.party", context, ["name": masked, "n": String(expected.party)])
  }

  /// `22:30–次日07:00`, with the day in front where the list is not of one day.
  func window(_ occurrence: ExpectedVisit.Occurrence, withDay: Bool) -> String {
    let zone = estate.zone
    let start = withDay ? zone.dayAndClock(occurrence.from) : zone.clock(occurrence.from)
    let (first, last) = (zone.startOfDay(occurrence.from), zone.startOfDay(occurrence.until))
    let nextDay = zone.startOfDay(occurrence.from, adding: 1)
    if first == last { return "\(start)–\(zone.clock(occurrence.until))" }
    if occurrence.until == nextDay { return "\(start)–24:00" }
    if last == nextDay {
      return start + "–" + lobby.text("expected.next_day", context, ["time": zone.clock(occurrence.until)])
    }
    return "\(start)–\(zone.dayAndClock(occurrence.until))"
  }

  func repeats(_ expected: ExpectedVisit) -> String {
    let word = lobby.text("expected.recurrence_\(expected.recurrence.rawValue)", context)
    guard expected.recurrence != .once else { return word }
    guard let last = expected.lastDay else { return word + lobby.text("expected.endless", context) }
    return word + lobby.text("expected.until_day", context, ["day": estate.zone.day(last)])
  }

  func mayArrive(_ occurrence: ExpectedVisit.Occurrence) -> Bool {
    context.may(.registerVisits) && isToCome(occurrence)
  }

  /// Still to come today, or once more.
  func isToCome(_ occurrence: ExpectedVisit.Occurrence) -> Bool {
    let state = occurrence.state(at: context.now)
    let isToday = estate.zone.startOfDay(occurrence.from) <= context.now
    let mayComeAgain = occurrence.expected.recurrence != .once && state == .arrived
    return isToday && (state == .due || state == .expected || mayComeAgain)
  }

  private static func chip(of state: ExpectedVisit.Occurrence.State) -> String {
    switch state {
    case .expected: "wait"
    case .due: "on"
    case .arrived: "done"
    case .missed: "stop"
    case .cancelled: "off"
    }
  }
}

struct ExpectedVisitListPage: Page {
  static let template = "expected/index"
  let occurrences: [ExpectedVisit.Occurrence]
  let query: ExpectedVisitQuery
  let next: ListCursor?
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let words = ExpectedVisitWords(estate: estate, lobby: lobby, context: context)
    let path = "/expected-visits?when=\(query.when.rawValue)"
    return [
      "lists": ExpectedVisitQuery.When.allCases.map { when in
        [
          "path": "/expected-visits?when=\(when.rawValue)",
          "label": lobby.text("expected.when_\(when.rawValue)", context), "is_current": when == query.when,
        ] as [String: Any]
      },
      "list_name": lobby.text("expected.when_\(query.when.rawValue)", context),
      "rows": occurrences.map { words.row($0, withDay: query.when != .today) }, "has_rows": !occurrences.isEmpty,
      "empty_title": lobby.text("expected.none_\(query.when.rawValue)", context),
      "may_write": context.may(.registerVisits),
      "pages": ListPages(
        first: query.cursor.map { _ in path }, next: next.map { "\(path)&cursor=\($0.text)" },
        isNewestFirst: query.when == .past
      ).content(lobby, context),
    ]
  }
}

struct ExpectedVisitPage: Page {
  static let template = "expected/show"
  let occurrence: ExpectedVisit.Occurrence
  let trail: Trail
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let words = ExpectedVisitWords(estate: estate, lobby: lobby, context: context)
    let expected = occurrence.expected
    let mayWrite = context.may(.registerVisits)
    let isOpen = expected.cancelledAt == nil && expected.closing(in: estate.zone) > context.now
    return words.row(occurrence, withDay: true).merging([
      "host": expected.hostName.map { PersonName($0).masked } ?? false,
      "host_finding": Self.finding[expected.hostMatch].map { lobby.text("expected.host_\($0.word)", context) } ?? false,
      "host_chip": Self.finding[expected.hostMatch]?.chip ?? "",
      "party": expected.party,
      "pass": lobby.text(expected.givesPass ? "expected.pass_given" : "expected.pass_none", context),
      "note": expected.note ?? false,
      "written_by": "\(expected.createdBy) \(estate.zone.dayAndClock(expected.createdAt))",
      "has_arrivals": !occurrence.arrivals.isEmpty,
      "arrivals": occurrence.arrivals.map { ["path": "/visits/\($0.visit)", "at": estate.zone.dayAndClock($0.at)] },
      "may_change": mayWrite && isOpen && (occurrence.arrivals.isEmpty || expected.recurrence != .once),
      "may_restore": mayWrite && expected.cancelledAt != nil,
      "trail": JournalTrail(trail: trail, zone: estate.zone, lobby: lobby, context: context, isOfSubject: true).content,
    ]) { $1 }
  }

  private static let finding: [Visit.HostMatch: (word: String, chip: String)] = [
    .match: ("match", "done"), .noMatch: ("no_match", "soon"),
  ]
}

struct ExpectedVisitFormPage: Page {
  static let template = "expected/form"
  let form: Form
  let errors: FieldErrors?
  /// The one that is changed; nil writes down a new one.
  let expected: ExpectedVisit?
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(withDefaults, errors: errors, prefix: "expected_form", lobby: lobby, context: context)
    let path = expected.map { "/expected-visits/\($0.id)" }
    return typed.summary.merging([
      "heading": lobby.text(expected == nil ? "expected.add_for_resident" : "expected.edit", context),
      "action": path.map { $0 + "?_method=put" } ?? "/expected-visits", "back": path ?? "/expected-visits",
      "who": [
        typed.input("host.room", required: true, focus: true), typed.input("host.name"),
        typed.input("visitor.name", required: true), typed.select("purpose", purposes, required: true),
      ],
      "window": [
        typed.input("day", type: "date", required: true, limit: 10), typed.input("from", type: "time", required: true),
        typed.input("until", type: "time"),
      ],
      "recurrence": [typed.choices("recurrence", recurrences, columns: 3)],
      "rest": [
        typed.input("last_day", type: "date", limit: 10), typed.input("visitor.party", type: "number", limit: 3),
        typed.input("plate", limit: 20), typed.flag("pass"),
      ],
      "note": [typed.area("note", limit: 300)],
    ]) { $1 }
  }

  private var withDefaults: Form {
    guard errors == nil, expected == nil else { return form }
    var form = form
    form.set("day", estate.zone.day(context.now))
    form.set("recurrence", ExpectedVisit.Recurrence.once.rawValue)
    form.set("visitor.party", "1")
    form.set("pass", "on")
    return form
  }

  private var purposes: [TypedForm.Choice] {
    Visit.Purpose.allCases.map { .init(value: $0.rawValue, label: lobby.text("visit.purpose.\($0.rawValue)", context)) }
  }

  private var recurrences: [TypedForm.Choice] {
    ExpectedVisit.Recurrence.allCases.map {
      .init(value: $0.rawValue, label: lobby.text("expected.recurrence_\($0.rawValue)", context))
    }
  }
}

extension ExpectedVisit {
  /// What a form would have to hold to say the same.
  func form(zone: EstateZone) -> Form {
    var form = Form.empty
    let texts = [
      "host.room": room, "host.name": hostName, "visitor.name": visitorName, "purpose": purpose.rawValue,
      "day": zone.day(from), "from": zone.clock(from), "until": zone.clock(until), "recurrence": recurrence.rawValue,
      "last_day": lastDay.map(zone.day), "visitor.party": String(party), "plate": plate, "note": note,
      "pass": givesPass ? "on" : nil,
    ]
    for case let (name, text?) in texts { form.set(name, text) }
    return form
  }
}
