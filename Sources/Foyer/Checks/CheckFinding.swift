import Foundation

/// Something that is not as it should be: seen, told or mended, done, looked at again (B-4.2.3).
struct CheckFinding: Sendable, Equatable {
  /// What must follow. A fault is the engineers', and will be a case of theirs.
  enum Nature: String, CaseIterable, Sendable, Codable { case cleaning, fault, hazard }

  enum Handling: String, CaseIterable, Sendable, Codable {
    case told
    case oneself = "self"
  }

  enum State: String, CaseIterable, Sendable, Codable { case open, done, checked }

  let id: String
  let post: String
  let round: String?
  let stop: String?
  let item: String?
  let nature: Nature
  let place: String
  /// The item of the list, or nothing for what was seen in passing.
  let subject: String?
  let what: String?
  let handling: Handling
  let foundAt: Instant
  let foundBy: String
  let told: String?
  let toldAt: Instant?
  /// The number of the repair slip, where there is one.
  let ticket: String?
  let doneAt: Instant?
  let doneBy: String?
  let doneByAccount: String?
  let doneNote: String?
  let checkedAt: Instant?
  let checkedBy: String?

  var state: State { checkedAt != nil ? .checked : doneAt != nil ? .done : .open }

  struct Draft: Sendable {
    let id: String
    var round: String?
    var stop: String?
    var item: String?
    let nature: Nature
    let place: String
    let subject: String?
    let what: String?
    let handling: Handling
    let told: String?
    let ticket: String?
    var digest = ""
  }

  struct Query: Sendable {
    var state: State?
    var cursor: ListCursor?
    var limit = 50
  }

  /// What a failed item of a round is, unless somebody says otherwise.
  static func nature(of kind: Checklist.Kind) -> Nature { kind == .cleaning ? .cleaning : .fault }
}
