/// Staff, browsers, tokens, settings: four pages side by side, each for those who may see it.
struct ManageTabs {
  let current: String
  let lobby: Lobby
  let context: LobbyContext

  private static let all: [(path: String, name: String, permission: Permission)] = [
    ("/staff", "staff", .seeStaff), ("/browsers", "browsers", .seeStaff), ("/tokens", "tokens", .keepTokens),
    ("/settings", "settings", .seeSettings),
  ]

  var content: [[String: Any]] {
    Self.all.filter { context.may($0.permission) }.map { tab in
      [
        "path": tab.path, "label": lobby.text("manage.\(tab.name)", context), "is_here": tab.name == current,
      ]
    }
  }
}
