import Foundation

/// One line of the record: what happened, when, who wrote it, and what it was about. Never changed, only corrected.
struct JournalEntry: Sendable, Equatable {
  /// Counts the entries of the estate from 1, without a gap.
  var seq: Int
  let id: String
  let post: String
  let happenedAt: Instant
  let recordedAt: Instant
  let account: String
  let accountName: String
  let event: Event
  let corrects: String?

  /// What happened. Payloads hold facts of the duty, never a visitor's name or a sealed value: the record outlives both.
  struct Event: Sendable, Equatable {
    let kind: JournalKind
    var subject: String?
    var room: String?
    var important = false
    var payload: [String: String] = [:]
  }
}

/// Every kind of entry. The word before the dot is the topic that live screens listen to.
enum JournalKind: String, CaseIterable, Sendable, Codable {
  case visitArrived = "visit.arrived"
  case visitWaiting = "visit.waiting"
  case visitRefused = "visit.refused"
  case visitConfirmed = "visit.confirmed"
  case visitDocumentChecked = "visit.document_checked"
  case visitAdmitted = "visit.admitted"
  case visitDetailsAdded = "visit.details_added"
  case visitLeft = "visit.left"
  case visitDepartureUndone = "visit.departure_undone"
  case visitClosedUnseen = "visit.closed_unseen"
  case visitDocumentRevealed = "visit.document_revealed"
  case visitPassPrinted = "visit.pass_printed"
  case registerPrinted = "register.printed"
  case expectedVisitAdded = "expected_visit.added"
  case expectedVisitArrived = "expected_visit.arrived"
  case expectedVisitCancelled = "expected_visit.cancelled"
  case expectedVisitCancellationUndone = "expected_visit.cancellation_undone"
  case expectedVisitChanged = "expected_visit.changed"
  case registerExported = "register.exported"
  case receptionAnnounced = "reception.announced"
  case receptionArrived = "reception.arrived"
  case receptionArrivalUndone = "reception.arrival_undone"
  case receptionLeft = "reception.left"
  case receptionCancelled = "reception.cancelled"
  case receptionCancellationUndone = "reception.cancellation_undone"
  case receptionChanged = "reception.changed"
  case receptionDepartureUndone = "reception.departure_undone"
  case receptionsPrinted = "reception.printed"
  case passReturned = "pass.returned"
  case passLost = "pass.lost"
  case passFound = "pass.found"
  case passVoided = "pass.voided"
  case passesAdded = "pass.added"
  case noteWritten = "note.written"
  case noteCorrected = "note.corrected"
  case residentAdded = "resident.added"
  case residentChanged = "resident.changed"
  case residentMovedOut = "resident.moved_out"
  case residentPhonesShown = "resident.phones_shown"
  case residentsImported = "resident.imported"
  case cardKept = "recognition_card.kept"
  case cardShown = "recognition_card.shown"
  case cardRemoved = "recognition_card.removed"
  case admissionBarAdded = "admission_bar.added"
  case admissionBarRemoved = "admission_bar.removed"
  case roomAdded = "room.added"
  case estateAdded = "estate.added"
  case postAdded = "post.added"
  case postRenamed = "post.renamed"
  case postClosed = "post.closed"
  case settingChanged = "setting.changed"
  case accountAdded = "account.added"
  case accountChanged = "account.changed"
  case accountDisabled = "account.disabled"
  case accountEnabled = "account.enabled"
  case accountInvited = "account.invited"
  case accountPINSet = "account.pin_set"
  case accountSetUp = "account.set_up"
  case accountPasswordChanged = "account.password_changed"
  case accountSignedIn = "account.signed_in"
  case accountSignedOut = "account.signed_out"
  case accountBlocked = "account.blocked"
  case browserEnrolled = "browser.enrolled"
  case browserRevoked = "browser.revoked"
  case entryErased = "entry.erased"
  case tokenMade = "token.made"
  case tokenRevoked = "token.revoked"
  case rosterGenerated = "roster.generated"
  case rosterApproved = "roster.approved"
  case rosterShiftAdded = "roster.shift_added"
  case rosterShiftChanged = "roster.shift_changed"
  case rosterShiftCancelled = "roster.shift_cancelled"
  case rosterShiftsConfirmed = "roster.shifts_confirmed"
  case rosterSetUp = "roster.set_up"
  case rosterPrinted = "roster.printed"
  case rosterExported = "roster.exported"
  case leaveAsked = "leave.asked"
  case leaveApproved = "leave.approved"
  case leaveRefused = "leave.refused"
  case leaveWithdrawn = "leave.withdrawn"
  case shiftTradeAsked = "shift_trade.asked"
  case shiftTradeAccepted = "shift_trade.accepted"
  case shiftTradeDeclined = "shift_trade.declined"
  case shiftTradeApproved = "shift_trade.approved"
  case shiftTradeRefused = "shift_trade.refused"
  case shiftTradeWithdrawn = "shift_trade.withdrawn"
  case certificateKept = "certificate.kept"
  case certificateRemoved = "certificate.removed"
  case calendarMade = "calendar.made"
  case calendarRevoked = "calendar.revoked"
  case storeRestored = "store.restored"

  var topic: String { String(rawValue.prefix { $0 != "." }) }
}
