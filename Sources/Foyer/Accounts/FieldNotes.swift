import Pages

/// What is wrong with a form, said above it and again at each field.
struct FieldNotes {
  let messages: [Problem.Entry]

  init(_ errors: FieldErrors, _ lobby: Lobby, _ context: LobbyContext) {
    messages = errors.messages(in: context.language, phrasebook: lobby.phrasebook)
  }

  /// `errors` and `has_errors` for the list above the form; `at.field` is the note of one field, or false.
  func content(at fields: [String]) -> [String: Any] {
    let first = Dictionary(messages.map { ($0.field, $0.message) }, uniquingKeysWith: { first, _ in first })
    return ErrorSummary.content(messages).merging([
      "at": Dictionary(uniqueKeysWithValues: fields.map { ($0, first[$0] ?? false as Any) })
    ]) { $1 }
  }
}
