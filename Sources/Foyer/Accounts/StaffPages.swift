import Pages

/// One member of staff as a list shows him.
struct StaffLine {
  let account: Account
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  private static let chips: [Account.State: String] = [
    .active: "on", .invited: "wait", .lapsed: "soon", .disabled: "off",
  ]

  var content: [String: Any] {
    let state = account.state(at: context.now)
    return [
      "path": "/staff/\(account.id)", "name": account.name,
      "role": lobby.text("role.\(account.role.rawValue)", context),
      "state": lobby.text("staff.state.\(state.rawValue)", context), "chip": Self.chips[state] ?? "",
      "signed_in": account.signedInAt.map(zone.dayAndClock) ?? "–",
      "pin": lobby.text(
        account.pin == nil ? "staff.pin.none" : account.isPINBlocked ? "staff.pin.blocked" : "staff.pin.set", context),
      "is_self": account.id == context.caller.principal?.account,
      "tries": account.failedTries > 2
        ? lobby.text("staff.tries", context, ["n": String(account.failedTries)]) as Any : false,
    ]
  }
}

struct StaffListPage: Page {
  static let template = "staff/index"
  let accounts: [Account]
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    [
      "tabs": ManageTabs(current: "staff", lobby: lobby, context: context).content,
      "staff": accounts.map { StaffLine(account: $0, zone: zone, lobby: lobby, context: context).content },
      "may_keep": context.may(.keepStaff),
      "is_alone": accounts.count == 1, "may_enrol": context.may(.enrolBrowsers),
      "may_import": context.may(.importResidents),
      "typed_name": context.form.typed("name"),
      "roles": RoleChoices(lobby: lobby, context: context).content(Role.people, chosen: context.form.typed("role")),
    ].merging(notes.content(at: ["name", "role"])) { own, _ in own }
  }
}

/// Roles to choose from, each with its word.
struct RoleChoices {
  let lobby: Lobby
  let context: LobbyContext

  func content(_ roles: [Role], chosen: String) -> [[String: Any]] {
    roles.map { role in
      [
        "value": role.rawValue, "label": lobby.text("role.\(role.rawValue)", context),
        "is_chosen": role.rawValue == chosen,
      ]
    }
  }
}

struct StaffPage: Page {
  static let template = "staff/show"
  let account: Account
  let names: [String: String]
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    let form = context.form
    let disabled = account.disabledAt.map { instant in
      ["when": zone.dayAndClock(instant), "who": account.disabledBy.map { names[$0] ?? $0 } ?? "–"]
    }
    return [
      "tabs": ManageTabs(current: "staff", lobby: lobby, context: context).content,
      "person_line": StaffLine(account: account, zone: zone, lobby: lobby, context: context).content,
      "may_keep": context.may(.keepStaff),
      "is_own": account.id == context.caller.principal?.account,
      "is_disabled": disabled ?? false as Any,
      "is_set_up": account.password != nil,
      "typed_name": form["name"] == nil ? account.name : form.typed("name"),
      "path": "/staff/\(account.id)",
      "role_now": account.role.rawValue,
      "roles": RoleChoices(lobby: lobby, context: context).content(
        Role.people, chosen: form["role"] == nil ? account.role.rawValue : form.typed("role")),
    ].merging(notes.content(at: ["name", "role"])) { own, _ in own }
  }
}

/// The one-time link, shown once, with a QR code for a phone on the same network.
struct StaffLinkPage: Page {
  static let template = "staff/link"
  let account: Account
  let link: String
  let expires: String
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let code = QRCode(link)
    return [
      "tabs": ManageTabs(current: "staff", lobby: lobby, context: context).content,
      "name": account.name, "link": link,
      "until": lobby.text("staff.link_until", context, ["until": expires]),
      "qr": code.map { ["side": $0.side, "path": $0.path] as [String: Any] } ?? false as Any,
    ]
  }
}
