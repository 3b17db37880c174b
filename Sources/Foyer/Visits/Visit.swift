import Foundation

/// Somebody came to the door: who, to whom, on whose word, with which pass, and how it ended.
struct Visit: Sendable, Equatable {
  enum Purpose: String, CaseIterable, Sendable, Codable {
    case family, friend, delivery, repair, renovation, domestic, agency, official, other
  }

  /// How it is registered. Only a plain visitor goes through all four stations of the line.
  enum Category: String, CaseIterable, Sendable, Codable {
    case visitor, courier, worker
    /// Police, firemen, medics: in with one key, details later.
    case emergency
    /// Turned away at the door: sales, leaflets, nobody to visit.
    case turnedAway = "turned_away"
  }

  enum State: String, CaseIterable, Sendable, Codable {
    case inside, waiting, left, refused
    /// Nobody saw the departure; a person said so, or the handover.
    case closedNoDeparture = "closed_no_departure"
  }

  enum ConfirmationMethod: String, CaseIterable, Sendable, Codable {
    case intercom, phone, video, appointment
    case hostPresent = "host_present"
    case known
  }

  enum ConfirmationResult: String, CaseIterable, Sendable, Codable {
    case confirmed, declined
    case noAnswer = "no_answer"
  }

  enum DocumentCheck: String, CaseIterable, Sendable, Codable {
    case match, mismatch, unreadable, declined
    case notRequired = "not_required"
  }

  /// What was agreed on with a visitor who shows no document (C-7); not an error.
  enum Alternative: String, CaseIterable, Sendable, Codable {
    case hostDown = "host_down"
    case videoConfirmation = "video_confirmation"
    case otherDocument = "other_document"
    case escort
  }

  /// Why somebody stays outside. Words about the matter, never about the person.
  enum Refusal: String, CaseIterable, Sendable, Codable {
    case sales, leaflets, scrap, canvasser
    case noHost = "no_host"
    case noMatch = "no_match"
    case hostDeclined = "host_declined"
    case noAnswer = "no_answer"
    case documentMismatch = "document_mismatch"
    case documentDeclined = "document_declined"
    case residentsRequest = "residents_request"
    case drunk, suspicious, other
  }

  /// What a waiting visitor waits for.
  enum Wait: String, CaseIterable, Sendable, Codable {
    case hostAnswer = "host_answer"
    case document
    /// Room and name do not match; the desk looks into it.
    case verification
  }

  /// What the register says of the room and name that the visitor stated.
  enum HostMatch: String, CaseIterable, Sendable, Codable {
    case match
    case noMatch = "no_match"
    /// The estate keeps no rooms yet, so the challenge cannot be answered.
    case unlisted
    case notAsked = "not_asked"
  }

  struct Document: Sendable, Equatable {
    var type: String?
    var masked: String?
    var check: DocumentCheck
    var findings: [String]
    var alternative: Alternative?
  }

  struct Confirmation: Sendable, Equatable {
    var method: ConfirmationMethod?
    var result: ConfirmationResult?
    var tries: Int
    var confirmedBy: String?
  }

  struct HeldPass: Sendable, Equatable {
    let id: String
    let number: String
    var returned: Bool?
  }

  let id: String
  let post: String
  let category: Category
  var state: State
  /// A ``Refusal`` or a ``Wait``, by the state.
  var reason: String?
  var visitorName: String?
  var visitorSex: String?
  var visitorPhone: String?
  var party: Int
  var organisation: String?
  let purpose: Purpose
  /// The room's display, `1-2-1203`, or what the visitor said.
  var room: String?
  var hostName: String?
  var hostMatch: HostMatch
  var confirmation: Confirmation
  var document: Document
  var belongings: String?
  var note: String?
  var pass: HeldPass?
  let arrivedAt: Instant
  let recordedAt: Instant
  var expectedEnd: Instant?
  var admittedAt: Instant?
  var endedAt: Instant?
  let registeredBy: String
  var endedBy: String?
  /// What did not keep the visitor out but somebody should know: `pass_pool_empty`, `host_unlisted`.
  var warnings: [String]

  /// What a fast admission left for later.
  struct Details: Sendable, Equatable {
    var visitorName, visitorPhone, organisation, room, note: String?
    var party: Int
  }

  /// Entered later than it happened (trap 13): both times are kept.
  var isEnteredLate: Bool { recordedAt > arrivedAt.advanced(minutes: 2) }

  func isOverstaying(at instant: Instant) -> Bool {
    guard state == .inside, let expectedEnd else { return false }
    return instant >= expectedEnd
  }
}
