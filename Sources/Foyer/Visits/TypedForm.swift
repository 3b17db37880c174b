import Foundation
import Pages

/// A form as a page shows it: each field with what was typed and what is wrong with it.
struct TypedForm {
  struct Choice {
    let value: String
    let label: String
  }

  let form: Form
  let messages: [Problem.Entry]
  let phrasebook: Phrasebook
  let language: Language
  /// Texts of the fields are `<prefix>.<field>`, with an optional `<prefix>.<field>_hint`.
  let prefix: String

  init(_ form: Form, errors: FieldErrors?, prefix: String, lobby: Lobby, context: LobbyContext) {
    self.form = form
    self.prefix = prefix
    phrasebook = lobby.phrasebook
    language = context.language
    messages = errors?.messages(in: context.language, phrasebook: lobby.phrasebook) ?? []
  }

  /// What is wrong, for the bar above the form.
  var summary: [String: Any] { ErrorSummary.content(messages) }

  func input(
    _ name: String, type: String = "text", required: Bool = false, limit: Int = 60, focus: Bool = false,
    autocomplete: String = "off"
  ) -> [String: Any] {
    field(name).merging([
      "input": [
        "type": type, "required": required, "limit": limit, "focus": focus, "autocomplete": autocomplete,
        "min": type == "number" ? "1" : false,
      ] as [String: Any]
    ]) { $1 }
  }

  func area(_ name: String, limit: Int) -> [String: Any] {
    field(name).merging(["area": ["limit": limit]]) { $1 }
  }

  func select(_ name: String, _ choices: [Choice], required: Bool = false) -> [String: Any] {
    field(name).merging(["select": ["required": required, "options": options(name, choices)] as [String: Any]]) { $1 }
  }

  /// Radio buttons as large keys, `columns` in a row.
  func choices(_ name: String, _ choices: [Choice], columns: Int, required: Bool = false) -> [String: Any] {
    let options = options(name, choices).enumerated().map { index, option in
      option.merging(["name": name, "key": index + 1, "required": required]) { $1 }
    }
    return field(name).merging(["choices": ["columns": columns, "options": options] as [String: Any]]) { $1 }
  }

  /// A single box to tick.
  func flag(_ name: String) -> [String: Any] {
    field(name).merging(["flag": ["checked": ["on", "true", "1", "yes"].contains(form.typed(name))]]) { $1 }
  }

  private func options(_ name: String, _ choices: [Choice]) -> [[String: Any]] {
    choices.map { ["value": $0.value, "label": $0.label, "chosen": form.typed(name) == $0.value] }
  }

  private func field(_ name: String) -> [String: Any] {
    let key = "\(prefix).\(name.replacing(".", with: "_"))"
    let message = messages.first { $0.field == name }?.message
    return [
      "name": name, "id": name.replacing(".", with: "-"), "label": phrasebook.text(key, language),
      "hint": phrasebook.has("\(key)_hint") ? phrasebook.text("\(key)_hint", language) : false,
      "value": form.typed(name), "error": message ?? false,
      "input": false, "area": false, "select": false, "choices": false, "flag": false,
    ]
  }
}
