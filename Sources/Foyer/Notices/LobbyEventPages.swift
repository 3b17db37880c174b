import Foundation
import Pages

/// Events in rows, on a page, in a form.
struct LobbyEventPages {
  let words: NoticeWords

  private var context: LobbyContext { words.context }

  func row(_ event: LobbyEvent) -> [String: Any] {
    let details = event.details
    return [
      "path": "/events/\(event.id)", "when": words.period(details.from, details.until), "title": details.title,
      "kind": words.text("event_kind.\(details.kind.rawValue)"),
      "sub": [details.place, details.lift, words.area(details.area)].compactMap(\.self).joined(separator: " · "),
      "also": false,
    ].merging(words.chip(event)) { own, _ in own }
  }

  func facts(_ event: LobbyEvent) -> [[String: Any]] {
    let details = event.details
    return words.facts([
      ("kind", words.text("event_kind.\(details.kind.rawValue)")), ("when", words.period(details.from, details.until)),
      ("place", details.place), ("lift", details.lift), ("area", words.area(details.area)),
      ("post", words.post(details.post)),
      ("organiser", details.organiser), ("staff_needed", details.staffNeeded.map(String.init)),
      ("visitors_expected", details.visitorsExpected.map(String.init)),
      ("visitors_came", event.report?.visitorsCame.map(String.init)),
      ("after_note", event.report.map { "\($0.note)（\($0.by) \(words.moment($0.at))）" }),
      ("cancelled", event.cancelledAt.map { "\(event.cancelledBy ?? "") \(words.moment($0))" }),
      ("written_by", "\(event.createdBy) \(words.moment(event.createdAt))"),
    ])
  }

  func page(_ event: LobbyEvent, trail: Trail) -> NoticeRecordPage {
    let may = context.may(.draftNotices)
    return NoticeRecordPage(
      "events", id: event.id, title: event.details.title, chip: words.chip(event), text: event.details.deskNote,
      say: event.details.say, facts: facts(event), acts: may ? acts(event) : [],
      editPath: may && event.mayChange(at: context.now) ? "/events/\(event.id)/edit" : nil, trail: trail, words: words)
  }

  private func acts(_ event: LobbyEvent) -> [NoticeRecordPage.Act] {
    var acts: [NoticeRecordPage.Act] = []
    let state = event.state(at: context.now)
    if state == .running || state == .over || state == .reported {
      let typed = TypedForm(
        reportForm(event), errors: nil, prefix: "event_form", lobby: words.lobby, context: context)
      acts.append(
        .init(
          noun: "report", label: words.text("event.report"), style: state == .reported ? "" : "main",
          fields: [typed.input("visitors_came", type: "number", limit: 5), typed.area("after_note", limit: 500)]))
    }
    if state == .planned || state == .running {
      acts.append(.init(noun: "cancellation", label: words.text("event.cancel"), style: "warn"))
    }
    if state == .cancelled, context.now < event.details.until {
      acts.append(.init(noun: "cancellation", label: words.text("event.restore"), takesBack: true))
    }
    return acts
  }

  private func reportForm(_ event: LobbyEvent) -> Form {
    var form = Form.empty
    if let report = event.report {
      form.set("after_note", report.note)
      form.set("visitors_came", report.visitorsCame.map(String.init) ?? "")
    }
    return form
  }

  func form(_ event: LobbyEvent?, errors: FieldErrors?) -> NoticeFormPage {
    let form = errors != nil ? context.form : event.map(form(of:)) ?? blank
    let typed = TypedForm(form, errors: errors, prefix: "event_form", lobby: words.lobby, context: context)
    let kinds = LobbyEvent.Kind.allCases.map {
      TypedForm.Choice(value: $0.rawValue, label: words.text("event_kind.\($0.rawValue)"))
    }
    return NoticeFormPage(
      "events", id: event?.id, typed: typed,
      groups: [
        [
          typed.input("title", required: true, limit: 80, focus: true), typed.select("kind", kinds, required: true),
          typed.input("place", limit: 80), typed.input("area"), typed.input("lift", limit: 40),
        ],
        [
          typed.input("from", type: "datetime-local", required: true, limit: 25),
          typed.input("until", type: "datetime-local", required: true, limit: 25),
          typed.select("post", words.postChoices), typed.input("organiser", limit: 80),
          typed.input("staff_needed", type: "number", limit: 3),
          typed.input("visitors_expected", type: "number", limit: 5),
        ],
        [typed.area("desk_note", limit: 500), typed.area("say", limit: 200)],
      ], lobby: words.lobby, context: context)
  }

  private var blank: Form {
    var form = Form.empty
    let start = context.now.advanced(minutes: 60)
    form.set("kind", LobbyEvent.Kind.activity.rawValue)
    form.set("from", words.local(start))
    form.set("until", words.local(start.advanced(minutes: 120)))
    return form
  }

  /// What a form would have to hold to say the same.
  private func form(of event: LobbyEvent) -> Form {
    let details = event.details
    var form = Form.empty
    let texts = [
      "title": details.title, "kind": details.kind.rawValue, "place": details.place, "lift": details.lift,
      "area": details.area.display,
      "from": words.local(details.from), "until": words.local(details.until), "post": details.post,
      "organiser": details.organiser, "staff_needed": details.staffNeeded.map(String.init),
      "visitors_expected": details.visitorsExpected.map(String.init), "desk_note": details.deskNote, "say": details.say,
    ]
    for case let (name, text?) in texts { form.set(name, text) }
    return form
  }
}
