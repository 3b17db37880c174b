import Foundation
import Pages

/// One resident: who, where, what the desk may look at, and what happened.
struct ResidentPage: Page {
  static let template = "residents/show"
  let record: ResidentRecord
  var form = Form.empty
  var errors: FieldErrors?
  /// Whose dates were typed; nil when the form was another one.
  var residency: String?
  /// Uncovered for this once; the record says so.
  var shown = Shown()
  let lobby: Lobby
  let context: LobbyContext

  private var words: ResidentWords { ResidentWords(zone: record.estate.zone, lobby: lobby, context: context) }

  var content: [String: Any] {
    let typed = TypedForm(withDefaults, errors: errors, prefix: "resident_form", lobby: lobby, context: context)
    let isHere = record.residencies.contains { $0.isCurrent(at: context.now) }
    let mayKeep = context.may(.keepResidents)
    let addition = residency == nil ? typed : self.typed(.empty, nil)
    return typed.summary.merging(facts) { $1 }.merging(cardContent(isHere: isHere)) { $1 }.merging([
      "path": "/residents/\(record.resident.id)", "may_keep": mayKeep, "may_keep_here": mayKeep && isHere,
      "is_here": isHere, "residencies": record.residencies.map(home),
      "has_residencies": !record.residencies.isEmpty,
      "residency_form": [addition.input("room", required: true)] + terms(addition),
      "residency_open": residency == nil && isWrong(["room", "relation", "from", "to"]),
      "bars": mayKeep ? record.bars.map(words.bar) : [], "has_bars": mayKeep && !record.bars.isEmpty,
      "bar_form": [typed.input("bar.name"), typed.input("bar.phone", type: "tel", limit: 40)],
      "has_trail": !record.trail.entries.isEmpty, "bar_open": isWrong(["bar.name", "bar.phone"]),
      "trail": JournalTrail(
        trail: record.trail, zone: record.estate.zone, lobby: lobby, context: context, isOfSubject: true
      ).content,
    ]) { $1 }
  }

  private func typed(_ form: Form, _ errors: FieldErrors?) -> TypedForm {
    TypedForm(form, errors: errors, prefix: "resident_form", lobby: lobby, context: context)
  }

  private func terms(_ typed: TypedForm) -> [[String: Any]] {
    [
      typed.select("relation", words.relations, required: true), typed.input("from", type: "date", limit: 10),
      typed.input("to", type: "date", limit: 10),
    ]
  }

  /// A room with the form that corrects its dates.
  private func home(_ home: Resident.Residency) -> [String: Any] {
    let isTyped = home.id == residency
    let typed = isTyped ? typed(form, errors) : typed(home.form(in: record.estate.zone), nil)
    // Each room has such a form, so its fields need ids of their own.
    let fields = terms(typed).map { field in
      field.merging(["id": "\(field["name"] ?? "")-\(home.id)"]) { $1 }
    }
    return words.place(home).merging(["terms": fields, "is_typed": isTyped]) { $1 }
  }

  private var facts: [String: Any] {
    let resident = record.resident
    let extras = context.may(.keepResidents) ? words.extras(record.extras) : []
    return [
      "name": resident.name, "is_discreet": resident.isDiscreet, "note": resident.note ?? false,
      "phones": (shown.phones ?? resident.maskedPhones).map {
        ["number": $0, "is_masked": shown.phones == nil] as [String: Any]
      },
      "has_phones": !resident.phones.isEmpty, "phones_covered": shown.phones == nil,
      "may_show_phones": context.may(.registerVisits) && shown.phones == nil,
      "extras": extras, "has_extras": !extras.isEmpty,
    ]
  }

  private func cardContent(isHere: Bool) -> [String: Any] {
    let zone = record.estate.zone
    let isOfPost = record.card?.post == context.caller.principal?.post
    let typed = TypedForm(withDefaults, errors: errors, prefix: "resident_form", lobby: lobby, context: context)
    return [
      "has_card": record.card != nil && isHere, "card_is_here": isOfPost,
      "consent": record.card.map { deed in
        lobby.text(
          "card.consent_\(deed.consentBy.rawValue)", context,
          ["day": zone.day(deed.consentAt), "version": deed.consentVersion, "who": deed.keptBy])
      } ?? "",
      "card_shown": shown.card.map { ["lines": words.card($0)] as [String: Any] } ?? false,
      "may_show_card": isOfPost && shown.card == nil && context.may(.registerVisits),
      "card_form": [
        typed.input("card.floor", limit: 20), typed.input("card.household", type: "number", limit: 2),
        typed.area("card.appearance", limit: 200), typed.area("card.usual_times", limit: 200),
      ],
      "consent_form": [
        typed.choices("consent.by", consenters, columns: 2, required: true),
        typed.input("consent.day", type: "date", limit: 10), typed.flag("consent.given"),
      ],
      "card_open": isWrong([
        "card.floor", "card.household", "card.appearance", "card.usual_times", "consent.by", "consent.day",
        "consent.given",
      ]),
    ]
  }

  private var consenters: [TypedForm.Choice] {
    RecognitionCard.Consenter.allCases.map {
      .init(value: $0.rawValue, label: lobby.text("card.by_\($0.rawValue)", context))
    }
  }

  private func isWrong(_ fields: Set<String>) -> Bool {
    errors?.entries.contains { fields.contains($0.field) } ?? false
  }

  private var withDefaults: Form {
    guard errors == nil else { return form }
    var form = form
    form.set("consent.day", record.estate.zone.day(context.now))
    form.set("day", record.estate.zone.day(context.now))
    return form
  }
}

/// Adding a resident, or changing one.
struct ResidentFormPage: Page {
  static let template = "residents/form"
  let form: Form
  let errors: FieldErrors?
  let resident: Resident?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(form, errors: errors, prefix: "resident_form", lobby: lobby, context: context)
    let words = ResidentWords(zone: .shanghai, lobby: lobby, context: context)
    let path = resident.map { "/residents/\($0.id)" }
    let isRoomUnknown = errors?.entries.contains { $0.field == "room" && $0.code == "unknown_room" } ?? false
    return typed.summary.merging([
      "heading": lobby.text(resident == nil ? "resident.add" : "resident.edit", context),
      "action": path.map { $0 + "?_method=put" } ?? "/residents", "back": path ?? "/residents",
      "who": [
        typed.input("name", required: true, focus: true), typed.input("phones", limit: 200),
      ],
      "where": resident == nil
        ? [
          typed.input("room", required: true), typed.select("relation", words.relations, required: true),
          typed.input("from", type: "date", limit: 10), typed.input("to", type: "date", limit: 10),
        ] : [],
      "rest": [typed.area("note", limit: 300)], "discreet": [typed.flag("do_not_confirm")],
      "add_room": isRoomUnknown
        ? "/rooms/new?room=" + (form.typed("room").addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        : false,
    ]) { $1 }
  }
}
