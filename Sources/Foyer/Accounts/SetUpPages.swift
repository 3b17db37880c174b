import Pages

/// Choosing a password; on the first run also the estate and who one is.
struct SetUpPage: Page {
  static let template = "setup/show"
  /// Nil on the first run.
  let account: Account?
  let estate: Estate?
  let estates: [Estate]
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    [
      "invited": account.map { account in
        [
          "name": account.name, "role": lobby.text("role.\(account.role.rawValue)", context),
          "estate": estate?.name ?? "",
        ]
      } ?? false as Any,
      "first": account == nil ? first as Any : false,
      "shortest": NewPassword.shortest,
      "action": context.path,
    ].merging(
      notes.content(
        at: ["name", "role", "estate", "estate_name", "profile", "time_zone", "password", "password_again", "pin"])
    ) { own, _ in own }
  }

  private var first: [String: Any] {
    let form = context.form
    return [
      "typed_name": form.typed("name"), "typed_estate": form.typed("estate_name"),
      "zone_typed": form["time_zone"] == nil ? "Asia/Shanghai" : form.typed("time_zone"),
      "zones": EstateForm.zones,
      "makes_estate": estates.isEmpty,
      "estates": estates.count > 1 ? ["list": estates.map { ["id": $0.id, "name": $0.name] }] as Any : false,
      "estate_name_known": estates.count == 1 ? estates[0].name : false as Any,
      "profiles": choices(Estate.Profile.allCases.map(\.rawValue), "profile", chosen: form.typed("profile")),
      "roles": choices(FirstRunForm.roles.map(\.rawValue), "role", chosen: form.typed("role")),
    ]
  }

  private func choices(_ words: [String], _ group: String, chosen: String) -> [[String: Any]] {
    words.enumerated().map { index, word in
      [
        "value": word, "label": lobby.text("\(group).\(word)", context),
        "is_chosen": chosen.isEmpty ? index == 0 : word == chosen,
      ]
    }
  }
}

/// The link was used, has run out, or never was.
struct SetUpGonePage: Page {
  static let template = "setup/gone"
  var content: [String: Any] { [:] }
}
