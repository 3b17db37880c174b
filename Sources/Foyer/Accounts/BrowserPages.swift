import Pages

struct BrowserListPage: Page {
  static let template = "browsers/index"
  let browsers: [EnrolledBrowser]
  let here: EnrolledBrowser?
  let posts: [Post]
  let names: [String: String]
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  let notes: FieldNotes

  var content: [String: Any] {
    let chosen = context.form["post"] == nil ? context.caller.principal?.post ?? "" : context.form.typed("post")
    return [
      "tabs": ManageTabs(current: "browsers", lobby: lobby, context: context).content,
      "browsers": browsers.map(line), "has_browsers": !browsers.isEmpty,
      "may_enrol": context.may(.enrolBrowsers),
      "here_name": here?.name ?? false as Any,
      "typed_name": context.form.typed("name"),
      "posts": posts.map { ["id": $0.id, "name": $0.name, "is_chosen": $0.id == chosen] as [String: Any] },
    ].merging(notes.content(at: ["name", "post"])) { own, _ in own }
  }

  private func line(_ browser: EnrolledBrowser) -> [String: Any] {
    [
      "path": "/browsers/\(browser.id)", "name": browser.name,
      "post": posts.first { $0.id == browser.post }?.name ?? "–",
      "who": names[browser.enrolledBy] ?? browser.enrolledBy, "when": zone.dayAndClock(browser.enrolledAt),
      "is_here": browser.id == here?.id,
      "revoked": browser.revokedAt.map { instant in
        ["when": zone.dayAndClock(instant), "who": browser.revokedBy.map { names[$0] ?? $0 } ?? "–"]
      } ?? false as Any,
      "may_revoke": browser.revokedAt == nil && context.may(.enrolBrowsers),
    ]
  }
}
