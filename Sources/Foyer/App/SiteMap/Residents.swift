/// Rooms, and who lives in them.
extension SiteMap {
  static let matchRoom = Operation(
    id: "matchRoom", method: .get, path: "/rooms/match", access: .may(.registerVisits),
    summary: "Whether the stated name belongs to the stated room, and nothing else",
    parameters: [
      .init(name: "room", place: .query, schema: "SearchText"),
      .init(name: "name", place: .query, schema: "SearchText"),
    ], answer: "RoomMatch", alsoAnswers: [422])
  static let listResidents = Operation(
    id: "listResidents", method: .get, path: "/residents", access: .may(.seeResidents),
    summary: "Residents by room, name, pinyin, initials or the end of a phone number",
    parameters: [
      .init(name: "q", place: .query, schema: "SearchText"), .init(name: "limit", place: .query, schema: "Limit"),
      .init(name: "cursor", place: .query, schema: "Cursor"),
    ], answer: "ResidentList", alsoAnswers: [422])

  static let residents = [matchRoom, listResidents]
}
