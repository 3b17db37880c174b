import Foundation
import Pages

struct DeskPage: Page, @unchecked Sendable {
  static let template = "desk/show"
  let form: DeskForm
  /// What to say for the room.
  let lines: [[String: Any]]
  let panes: [[String: Any]]
  let passTyped: String
  let passErrors: [Problem.Entry]

  var content: [String: Any] {
    let own: [String: Any] = [
      "say_lines": lines, "pass_typed": passTyped, "pass_error": passErrors.first?.message ?? false,
    ]
    return panes.reduce(form.content.merging(own) { own, _ in own }) { all, pane in all.merging(pane) { own, _ in own }
    }
  }
}

/// One pane alone: what the live screen fetches again.
enum Fragment {
  struct Inside: Page, @unchecked Sendable {
    static let template = "desk/inside"
    let pane: [String: Any]
    init(content: [String: Any]) { pane = content }
    var content: [String: Any] { pane.merging(["pass_typed": "", "pass_error": false]) { own, _ in own } }
  }

  struct Record: Page, @unchecked Sendable {
    static let template = "journal/trail"
    let content: [String: Any]
  }

  struct Open: Page, @unchecked Sendable {
    static let template = "desk/open"
    let content: [String: Any]
  }

  struct Expected: Page, @unchecked Sendable {
    static let template = "desk/expected_list"
    let content: [String: Any]
  }
}

/// The registration form: what was typed, the choices, what was wrong.
struct DeskForm: Sendable {
  let form: Form
  let category: Visit.Category
  let errors: [Problem.Entry]
  let rack: DeskController.Rack
  let words: VisitWords
  /// Chosen before it is sent, so that a double click registers once.
  let id: String

  var content: [String: Any] {
    [
      "id": form.typed("id").isEmpty ? id : form.typed("id"),
      "is_visitor": category == .visitor || category == .worker, "is_courier": category == .courier,
      "is_refusal": category == .turnedAway, "category": category.rawValue,
      "categories": categories, "purposes": purposes, "methods": methods, "answers": answers,
      "documents": documents, "checks": checks, "alternatives": alternatives, "refusals": refusals,
      "rack_text": words.text("desk.rack", ["n": String(rack.left)]),
      "next_pass": rack.next ?? false, "pass_wish": passWish,
      "companies": words.text("desk.companies").split(separator: " ").map(String.init),
      "typed": typed, "wrong": wrong,
    ].merging(ErrorSummary.content(errors)) { $1 }
  }

  private static let fields = [
    "host.room", "host.name", "visitor.name", "visitor.phone", "visitor.organisation", "document.number", "belongings",
    "note", "occurred_at", "expected_end", "expected_visit", "returning",
  ]

  /// What was typed, by field; dots become underscores, since a template reads a dot as a step.
  private var typed: [String: Any] {
    var typed: [String: Any] = [:]
    for field in Self.fields { typed[field.replacing(".", with: "_")] = form.typed(field) }
    typed["party"] = form.typed("visitor.party").isEmpty ? "1" : form.typed("visitor.party")
    return typed
  }

  private var wrong: [String: Any] {
    var wrong: [String: Any] = [:]
    for field in Self.fields + [
      "visitor.party", "confirmation.result", "confirmation.method", "document.check",
      "document.type", "pass", "purpose", "refusal",
    ] {
      wrong[field.replacing(".", with: "_")] = errors.first { $0.field == field }?.message ?? false
    }
    return wrong
  }

  private var passWish: String {
    let typed = form.typed("pass")
    return typed.isEmpty ? rack.next ?? "" : typed
  }

  private var categories: [[String: Any]] {
    let all: [(Visit.Category, String, String)] = [
      (.visitor, "/", "F2"), (.courier, "/?category=courier", "Alt 5"), (.worker, "/?category=worker", "Alt 6"),
      (.turnedAway, "/?category=turned_away", "Alt 7"),
    ]
    return all.map { category, path, key in
      [
        "path": path, "text": words.text("desk.category.\(category.rawValue)"), "is_current": category == self.category,
        "key": key,
      ]
    }
  }

  private var purposes: [[String: Any]] {
    let all: [Visit.Purpose] =
      category == .worker ? [.repair, .renovation, .domestic, .other] : [.family, .friend, .agency, .official, .other]
    return choices(all, "purpose", "visit.purpose", preset: all.first?.rawValue)
  }

  private var methods: [[String: Any]] {
    choices(
      [.intercom, .phone, .appointment, .hostPresent, .video, .known] as [Visit.ConfirmationMethod],
      "confirmation.method", "visit.method", digits: ["1", "2", "3", "4"])
  }

  private var answers: [[String: Any]] {
    choices(
      Visit.ConfirmationResult.allCases, "confirmation.result", "visit.answer", digits: ["5", "6", "7"],
      tones: ["go", "late", "soon"])
  }

  private var checks: [[String: Any]] {
    choices(
      [.match, .mismatch, .unreadable, .declined] as [Visit.DocumentCheck], "document.check", "visit.check",
      digits: ["8", "9", "0", ""], tones: ["go", "late", "soon", ""])
  }

  private var alternatives: [[String: Any]] {
    choices(Visit.Alternative.allCases, "document.alternative", "visit.alternative")
  }

  private var refusals: [[String: Any]] {
    choices(
      [.sales, .leaflets, .scrap, .canvasser, .noHost, .suspicious, .drunk, .other] as [Visit.Refusal],
      "refusal", "visit.reason", digits: ["1", "2", "3", "4", "5", "6", "7", "8"])
  }

  private var documents: [[String: Any]] {
    let order = [
      "resident_id", "mainland_permit_hk_macao", "mainland_permit_taiwan", "residence_permit",
      "foreign_permanent_resident", "passport", "hkid", "taiwan_id", "driving_licence", "military", "mrz", "other",
    ]
    let chosen = form.typed("document.type")
    return order.map { ["value": $0, "text": words.text("document.type.\($0)"), "is_chosen": $0 == chosen] }
  }

  private func choices<Choice: RawRepresentable>(
    _ all: [Choice], _ field: String, _ key: String, digits: [String] = [], tones: [String] = [], preset: String? = nil
  ) -> [[String: Any]] where Choice.RawValue == String {
    let chosen = form.typed(field).isEmpty ? preset : form.typed(field)
    return all.enumerated().map { index, choice in
      [
        "value": choice.rawValue, "text": words.text("\(key).\(choice.rawValue)"),
        "is_chosen": choice.rawValue == chosen,
        "digit": index < digits.count && !digits[index].isEmpty ? digits[index] as Any : false,
        "tone": index < tones.count ? tones[index] : "",
      ]
    }
  }
}
