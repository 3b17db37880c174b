import Foundation
import Pages

struct ChecklistListPage: Page {
  static let template = "checks/lists"
  let lists: [Checklist]
  let words: CheckWords
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "rows": lists.map(row), "has_rows": !lists.isEmpty, "may_keep": context.may(.keepChecklists),
      "has_drafts": lists.contains { !$0.isInUse },
    ]
  }

  private func row(_ list: Checklist) -> [String: Any] {
    let plan = list.plan
    return [
      "path": "/checklists/\(list.id)", "name": words.word(plan.name), "icon": RoundBoardPage.icon(list.kind),
      "kind_text": words.text("check.kind_\(list.kind.rawValue)"),
      "size": words.text("checklist.size", ["stops": String(plan.stops.count), "items": String(plan.items)]),
      "times": plan.times.isEmpty ? words.text("checklist.no_times") : plan.times.joined(separator: " "),
      "chip": list.isInUse ? "on" : "wait",
      "state_text": words.text(list.isInUse ? "checklist.in_use" : "checklist.draft"),
      "may_use": !list.isInUse && context.may(.keepChecklists),
    ]
  }
}

struct ChecklistPage: Page {
  static let template = "checks/list"
  let list: Checklist
  /// The version that is looked at.
  let shown: Int
  let versions: [(version: Int, at: Instant, by: String)]
  let points: [PatrolPoint]
  let words: CheckWords
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let (plan, may) = (list.plan, context.may(.keepChecklists) && list.retiredAt == nil)
    let state = list.retiredAt != nil ? "retired" : list.isInUse ? "in_use" : "draft"
    return [
      "path": "/checklists/\(list.id)", "name": words.word(plan.name), "is_old": shown != list.version,
      "chip": list.isInUse ? "on" : list.retiredAt == nil ? "wait" : "off",
      "state_text": words.text("checklist.\(state)"), "facts": facts, "stops": plan.stops.map(stop),
      "may_edit": may, "may_use": may && !list.isInUse, "may_retire": may,
      "versions": versions.map { version in
        [
          "path": "/checklists/\(list.id)?version=\(version.version)", "is_current": version.version == shown,
          "label": words.text("checklist.version", ["n": String(version.version)]),
          "by": "\(version.by) \(words.zone.dayAndClock(version.at))",
        ] as [String: Any]
      },
    ]
  }

  private var facts: [[String: Any]] {
    let plan = list.plan
    let days = plan.weekdays.map { words.text("duty_record.weekday.\($0)") }.joined(separator: " ")
    let list: [(String, String)] = [
      ("kind", words.text("check.kind_\(list.kind.rawValue)")),
      ("times", plan.times.isEmpty ? words.text("checklist.no_times") : plan.times.joined(separator: " ")),
      ("weekdays", plan.weekdays.count == 7 ? words.text("checklist.every_day") : days),
      ("minutes", words.text("unit.minutes", ["n": String(plan.minutes)])),
      ("ordered", words.text(plan.isOrdered ? "checklist.in_order" : "checklist.any_order")),
      ("clause", Checklist.clause(of: list.kind)),
    ]
    return list.map { ["label": words.text("checklist_form.\($0.0)"), "value": $0.1] }
  }

  private func stop(_ stop: Checklist.Stop) -> [String: Any] {
    let point = points.first { $0.id == stop.point }
    return [
      "name": words.word(stop.name),
      "point": point.map { words.text("checklist.with_code", ["name": words.word($0.name)]) } ?? false as Any,
      "items": stop.items.map { item in
        [
          "word": words.word(item.word), "kind_text": words.text("check_item.\(item.kind.rawValue)"),
          "right": words.typedRight(of: item).nonEmpty ?? "–", "clause": item.clause ?? "–",
        ]
      },
    ]
  }
}

/// A list as a form that needs no scripts: rows of items under stops, with empty rows for more.
struct ChecklistFormPage: Page {
  static let template = "checks/list_form"
  /// Empty rows under each stop.
  private static let spare = 2

  let list: Checklist?
  let points: [PatrolPoint]
  let errors: FieldErrors?
  let words: CheckWords
  let lobby: Lobby
  let context: LobbyContext

  private var form: Form {
    if errors != nil { return context.form }
    return list.map { ChecklistFields.form(of: $0, words) } ?? ChecklistFields.empty
  }

