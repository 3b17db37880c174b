/// A numbered pass of a post's rack (C-3). One holder at a time; the schema sees to it.
struct Pass: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable {
    case available, issued, lost, voided
  }

  /// What can be done with a pass besides giving it to a visit.
  enum Act: String, CaseIterable, Sendable {
    case `return`, loss, recovery, voiding
  }

  /// Why a pass is taken out of use for good. A word, so that no name gets into the record.
  enum VoidReason: String, CaseIterable, Sendable {
    case damaged, gone, replaced, other
  }

  let id: String
  let post: String
  let number: String
  let state: State
  /// Who has it, while it is issued.
  let visit: String?

  /// The state after an act, or the rule that forbids it. A pass that is out cannot be voided: it has to come back
  /// or be lost first, so that nobody walks about with a number that the desk no longer knows.
  func state(after act: Act) throws(Refusal) -> State {
    switch (act, state) {
    case (.return, .issued), (.recovery, .lost): return .available
    case (.loss, .issued), (.loss, .available): return .lost
    case (.voiding, .available), (.voiding, .lost): return .voided
    case (_, .voided): throw Refusal(code: "pass_voided")
    case (.return, _): throw Refusal(code: "pass_not_out")
    case (.loss, _): throw Refusal(code: "pass_already_lost")
    case (.recovery, _): throw Refusal(code: "pass_not_lost")
    case (.voiding, .issued): throw Refusal(code: "pass_still_out")
    }
  }

  /// The name of the rule that an act breaks.
  struct Refusal: Error, Equatable { let code: String }
}
