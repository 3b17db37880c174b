import Database
import Foundation

extension Snapshot {
  /// Answers the challenge (C-4) exactly: the stated room and name, never a near miss. Two lookups by index.
  func host(asked question: HostQuestion, of estate: String, at now: Instant, vault: Vault?) throws -> StatedHost {
    try host(asked: question, room: question.room.map(RoomName.parse), of: estate, at: now, vault: vault)
  }

  func host(
    asked question: HostQuestion, room stated: RoomName?, of estate: String, at now: Instant, vault: Vault?
  ) throws -> StatedHost {
    guard let stated else { return StatedHost(admission: Admission.Host(match: .notAsked)) }
    guard let room = try room(stated: stated, of: estate), room.closedAt == nil else {
      return StatedHost(admission: Admission.Host(match: try hasRooms(estate) ? .noMatch : .unlisted))
    }
    let candidates = try hostCandidates(of: room, asked: question, estate: estate, at: now, vault: vault)
    return StatedHost(
      admission: Admission.Host(candidates, asked: question), roomID: room.id, roomKey: room.key,
      roomDisplay: room.display)
  }

  private func hostCandidates(
    of room: Room, asked question: HostQuestion, estate: String, at now: Instant, vault: Vault?
  ) throws -> [HostCandidate] {
    try rows(
      """
      SELECT r.name, r.discreet, CASE WHEN EXISTS (SELECT 1 FROM admission_bars b
          WHERE b.estate = y.estate AND b.resident = y.resident AND (b.name_hash = ? OR b.phone_hash = ?))
        THEN 1 ELSE 0 END AS bars
      FROM residencies y JOIN residents r ON r.estate = y.estate AND r.id = y.resident
      WHERE y.estate = ? AND y.room = ? AND (y.starts_at IS NULL OR y.starts_at <= ?)
        AND (y.ends_at IS NULL OR y.ends_at > ?)
      """,
      vault.flatMap { vault in question.visitor.flatMap { AdmissionBar.nameHash($0, vault: vault) } },
      vault.flatMap { vault in question.phone.flatMap { AdmissionBar.phoneHash($0, vault: vault) } },
      estate, room.id, now.milliseconds, now.milliseconds
    ).map { HostCandidate(name: $0.text("name"), isDiscreet: $0.bool("discreet"), bars: $0.bool("bars")) }
  }
}
