import Foundation

/// How far a visit came on the line: who is visited, the host's word, the document, the pass, the departure.
struct VisitStations: Sendable, Equatable {
  enum Stop: String, CaseIterable, Sendable { case challenge, confirmation, document, admission, departure }

  enum Progress: String, Sendable {
    case done, now, todo
    /// It ended here.
    case trouble
    /// This visit did not have to stop here.
    case skipped
  }

  let progress: [Stop: Progress]

  init(_ visit: Visit) {
    progress = [
      .challenge: Self.challenge(visit), .confirmation: Self.confirmation(visit), .document: Self.document(visit),
      .admission: Self.admission(visit), .departure: Self.departure(visit),
    ]
  }

  private static func challenge(_ visit: Visit) -> Progress {
    switch visit.hostMatch {
    case .match, .unlisted: .done
    case .noMatch: .trouble
    case .notAsked: .skipped
    }
  }

  private static func confirmation(_ visit: Visit) -> Progress {
    if visit.awaitsHost { return .now }
    switch visit.confirmation.result {
    case .confirmed: return .done
    case .declined, .noAnswer: return .trouble
    case nil: return .skipped
    }
  }

  private static func document(_ visit: Visit) -> Progress {
    if visit.state == .waiting {
      return visit.reason == Visit.Wait.document.rawValue ? .now : .todo
    }
    switch visit.document.check {
    case .match: return .done
    case .mismatch: return .trouble
    case .declined, .unreadable: return visit.document.alternative == nil ? .trouble : .done
    case .notRequired: return .skipped
    }
  }

  private static func admission(_ visit: Visit) -> Progress {
    switch visit.state {
    case .inside, .left, .closedNoDeparture: .done
    case .waiting: .todo
    case .refused: .trouble
    }
  }

  private static func departure(_ visit: Visit) -> Progress {
    switch visit.state {
    case .inside: .now
    case .left: .done
    case .closedNoDeparture: .trouble
    case .waiting: .todo
    case .refused: .skipped
    }
  }
}

extension Visit {
  /// The host's word is what is missing, not a document.
  var awaitsHost: Bool { state == .waiting && reason != Wait.document.rawValue }
  var wentInWithoutPass: Bool { pass == nil && state != .refused && state != .waiting }
}
