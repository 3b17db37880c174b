import Database

extension Snapshot {
  func contents(
    of board: Board, estate: Estate, expected: [ExpectedVisit.Occurrence], at now: Instant
  ) throws -> BoardContents {
    func ids(_ kind: BoardItem.Kind) -> [String] { board.items.filter { $0.kind == kind }.map(\.id) }
    let day = estate.zone.startOfDay(now)
    return BoardContents(
      board: board, events: try lobbyEvents(ids(.event), of: estate.id),
      notices: try notices(ids(.notice), of: estate.id),
      instructions: try instructions(ids(.instruction), of: estate.id),
      receptions: try noticeRows("receptions", ids(.reception), of: estate.id).map(Reception.init(row:)),
      expected: expected.filter { $0.from >= day })
  }

  /// Instructions that somebody has still to read, with their names, and how far each person of the desk is today.
  func boardReaders(of estate: Estate, at now: Instant) throws -> BoardReaders {
    let unread = try unreadInstructions(of: estate.id, at: now, limit: 100).map { unread in
      let instruction = try existingInstruction(unread.id, of: estate.id)
      let missing = try receipts(of: instruction, estate: estate.id).filter { $0.readAt == nil }
      return BoardReaders.Unread(instruction: unread, missing: missing)
    }
    let expected = try expectedVisits(of: estate, on: now)
    let people = try accounts(of: estate.id).filter { $0.disabledAt == nil && BoardReader.roles.contains($0.role) }
    let places = try openPlaces(of: estate.id)
    return BoardReaders(
      instructions: unread,
      people: try people.map { account in
        let post = places[account.id]
        let reader = BoardReader(account: account.id, name: account.name, role: account.role, post: post)
        let board = try board(of: estate, for: reader, at: now, expected: expected)
        return BoardReaders.Person(
          account: account.id, name: account.name, role: account.role, post: post, unread: board.unread.count,
          asked: board.items.count { board.state(of: $0) != .open }, readAt: board.items.compactMap(\.readAt).max())
      }.sorted { one, other in
        (one.post == nil ? 1 : 0, -one.unread, one.account) < (other.post == nil ? 1 : 0, -other.unread, other.account)
      })
  }

  /// Where people are on duty; where nobody signs on, the post at which they are signed in.
  private func openPlaces(of estate: String) throws -> [String: String] {
    let duties = try openDuties(of: estate)
    if !duties.isEmpty { return Dictionary(duties.map { ($0.account, $0.post) }, uniquingKeysWith: { $1 }) }
    let rows = try rows("SELECT account, post FROM sessions WHERE estate = ? ORDER BY seen_at", estate)
    return Dictionary(rows.map { ($0.text("account"), $0.text("post")) }, uniquingKeysWith: { $1 })
  }
}
