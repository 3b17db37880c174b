import Database
import Foundation
import Pages

/// Everything that the page of a resident tells.
struct ResidentRecord: Sendable {
  let estate: Estate
  let resident: Resident
  let residencies: [Resident.Residency]
  let bars: [AdmissionBar]
  let card: RecognitionCard.Deed?
  /// Columns kept from an import because it was asked for.
  let extras: [String: String]
  let trail: Trail

  /// Where he lives first of all, for the record.
  func room(at now: Instant) -> String? { Self.room(of: residencies, at: now) }

  static func room(of residencies: [Resident.Residency], at now: Instant) -> String? {
    (residencies.first { $0.isCurrent(at: now) } ?? residencies.last)?.roomDisplay
  }
}

extension Snapshot {
  func residentRecord(_ id: String, of estate: String, vault: Vault) throws -> ResidentRecord {
    ResidentRecord(
      estate: try existingEstate(estate), resident: try existingResident(id, of: estate),
      residencies: try residencies(ofResidents: [id], estate: estate)[id] ?? [],
      bars: try admissionBars(of: id, estate: estate, vault: vault), card: try cardDeed(of: id, estate: estate),
      extras: try extras(of: id, estate: estate, vault: vault), trail: try trail(of: estate, subject: id))
  }

  func residencies(of resident: String, estate: String) throws -> [Resident.Residency] {
    try residencies(ofResidents: [resident], estate: estate)[resident] ?? []
  }

  func existingResidency(_ id: String, of resident: String, estate: String) throws -> Resident.Residency {
    guard let residency = try residencies(of: resident, estate: estate).first(where: { $0.id == id }) else {
      throw LobbyError.notFound
    }
    return residency
  }

  /// The room of a form, or what is wrong with it: nothing is made by a slip of the finger.
  func roomToLiveIn(_ name: RoomName, estate: String) throws -> Room {
    if let room = try room(stated: name, of: estate) { return room }
    let others = try rooms(numbered: name.number ?? "", of: estate).filter { $0.mayBeMeant(by: name) }
    if others.count > 1 {
      throw FieldErrors("room", "ambiguous", ["rooms": others.prefix(6).map(\.display).joined(separator: "、")])
    }
    throw FieldErrors("room", "unknown_room")
  }
}

extension Transaction {
  /// A new resident with his room. The same id with the same content answers as the first time.
  func settle(_ resident: Resident, in draft: ResidencyForm.Draft, by author: JournalAuthor) throws {
    if let known = try self.resident(resident.id, of: author.estate) {
      guard known == resident else { throw LobbyError.conflict(code: "id_taken") }
      return
    }
    let room = try roomToLiveIn(draft.room, estate: author.estate)
    try insert(resident, of: author.estate, at: author.at)
    try insert(residency(resident.id, in: room, draft, by: author), of: author.estate, at: author.at)
    try record(.init(kind: .residentAdded, subject: resident.id, room: room.display), by: author)
  }

  func addResidency(of resident: Resident, in draft: ResidencyForm.Draft, by author: JournalAuthor) throws {
    let room = try roomToLiveIn(draft.room, estate: author.estate)
    let known = try residencies(of: resident.id, estate: author.estate)
    if known.contains(where: { $0.room == room.id && $0.isCurrent(at: author.at) }) {
      throw FieldErrors("room", "lives_there")
    }
    let added = residency(resident.id, in: room, draft, by: author)
    try keepApart(added, by: author)
    try insert(added, of: author.estate, at: author.at)
    try record(
      .init(kind: .residentChanged, subject: resident.id, room: room.display, payload: ["change": "room"]), by: author)
  }

  private func residency(
    _ resident: String, in room: Room, _ draft: ResidencyForm.Draft, by author: JournalAuthor
  ) -> Resident.Residency {
    Resident.Residency(
      id: Identifier.make(at: author.at), resident: resident, room: room.id, roomDisplay: room.display,
      relation: draft.terms.relation, startsAt: draft.terms.from, endsAt: draft.terms.to)
  }

  /// Corrects relation and dates in place; the record keeps what they were. Dates that lie behind us are a moving out.
  func change(_ residency: Resident.Residency, to terms: ResidencyForm.Terms, by author: JournalAuthor) throws {
    let zone = try existingEstate(author.estate).zone
    let changed = residency.under(terms, in: zone)
    guard changed != residency else { return }
    try keepApart(changed, by: author)
    try update(changed, of: author.estate)
    let movesOut = residency.isCurrent(at: author.at) && !changed.isCurrent(at: author.at)
    var payload = ["change": changed.differences(from: residency).joined(separator: " ")]
    if changed.relation != residency.relation { payload["relation_was"] = residency.relation.rawValue }
    if residency.startsAt != nil || residency.endsAt != nil { payload["dates_were"] = residency.written(in: zone) }
    if !movesOut { payload["act"] = "dates" }
    try record(
      .init(
        kind: movesOut ? .residentMovedOut : .residentChanged, subject: residency.resident,
        room: residency.roomDisplay, payload: payload), by: author,
      happened: movesOut ? changed.endsAt ?? author.at : author.at)
    if movesOut { try forgetIfGone(residency, by: author) }
  }

  /// Nobody lives twice in one room at one time.
  private func keepApart(_ residency: Resident.Residency, by author: JournalAuthor) throws {
    let others = try residencies(of: residency.resident, estate: author.estate)
    let other = others.first {
      $0.id != residency.id && $0.room == residency.room && $0.overlaps(residency, at: author.at)
    }
    guard let other else { return }
    let zone = try existingEstate(author.estate).zone
    throw FieldErrors("from", "overlaps", ["period": other.written(in: zone)])
  }

  /// Ends a residence. With the last one the card and the wishes about visitors end too (traps 6 and 7): who has
  /// moved out is not recognised any more and keeps nobody out.
  func end(_ residency: Resident.Residency, at end: Instant, by author: JournalAuthor) throws {
    var ended = residency
    ended.endsAt = end
    try update(ended, of: author.estate)
    try record(
      .init(kind: .residentMovedOut, subject: residency.resident, room: residency.roomDisplay), by: author,
      happened: min(end, author.at))
    try forgetIfGone(residency, by: author)
  }

  private func forgetIfGone(_ residency: Resident.Residency, by author: JournalAuthor) throws {
    let remains = try residencies(of: residency.resident, estate: author.estate)
      .contains { $0.isCurrent(at: author.at) }
    if !remains { try forget(residency.resident, room: residency.roomDisplay, by: author) }
  }

  /// Takes an ending back.
  func reopen(_ residency: Resident.Residency, by author: JournalAuthor) throws {
    var open = residency
    open.endsAt = nil
    let others = try residencies(of: residency.resident, estate: author.estate)
    if others.contains(where: { $0.id != open.id && $0.room == open.room && $0.overlaps(open, at: author.at) }) {
      throw LobbyError.conflict(code: "lives_there_again")
    }
    try update(open, of: author.estate)
    try record(
      .init(
        kind: .residentChanged, subject: residency.resident, room: residency.roomDisplay,
        payload: ["change": "moved_out_undone"]), by: author)
  }

  func forget(_ resident: String, room: String?, by author: JournalAuthor) throws {
    try removeCard(of: resident, room: room, reason: "moved_out", by: author)
    let bars = try rows("SELECT id FROM admission_bars WHERE estate = ? AND resident = ?", author.estate, resident)
    for bar in bars { _ = try removeBar(bar.text("id"), of: resident, room: room, by: author) }
  }
}
