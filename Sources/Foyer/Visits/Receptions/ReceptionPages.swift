import Foundation
import Pages

struct ReceptionListPage: Page {
  static let template = "receptions/index"
  let receptions: [Reception]
  let query: Reception.Query
  let next: ListCursor?
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let state = query.state.map { "?state=\($0.rawValue)" } ?? ""
    return [
      "lists": lists, "has_rows": !receptions.isEmpty, "rows": receptions.map(row),
      "may_write": context.may(.registerVisits), "may_print": context.may(.printRegister),
      "pages": ListPages(
        first: query.cursor.map { _ in "/receptions\(state)" },
        next: next.map { "/receptions\(state)\(state.isEmpty ? "?" : "&")cursor=\($0.text)" }
      ).content(lobby, context),
    ]
  }

  private var lists: [[String: Any]] {
    ([nil] + Reception.State.allCases.map(Optional.some)).map { state in
      [
        "path": "/receptions" + (state.map { "?state=\($0.rawValue)" } ?? ""),
        "label": lobby.text(state.map { "reception.state_\($0.rawValue)" } ?? "reception.all", context),
        "is_current": state == query.state,
      ]
    }
  }

  private func row(_ reception: Reception) -> [String: Any] {
    let details = reception.details
    return [
      "path": "/receptions/\(reception.id)",
      "planned": estate.zone.dayAndClock(reception.arrivedAt ?? details.plannedAt),
      "organisation": details.organisation, "party": details.party, "purpose": details.purpose,
      "host": details.host ?? details.escort ?? "–", "chip": ReceptionWords.chip(of: reception.state),
      "state_text": lobby.text("reception.state_\(reception.state.rawValue)", context),
      "may_arrive": context.may(.registerVisits) && reception.state == .announced,
      "may_leave": context.may(.registerVisits) && reception.state == .inside,
    ]
  }
}

struct ReceptionPage: Page {
  static let template = "receptions/show"
  let reception: Reception
  let trail: Trail
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  private func word(_ key: String) -> String { lobby.text(key, context) }

  var content: [String: Any] {
    let may = context.may(.registerVisits)
    let state = reception.state
    return [
      "path": "/receptions/\(reception.id)", "organisation": reception.details.organisation,
      "state_text": word("reception.state_\(state.rawValue)"), "chip": ReceptionWords.chip(of: state),
      "party": reception.details.party, "facts": facts, "stations": stations,
      "has_acts": may && (state != .left || reception.isUndoable(at: context.now)),
      "may_arrive": may && state == .announced, "may_leave": may && state == .inside,
      "may_change": may && Reception.states(before: .change).contains(state),
      "may_undo_arrival": may && state == .inside && reception.isUndoable(at: context.now),
      "may_undo": may && state == .left && reception.isUndoable(at: context.now),
      "may_restore": may && state == .cancelled,
      "feedback": reception.feedback ?? "",
      "trail": JournalTrail(trail: trail, zone: estate.zone, lobby: lobby, context: context, isOfSubject: true).content,
    ]
  }

  private var stations: [[String: Any]] {
    let zone = estate.zone
    let hasCome = reception.arrivedAt != nil
    let stops: [(String, Instant?, String)] = [
      ("announced", reception.announcedAt, reception.announcedAt == nil ? "skipped" : "done"),
      ("inside", reception.arrivedAt, hasCome ? "done" : reception.state == .cancelled ? "skipped" : "now"),
      ("left", reception.leftAt, reception.leftAt != nil ? "done" : hasCome ? "now" : "todo"),
    ]
    return stops.enumerated().map { index, stop in
      [
        "n": index + 1, "title": word("reception.stop_\(stop.0)"), "progress": stop.2, "is_now": stop.2 == "now",
        "at": stop.1.map { zone.dayAndClock($0) } ?? false,
      ]
    }
  }

  private var facts: [[String: Any]] {
    let details = reception.details
    let words = ReceptionWords(zone: estate.zone, language: context.language, phrasebook: lobby.phrasebook)
    let list: [(String, String?)] = [
      ("purpose", details.purpose), ("leader", details.leader), ("leader_title", details.leaderTitle),
      ("party", String(details.party)), ("level", words.level(details)), ("approved_by", details.approvedBy),
      ("host", details.host), ("escort", details.escort), ("route", details.route),
      ("photos_allowed", word(details.photosAllowed ? "reception.yes" : "reception.no")),
      ("planned", estate.zone.dayAndClock(details.plannedAt)), ("feedback", reception.feedback), ("note", details.note),
      ("registered_by", reception.createdBy),
    ]
    return list.compactMap { name, value in value.map { ["label": word("reception_form.\(name)"), "value": $0] } }
  }
}

struct ReceptionFormPage: Page {
  static let template = "receptions/form"
  let reception: Reception?
  let errors: FieldErrors?
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(form, errors: errors, prefix: "reception_form", lobby: lobby, context: context)
    let path = reception.map { "/receptions/\($0.id)" }
    return typed.summary.merging([
      "heading": lobby.text(reception == nil ? "reception.add" : "reception.edit", context),
      "action": path.map { $0 + "?_method=put" } ?? "/receptions", "back": path ?? "/receptions",
      "who": [
        typed.input("organisation", required: true, limit: 100, focus: true),
        typed.input("party", type: "number", required: true, limit: 4),
        typed.input("purpose", required: true, limit: 200),
        typed.input("leader"), typed.input("leader_title"),
      ],
      "when": [typed.input("day", type: "date", limit: 10), typed.input("time", type: "time", limit: 5)]
        + (reception == nil ? [typed.flag("arrived")] : []),
      "how": [
        typed.select("level", levels), typed.input("approved_by"), typed.input("host"), typed.input("escort"),
        typed.input("route", limit: 200), typed.flag("photos_allowed"),
      ],
      "note": [typed.area("note", limit: 500)],
    ]) { $1 }
  }

  private var form: Form {
    if errors != nil { return context.form }
    if let reception { return reception.form(zone: estate.zone) }
    var form = Form.empty
    form.set("day", estate.zone.day(context.now))
    return form
  }

  private var levels: [TypedForm.Choice] {
    [.init(value: "", label: lobby.text("reception.level_none", context))]
      + Reception.Level.allCases.map {
        .init(value: $0.rawValue, label: lobby.text("reception.level_\($0.rawValue)", context))
      }
  }
}

struct ReceptionSheetPage: Page {
  static let template = "receptions/sheet"
  let sheet: ReceptionSheet
  let print: SheetPrint?
  let fingerprint: String
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let (zone, period, pages) = (sheet.estate.zone, sheet.period, sheet.paper.pages)
    let view = SheetView(
      title: lobby.text("reception.sheet_title", context), columns: PaperSheet.receptionColumns,
      header: sheet.words.header, numberHeader: lobby.text("register.column_number_in_row", context), pages: pages,
      meta: [
        lobby.text("sheet.estate", context, ["name": sheet.estate.name]),
        lobby.text("sheet.days", context, ["days": lobby.writtenDays(of: period, context)]),
      ],
      notice: lobby.text("reception.notice", context), signatures: [lobby.text("register.leader", context)],
      fingerprint: fingerprint, seal: sheet.head.seal, print: print, lobby: lobby, context: context)
    let tools = RegisterTools(
      from: zone.day(period.first), to: zone.day(period.last), post: "", posts: [], errors: nil, lobby: lobby,
      context: context)
    return view.content.merging(tools.content) { $1 }.merging([
      "size": lobby.text("sheet.size", context, ["n": String(pages.count), "rows": String(sheet.rows.count)])
    ]) { $1 }
  }
}
