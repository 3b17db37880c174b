import Pages

/// The way on from a page of a list, and back to its beginning.
struct ListPages {
  /// Nil on the first page.
  let first: String?
  /// Nil on the last.
  let next: String?
  var isNewestFirst = true

  /// `pages` for the template `frame/pages`.
  func content(_ lobby: Lobby, _ context: LobbyContext) -> Any {
    guard first != nil || next != nil else { return false }
    return [
      "first": first ?? false, "next": next ?? false,
      "first_text": lobby.text(isNewestFirst ? "listing.first" : "listing.beginning", context),
      "next_text": lobby.text(isNewestFirst ? "listing.older" : "listing.later", context),
    ] as [String: Any]
  }
}
