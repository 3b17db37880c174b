import Foundation
import Pages

/// The sign-in page: faces and PIN on an enrolled browser, name and password on any.
struct SignInPage: Page {
  static let template = "session/new"
  let places: [(estate: Estate, posts: [Post])]
  let people: [Account]
  let browser: EnrolledBrowser?
  let isSetUp: Bool
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    let chosen = context.form.typed("post")
    return [
      "is_set_up": isSetUp,
      "faces": Faces(people: people, lobby: lobby, context: context).content,
      "browser_name": browser?.name ?? false as Any,
      "place": SignInPlace(places).content(chosen: chosen.isEmpty ? browser?.post ?? "" : chosen),
      "name": context.form.typed("name"),
      "by_password": people.isEmpty || context.form["name"] != nil,
    ].merging(notes.content(at: ["name", "password", "pin", "post", "account"])) { own, _ in own }
  }
}

/// The people who can take over this desk, as numbered keys.
struct Faces {
  let people: [Account]
  let lobby: Lobby
  let context: LobbyContext

  var content: Any {
    guard !people.isEmpty else { return false }
    let chosen = context.form.typed("account")
    return [
      "people": people.enumerated().map { index, person in
        [
          "id": person.id, "name": person.name, "role": lobby.text("role.\(person.role.rawValue)", context),
          "key": index < 9 ? String(index + 1) : false as Any, "is_chosen": person.id == chosen,
          "is_blocked": person.isPINBlocked,
        ] as [String: Any]
      }
    ]
  }
}

/// The page of the person who is signed in: change of person, of password, of PIN, of post; signing out.
struct SessionPage: Page {
  static let template = "session/show"
  let account: Account
  let posts: [Post]
  let people: [Account]
  let browser: EnrolledBrowser?
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    let post = context.caller.principal?.post
    // The rail of a phone has no room for the pages of a manager; this page leads there.
    let tabs = ManageTabs(current: "", lobby: lobby, context: context).content
    return [
      "tabs": tabs, "has_tabs": !tabs.isEmpty,
      "account_name": account.name,
      "account_role": lobby.text("role.\(account.role.rawValue)", context),
      "faces": Faces(people: people, lobby: lobby, context: context).content,
      "is_enrolled": browser != nil,
      "has_pin": account.pin != nil,
      "is_pin_blocked": account.isPINBlocked,
      "posts": posts.count > 1
        ? ["list": posts.map { ["id": $0.id, "name": $0.name, "is_chosen": $0.id == post] as [String: Any] }] as Any
        : false,
      "shortest": NewPassword.shortest,
    ].merging(noted) { own, _ in own }
  }

  /// What is wrong stands at the form that was sent; two of them ask for the present password.
  private var noted: [String: Any] {
    var content = notes.content(at: ["pin", "account", "post", "current", "password", "password_again", "new_pin"])
    let sent = context.path.prefix { $0 != "?" }
    var fields = content["at"] as? [String: Any] ?? [:]
    fields["pin_current"] = sent == "/session/pin" ? fields["current"] : false
    if sent == "/session/pin" { fields["current"] = false }
    content["at"] = fields
    content["is_pin_sent"] = sent == "/session/pin"
    content["is_password_sent"] = sent == "/session/password"
    content["is_other_sent"] = sent != "/session/pin" && sent != "/session/password"
    return content
  }
}
