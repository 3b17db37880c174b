import Foundation

/// What a visitor states when asked whom he visits (C-4), and who he says he is.
struct HostQuestion: Sendable {
  var room: String?
  var name: String?
  var visitor: String?
  var phone: String?
  /// The host himself has answered: then also one who asked not to be confirmed is met.
  var isConfirmed = false
}

extension HostQuestion {
  init(_ draft: Visit.Draft) {
    self.init(
      room: draft.room, name: draft.hostName, visitor: draft.visitorName, phone: draft.visitorPhone,
      isConfirmed: draft.confirmation?.result == .confirmed)
  }

  /// What is asked anew about a visitor who waits.
  init(_ visit: Visit) {
    self.init(
      room: visit.room, name: visit.hostName, visitor: visit.visitorName, phone: visit.visitorPhone,
      isConfirmed: visit.confirmation.result == .confirmed)
  }
}

/// One who has to do with the stated room today.
struct HostCandidate: Sendable, Equatable {
  let name: String
  let isDiscreet: Bool
  /// Asked that this visitor be kept out.
  let bars: Bool
}

extension Admission.Host {
  /// The register's answer for a room that exists. Exact: never a near miss, and no hint at who lives there.
  init(_ candidates: [HostCandidate], asked question: HostQuestion) {
    keepsOut = candidates.contains(where: \.bars)
    guard let name = question.name else {
      match = candidates.isEmpty ? .unlisted : .match
      return
    }
    let matching = candidates.filter { PersonName($0.name).matches(spoken: name) }
    if candidates.isEmpty {
      match = .unlisted
    } else {
      match = matching.contains { !$0.isDiscreet || question.isConfirmed } ? .match : .noMatch
    }
  }
}
