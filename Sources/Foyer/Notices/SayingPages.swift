import Foundation
import Pages

/// Lines to say in rows, on a page, in a form; and those of the place that a visitor or caller asks for.
struct SayingPages {
  let words: NoticeWords

  private var context: LobbyContext { words.context }

  func row(_ saying: Saying) -> [String: Any] {
    let details = saying.details
    return [
      "path": "/sayings/\(saying.id)", "when": words.period(details.from, details.until), "title": details.text,
      "kind": words.area(details.area), "sub": words.text("instruction.by", ["name": saying.createdBy]), "also": false,
    ].merging(words.chip(held: saying.state(at: context.now).rawValue)) { own, _ in own }
  }

  func find(asked: String?, found: [Saying]?) -> [String: Any] {
    [
      "asked": asked ?? "", "has_answer": found != nil, "no_lines": found?.isEmpty ?? false,
      "lines": (found ?? []).map { line in
        [
          "text": line.details.text, "area": words.area(line.details.area),
          "until": words.text("saying.until", ["time": words.moment(line.details.until)]),
        ] as [String: Any]
      },
    ]
  }

  func page(_ saying: Saying, trail: Trail) -> NoticeRecordPage {
    let details = saying.details
    let isOwn = saying.source == nil && saying.withdrawnAt == nil
    let may = isOwn && context.may(.draftNotices)
    return NoticeRecordPage(
      "sayings", id: saying.id, title: words.area(details.area),
      chip: words.chip(held: saying.state(at: context.now).rawValue), text: nil, say: details.text,
      facts: words.facts([
        ("when", words.period(details.from, details.until)),
        ("written_by", "\(saying.createdBy) \(words.moment(saying.createdAt))"),
      ]), acts: may ? [.init(noun: "withdrawal", label: words.text("saying.withdraw"), style: "warn")] : [],
      editPath: may ? "/sayings/\(saying.id)/edit" : saying.source,
      note: saying.source == nil ? nil : words.text("problem.saying_of_another.detail"), trail: trail, words: words)
  }

  func form(_ saying: Saying?, errors: FieldErrors?) -> NoticeFormPage {
    var form = errors != nil ? context.form : Form.empty
    if errors == nil {
      let end = words.estate.zone.startOfDay(context.now, adding: 1)
      form.set("text", saying?.details.text ?? "")
      form.set("area", saying?.details.area.display ?? "")
      form.set("from", words.local(saying?.details.from ?? context.now))
      form.set("until", words.local(saying?.details.until ?? end))
    }
    let typed = TypedForm(form, errors: errors, prefix: "saying_form", lobby: words.lobby, context: context)
    return NoticeFormPage(
      "sayings", id: saying?.id, typed: typed,
      groups: [
        [typed.area("text", limit: 200)],
        [
          typed.input("area"), typed.input("from", type: "datetime-local", limit: 25),
          typed.input("until", type: "datetime-local", required: true, limit: 25),
        ],
      ], lobby: words.lobby, context: context)
  }
}
