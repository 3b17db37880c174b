/// A numbered pass of a post's rack (C-3). One holder at a time; the schema sees to it.
struct Pass: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable {
    case available, issued, lost, voided
  }

  let id: String
  let post: String
  let number: String
  let state: State
  /// Who has it, while it is issued.
  let visit: String?
}
