/// A board with what its items are about.
struct BoardContents: Sendable {
  let board: Board
  let events: [LobbyEvent]
  let notices: [Notice]
  let instructions: [Instruction]
  let receptions: [Reception]
  let expected: [ExpectedVisit.Occurrence]
}

/// Who has read what, as leaders see it.
struct BoardReaders: Sendable {
  struct Unread: Sendable {
    let instruction: Instruction.Unread
    let missing: [Instruction.Receipt]
  }

  struct Person: Sendable {
    let account: String
    let name: String
    let role: Role
    /// Where he is on duty; nil for one who is not.
    let post: String?
    let unread: Int
    let asked: Int
    let readAt: Instant?
  }

  let instructions: [Unread]
  let people: [Person]
}