  var content: [String: Any] {
    let form = form
    let typed = TypedForm(form, errors: errors, prefix: "checklist_form", lobby: lobby, context: context)
    let path = list.map { "/checklists/\($0.id)" }
    let kinds = Checklist.Kind.allCases.map {
      TypedForm.Choice(value: $0.rawValue, label: words.text("check.kind_\($0.rawValue)"))
    }
    let head =
      [typed.input("name", required: true, limit: 40)] + (list == nil ? [typed.choices("kind", kinds, columns: 3)] : [])
    return typed.summary.merging([
      "heading": words.text(list == nil ? "checklist.add" : "checklist.edit"),
      "action": path.map { $0 + "?_method=put" } ?? "/checklists", "back": path ?? "/checklists",
      "head": head,
      "when": [
        typed.input("times", limit: 300), typed.input("minutes", type: "number", required: true, limit: 3),
        typed.flag("ordered"),
      ],
      "days": (1...7).map { day in
        [
          "value": day, "label": words.text("duty_record.weekday.\(day)"),
          "checked": form.chosen("weekdays").contains(String(day)),
        ] as [String: Any]
      },
      "stops": stops(form, typed), "kinds_hint": words.text("checklist.right_hint"),
    ]) { $1 }
  }

  private func stops(_ form: Form, _ typed: TypedForm) -> [[String: Any]] {
    let numbers = ChecklistFields.numbers(in: form, under: "stops.")
    return (numbers + [(numbers.last ?? 0) + 1]).map { number in
      let prefix = "stops.\(number)."
      let items = ChecklistFields.numbers(in: form, under: prefix + "items.")
      let more = (1...Self.spare).map { (items.last ?? 0) + $0 }
      return [
        "prefix": prefix, "key": "s\(number)", "id_value": form.typed(prefix + "id"), "place": number,
        "name_value": form.typed(prefix + "name"), "is_new": !numbers.contains(number),
        "stop_error": typed.messages.first { $0.field == prefix + "name" }?.message ?? false as Any,
        "points": points.map { point in
          [
            "value": point.id, "label": words.word(point.name),
            "chosen": form.typed(prefix + "point") == point.id,
          ] as [String: Any]
        },
        "items": (items + more).map { item(prefix + "items.\($0).", key: "s\(number)-i\($0)", form, typed) },
      ]
    }
  }

  private func item(_ prefix: String, key: String, _ form: Form, _ typed: TypedForm) -> [String: Any] {
    let kind = form.typed(prefix + "kind")
    return [
      "prefix": prefix, "key": key, "id_value": form.typed(prefix + "id"), "word": form.typed(prefix + "word"),
      "right": form.typed(prefix + "right"), "clause": form.typed(prefix + "clause"),
      "is_known": !form.typed(prefix + "word").isEmpty,
      "error": typed.messages.first { $0.field == prefix + "right" }?.message ?? false as Any,
      "kinds": CheckItem.Kind.allCases.map { choice in
        [
          "value": choice.rawValue, "label": words.text("check_item.\(choice.rawValue)"),
          "chosen": kind == choice.rawValue,
        ] as [String: Any]
      },
    ]
  }
}

/// A list as the fields of its form.
enum ChecklistFields {
  static var empty: Form {
    var form = Form.empty
    for (name, value) in ["minutes": "20", "kind": "patrol"] { form.set(name, value) }
    return form
  }

  static func form(of list: Checklist, _ words: CheckWords) -> Form {
    let plan = list.plan
    var entries: [String: Form.Entry] = [
      "name": .text(words.word(plan.name)), "minutes": .text(String(plan.minutes)),
      "times": .text(plan.times.joined(separator: " ")),
      "weekdays": .list(plan.weekdays.count == 7 ? [] : plan.weekdays.map { .text(String($0)) }),
      "ordered": .text(plan.isOrdered ? "on" : ""), "kind": .text(list.kind.rawValue),
    ]
    for (number, stop) in plan.stops.enumerated() {
      let prefix = "stops.\(number + 1)."
      entries[prefix + "id"] = .text(stop.id)
      entries[prefix + "name"] = .text(words.word(stop.name))
      entries[prefix + "point"] = .text(stop.point ?? "")
      for (number, item) in stop.items.enumerated() {
        let prefix = prefix + "items.\(number + 1)."
        entries[prefix + "id"] = .text(item.id)
        entries[prefix + "word"] = .text(words.word(item.word))
        entries[prefix + "kind"] = .text(item.kind.rawValue)
        entries[prefix + "right"] = .text(words.typedRight(of: item))
        entries[prefix + "clause"] = .text(item.clause ?? "")
      }
    }
    return Form(entries: entries, isTyped: false)
  }

  static func numbers(in form: Form, under prefix: String) -> [Int] {
    let numbers = form.entries.keys.compactMap { path -> Int? in
      path.hasPrefix(prefix) ? Int(path.dropFirst(prefix.count).prefix { $0 != "." }) : nil
    }
    return Set(numbers.filter { (1...999).contains($0) }).sorted().prefix(ChecklistForm.stopLimit).map(\.self)
  }
}
