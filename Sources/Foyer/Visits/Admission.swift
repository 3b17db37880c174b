import Foundation

/// Who may go in: the rule of the line's four stations, on values alone (C-3 to C-7, B-4.2.1, B-4.2.2).
struct Admission: Sendable {
  enum Decision: Equatable, Sendable {
    case admit
    case wait(Visit.Wait)
    case refuse(Visit.Refusal)
    /// Something must be asked before anything can be decided.
    case incomplete(field: String, clause: String)
  }

  /// What the register says about the stated host.
  struct Host: Sendable, Equatable {
    var match: Visit.HostMatch
    /// The resident asked that this visitor be kept out. The desk learns only that.
    var keepsOut = false
  }

  /// What has been learnt at the door so far, from a new registration or from a visitor who waits.
  struct Facts: Sendable, Equatable {
    var category: Visit.Category
    var refusal: Visit.Refusal?
    var answer: Visit.ConfirmationResult?
    var check: Visit.DocumentCheck?
    var alternative: Visit.Alternative?
    /// The visitor waits in the lobby instead of being turned away when nobody answers.
    var waits: Bool
  }

  let documentRequired: Bool
  let confirmationRequired: Bool

  init(purpose: Visit.Purpose, settings: Settings) {
    documentRequired = settings.names(purpose.rawValue, in: .documentRequired)
    confirmationRequired = settings.names(purpose.rawValue, in: .confirmationRequired)
  }

  func decide(_ facts: Facts, host: Host) -> Decision {
    if let refusal = facts.refusal { return .refuse(refusal) }
    if facts.category == .emergency { return .admit }
    if host.keepsOut { return .refuse(.residentsRequest) }
    if host.match == .noMatch { return decideWithoutMatch(facts) }
    switch facts.answer {
    case .declined: return .refuse(.hostDeclined)
    case .noAnswer: return facts.waits ? .wait(.hostAnswer) : .refuse(.noAnswer)
    case nil where confirmationRequired && facts.waits: return .wait(.hostAnswer)
    case nil where confirmationRequired: return .incomplete(field: "confirmation.result", clause: "C-4")
    case .confirmed, nil: return decideByDocument(facts)
    }
  }

  /// Nobody of that name there, or one who wants nobody to know: outside both look the same. The desk may let the
  /// visitor wait and ask in other ways; only the host's own yes makes a match of it, and his no is a "no match" too.
  private func decideWithoutMatch(_ facts: Facts) -> Decision {
    switch facts.answer {
    case nil, .noAnswer: facts.waits ? .wait(.verification) : .refuse(.noMatch)
    case .confirmed, .declined: .refuse(.noMatch)
    }
  }

  private func decideByDocument(_ facts: Facts) -> Decision {
    switch facts.check {
    case .mismatch: return .refuse(.documentMismatch)
    case .declined, .unreadable: return facts.alternative == nil ? .wait(.document) : .admit
    case .match: return .admit
    case .notRequired, nil:
      guard documentRequired else { return .admit }
      return facts.waits ? .wait(.document) : .incomplete(field: "document.check", clause: "C-5")
    }
  }
}

extension Visit {
  /// What was said at the desk, checked for form but not yet decided.
  struct Draft: Sendable, Equatable {
    struct Papers: Sendable, Equatable {
      var type: String?
      var number: String?
      var check: DocumentCheck?
      var alternative: Alternative?

      /// The desk's form always has a kind chosen; it means something once a document was looked at or asked for.
      var isNamed: Bool { number != nil || check.map { $0 != .notRequired } ?? false }
    }

    /// Which pass the visitor is to carry.
    enum PassWish: Sendable, Equatable {
      case auto
      case number(String)
      case none
    }

    var id: String
    var category: Category
    var visitorName: String?
    var visitorSex: String?
    var visitorPhone: String?
    var party: Int
    var organisation: String?
    var purpose: Purpose
    var room: String?
    var hostName: String?
    var confirmation: Confirmation?
    var document: Papers
    var pass: PassWish
    var belongings: String?
    var note: String?
    var occurredAt: Instant?
    var expectedEnd: Instant?
    var refusal: Refusal?
    var waits: Bool
    var expectedVisit: String?
    /// An earlier visit to the same room, whose visitor is here again: what was not typed is taken from it.
    var returning: String?
    /// A fingerprint of everything that was sent: the same id with other content is another visit.
    var digest: String

    var facts: Admission.Facts {
      Admission.Facts(
        category: category, refusal: refusal, answer: confirmation?.result, check: document.check,
        alternative: document.alternative, waits: waits)
    }
  }

  /// What is known of a visitor who waits.
  var facts: Admission.Facts {
    Admission.Facts(
      category: category, answer: confirmation.result, check: document.check, alternative: document.alternative,
      waits: true)
  }
}
