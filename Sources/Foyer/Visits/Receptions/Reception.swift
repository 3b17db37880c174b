import Foundation

/// Leaders or guests who come to guide or visit (C-6): counted, never asked for documents.
struct Reception: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable { case announced, inside, left, cancelled }

  /// Who receives them: the general manager, a manager, a department.
  enum Level: String, CaseIterable, Sendable, Codable {
    case generalManager = "general_manager"
    case manager, department
  }

  /// What the form of receptions asks (§2.14).
  struct Details: Sendable, Equatable {
    var organisation: String
    var leader: String?
    var leaderTitle: String?
    var party: Int
    var purpose: String
    var level: Level?
    var approvedBy: String?
    var host: String?
    var escort: String?
    var route: String?
    var photosAllowed: Bool
    var note: String?
    var plannedAt: Instant
  }

  let id: String
  let details: Details
  let feedback: String?
  let state: State
  /// When it was announced; nil when it was written down on the spot.
  let announcedAt: Instant?
  let arrivedAt: Instant?
  let leftAt: Instant?
  let createdBy: String

  /// The states that an act may begin from.
  static func states(before act: Act) -> [State] {
    switch act {
    case .change: [.announced, .inside]
    case .arrival, .cancellation: [.announced]
    case .departure, .undoneArrival: [.inside]
    case .undoneDeparture: [.left]
    case .undoneCancellation: [.cancelled]
    }
  }

  enum Act: Sendable {
    case change, arrival, undoneArrival, departure, undoneDeparture, cancellation, undoneCancellation
  }

  /// Whether the last arrival or departure can still be taken back.
  func isUndoable(at now: Instant) -> Bool {
    switch state {
    case .inside: UndoWindow.isOpen(since: arrivedAt, at: now)
    case .left: UndoWindow.isOpen(since: leftAt, at: now)
    case .announced, .cancelled: false
    }
  }
}

extension Reception {
  struct Draft: Sendable, Equatable {
    let id: String
    let details: Details
    /// They stand in the lobby already.
    let isHere: Bool
    let digest: String
  }

  struct Query: Sendable {
    var state: State?
    var cursor: ListCursor?
    var limit = 50
  }
}

extension PaperSheet {
  /// 参观接待登记, its columns behind the running number (§2.14): 277 mm.
  static let receptionColumns: [PaperColumn] = [
    .init(name: "date", width: 14, alignment: .figures), .init(name: "organisation", width: 32, limit: 40),
    .init(name: "leader", width: 22), .init(name: "party", width: 9, alignment: .figures),
    .init(name: "purpose", width: 26, limit: 40), .init(name: "level", width: 16),
    .init(name: "approved_by", width: 14),
    .init(name: "host", width: 24), .init(name: "arrived", width: 13, alignment: .figures),
    .init(name: "left", width: 13, limit: 12), .init(name: "route", width: 30, limit: 48),
    .init(name: "photos", width: 12), .init(name: "feedback", width: 30, alignment: .start, limit: 60),
    .init(name: "registered_by", width: 14),
  ]
}
