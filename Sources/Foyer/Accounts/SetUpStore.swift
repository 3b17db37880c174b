import Database
import Pages

extension Transaction {
  /// The estate of the first person: one that is there, or the one that he describes.
  func firstEstate(_ existing: String?, _ draft: EstateForm?, at now: Instant) throws -> String {
    if let existing { return existing }
    // Two first persons at the same moment do not make two estates.
    if let estate = try estates().first { return estate.id }
    guard let draft else { throw LobbyError.notFound }
    return try addEstate(name: draft.name, profile: draft.profile, zone: draft.zone, at: now).estate.id
  }

  /// An account without a password, and the link by which its person chooses one.
  func invite(name: String, role: Role, to estate: String, by author: JournalAuthor) throws -> (
    account: Account, link: SetUpLink
  ) {
    guard try account(named: name, of: estate) == nil else { throw FieldErrors("name", "taken") }
    let link = SetUpLink(at: author.at)
    let account = Account(
      id: Identifier.make(at: author.at), name: name, role: role, password: nil, pin: nil, failedTries: 0,
      blockedUntil: nil, disabledAt: nil, setupExpires: link.expiresAt)
    try insert(
      account, of: estate, setupHash: link.hash, setupExpires: link.expiresAt, by: author.account, at: author.at)
    try record(.init(kind: .accountAdded, subject: account.id, payload: ["role": role.rawValue]), by: author)
    return (account, link)
  }
}
