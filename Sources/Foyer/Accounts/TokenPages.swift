import Pages

struct TokenListPage: Page {
  static let template = "tokens/index"
  let tokens: [Token]
  /// What was made just now: shown here and never again.
  let made: (name: String, text: String)?
  let names: [String: String]
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    let form = context.form
    let chosen = Set(form.chosen("scopes"))
    let role = form["role"] == nil ? Role.program.rawValue : form.typed("role")
    return [
      "tabs": ManageTabs(current: "tokens", lobby: lobby, context: context).content,
      "tokens": tokens.map(line), "has_tokens": !tokens.isEmpty,
      "made": made.map { ["name": $0.name, "text": $0.text] } ?? false as Any,
      "typed_name": form.typed("name"),
      "roles": RoleChoices(lobby: lobby, context: context).content([.program] + Role.people, chosen: role),
      "scopes": Permission.allCases.filter { context.may($0) }.map { permission in
        [
          "value": permission.rawValue, "label": lobby.text("permission.\(permission.rawValue)", context),
          "is_chosen": chosen.contains(permission.rawValue),
        ] as [String: Any]
      },
    ].merging(notes.content(at: ["name", "role", "scopes"])) { own, _ in own }
  }

  private func line(_ token: Token) -> [String: Any] {
    let scopes = token.scopes.map(\.rawValue).sorted().map { lobby.text("permission.\($0)", context) }
    return [
      "path": "/tokens/\(token.id)", "name": token.name, "role": lobby.text("role.\(token.role.rawValue)", context),
      "scopes": scopes.isEmpty ? lobby.text("tokens.whole_role", context) : scopes.joined(separator: " · "),
      "who": names[token.madeBy] ?? token.madeBy, "when": zone.dayAndClock(token.madeAt),
      "used": token.usedAt.map(zone.dayAndClock) ?? lobby.text("tokens.never_used", context),
      "revoked": token.revokedAt.map { instant in
        ["when": zone.dayAndClock(instant), "who": token.revokedBy.map { names[$0] ?? $0 } ?? "–"]
      } ?? false as Any,
    ]
  }
}

extension Form {
  /// The ticked boxes of one name, whether one or several were sent.
  func chosen(_ path: String) -> [String] {
    switch self[path] {
    case .text(let text): [text]
    case .list(let list): list.compactMap { if case .text(let text) = $0 { text } else { nil } }
    default: []
    }
  }
}
