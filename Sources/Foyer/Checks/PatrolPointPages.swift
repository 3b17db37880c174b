import Foundation
import Pages

struct PatrolPointListPage: Page {
  static let template = "checks/points"
  let points: [PatrolPoint]
  let lists: [Checklist]
  let errors: FieldErrors?
  let words: CheckWords
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let form = TypedForm(
      errors == nil ? .empty : context.form, errors: errors, prefix: "point_form", lobby: lobby, context: context)
    return form.summary.merging([
      "may_keep": context.may(.keepChecklists), "rows": points.map(row), "has_rows": !points.isEmpty,
      "fields": [form.input("name", required: true, limit: 60)],
    ]) { $1 }
  }

  private func row(_ point: PatrolPoint) -> [String: Any] {
    let used = lists.filter { $0.plan.stops.contains { $0.point == point.id } }.map { words.word($0.plan.name) }
    return [
      "path": "/points/\(point.id)", "key": point.id, "name": words.word(point.name),
      "used": used.isEmpty ? words.text("point.unused") : used.joined(separator: words.text("duty_record.comma")),
      "may_keep": context.may(.keepChecklists),
    ]
  }
}

/// What stands at a point: the rounds that can be begun there.
struct PatrolPointPage: Page {
  static let template = "checks/point"
  let point: PatrolPoint
  let lists: [Checklist]
  let words: CheckWords
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "name": words.word(point.name), "is_retired": point.retiredAt != nil, "may_make": context.may(.makeRounds),
      "lists": lists.map { ["list": $0.id, "name": words.word($0.plan.name)] }, "has_lists": !lists.isEmpty,
    ]
  }
}

/// The codes on A4, six to a page, to be cut and hung up.
struct PatrolPointSheetPage: Page {
  static let template = "checks/point_sheet"
  let points: [PatrolPoint]
  let base: String
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let words = CheckWords(estate, lobby, context)
    let cards = points.map { card($0, words) }
    let pages = stride(from: 0, to: cards.count, by: 6).map { Array(cards[$0..<min($0 + 6, cards.count)]) }
    return [
      "estate": estate.name, "pages": pages.map { ["cards": $0] }, "has_rows": !points.isEmpty, "base": base,
      "is_local": base.contains("127.0.0.1") || base.contains("localhost"),
    ]
  }

  private func card(_ point: PatrolPoint, _ words: CheckWords) -> [String: Any] {
    let digits = point.code(estate: estate.id, vault: lobby.vault)
    let code = QRCode("\(base)/points/\(point.id)?code=\(digits)")
    return [
      "name": words.word(point.name), "digits": digits,
      "code": code.map { ["path": $0.path, "side": $0.side] as [String: Any] } ?? false as Any,
    ]
  }
}
