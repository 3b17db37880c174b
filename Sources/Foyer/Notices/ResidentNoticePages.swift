import Foundation
import Pages

/// Notices to residents in rows, on a page, in a form.
struct ResidentNoticePages {
  let words: NoticeWords

  private var context: LobbyContext { words.context }

  func row(_ notice: Notice) -> [String: Any] {
    let details = notice.details
    return [
      "path": "/notices/\(notice.id)", "when": words.period(details.from, details.until), "title": details.title,
      "kind": words.area(details.area), "sub": words.text("notice.drafted_by", ["name": notice.createdBy]),
      "also": false,
    ].merging(words.chip(notice.stage(at: context.now))) { own, _ in own }
  }

  func page(_ notice: Notice, trail: Trail, errors: FieldErrors?) -> NoticeRecordPage {
    let details = notice.details
    let may = context.may(notice.changing())
    return NoticeRecordPage(
      "notices", id: notice.id, title: details.title, chip: words.chip(notice.stage(at: context.now)),
      text: details.body, say: details.say,
      facts: words.facts([
        ("when", words.period(details.from, details.until)), ("area", words.area(details.area)),
        ("issuer", details.issuer),
        ("drafted", "\(notice.createdBy) \(words.moment(notice.createdAt))"),
        ("published", notice.publishedAt.map { "\(notice.publishedBy ?? "") \(words.moment($0))" }),
        ("withdrawn", notice.withdrawnAt.map { "\(notice.withdrawnBy ?? "") \(words.moment($0))" }),
        ("reason", notice.reason),
      ]), acts: acts(notice, errors),
      editPath: may && Notice.states(before: .change).contains(notice.state) ? "/notices/\(notice.id)/edit" : nil,
      sheetPath: "/notices/\(notice.id)/sheet",
      note: notice.state == .draft ? words.text("notice.waits") : nil, errors: errors, trail: trail, words: words)
  }

  private func acts(_ notice: Notice, _ errors: FieldErrors?) -> [NoticeRecordPage.Act] {
    let decides = context.may(.decideNotices)
    let isOver = context.now >= notice.details.until
    let typed = TypedForm(context.form, errors: errors, prefix: "notice_form", lobby: words.lobby, context: context)
    var acts: [NoticeRecordPage.Act] = []
    if decides, Notice.states(before: .publication).contains(notice.state), !isOver {
      acts.append(.init(noun: "publication", label: words.text("notice.publish"), style: "main"))
    }
    if decides, Notice.states(before: .refusal).contains(notice.state) {
      acts.append(
        .init(noun: "refusal", label: words.text("notice.give_back"), fields: [typed.input("reason", limit: 200)]))
    }
    if context.may(notice.changing()), Notice.states(before: .withdrawal).contains(notice.state), !isOver {
      // One field of a name is enough on a page: the reason of a draft's refusal stands above.
      var field = typed.input("reason", limit: 200)
      field["id"] = "reason-withdrawal"
      acts.append(.init(noun: "withdrawal", label: words.text("notice.withdraw"), style: "warn", fields: [field]))
    }
    return acts
  }

  func form(_ notice: Notice?, errors: FieldErrors?) -> NoticeFormPage {
    let form = errors != nil ? context.form : notice.map(form(of:)) ?? blank
    let typed = TypedForm(form, errors: errors, prefix: "notice_form", lobby: words.lobby, context: context)
    return NoticeFormPage(
      "notices", id: notice?.id, typed: typed,
      groups: [
        [typed.input("title", required: true, limit: 80, focus: true), typed.input("area")],
        [typed.area("body", limit: 2_000)],
        [
          typed.input("from", type: "date", required: true, limit: 10),
          typed.input("until", type: "date", required: true, limit: 10), typed.input("issuer", limit: 80),
        ],
        [typed.area("say", limit: 200)],
      ], lobby: words.lobby, context: context)
  }

  private var blank: Form {
    var form = Form.empty
    form.set("from", words.estate.zone.day(context.now))
    form.set("until", words.estate.zone.day(context.now.advanced(days: 7)))
    form.set("issuer", words.text("notice.issuer", ["estate": words.estate.name]))
    return form
  }

  private func form(of notice: Notice) -> Form {
    let (details, zone) = (notice.details, words.estate.zone)
    var form = Form.empty
    let texts = [
      "title": details.title, "body": details.body, "area": details.area.display, "issuer": details.issuer,
      "say": details.say, "from": zone.day(details.from),
      "until": zone.day(Instant(milliseconds: details.until.milliseconds - 1)),
    ]
    for case let (name, text?) in texts { form.set(name, text) }
    return form
  }
}

/// One A4 page: whom it concerns, what, from when to when, who says so.
struct NoticeSheetPage: Page {
  static let template = "notices/sheet"
  let notice: Notice
  /// Nil: only looked at.
  let print: JournalEntry?
  let words: NoticeWords

  var content: [String: Any] {
    let (details, zone, context) = (notice.details, words.estate.zone, words.context)
    let last = Instant(milliseconds: details.until.milliseconds - 1)
    let isPublished = notice.state == .published
    return [
      "path": "/notices/\(notice.id)", "estate": words.estate.name, "title": details.title,
      "paragraphs": details.body.split(whereSeparator: \.isNewline).map(String.init),
      "to": words.text(
        "notice_sheet.to", ["area": details.area.display.isEmpty ? words.estate.name : details.area.display]),
      "issuer": details.issuer ?? words.text("notice.issuer", ["estate": words.estate.name]),
      "day": words.text("notice_sheet.day", parts(notice.publishedAt ?? context.now)),
      "period": words.text("notice_sheet.period", ["from": zone.day(details.from), "until": zone.day(last)]),
      "mark": isPublished ? false : words.text("notice.stage_\(notice.stage(at: context.now).rawValue)"),
      "is_printed": print != nil, "may_print": isPublished && context.may(.draftNotices),
      "copy": print?.event.payload["copy"].map { words.text("notice_sheet.copy", ["n": $0]) } ?? false,
    ]
  }

  private func parts(_ instant: Instant) -> [String: String] {
    let parts = words.estate.zone.parts(instant)
    return ["y": String(parts.year), "m": String(parts.month), "d": String(parts.day)]
  }
}
