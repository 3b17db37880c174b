import Foundation

/// Somebody who lives in the estate or speaks for a room of it.
struct Resident: Sendable, Equatable {
  let id: String
  /// With the title where the register knows only that: `王女士`.
  var name: String
  /// The first is the one to call.
  var phones: [String]
  var note: String?
  /// Asked that nobody be told that he lives here: the challenge never confirms him (C-4).
  var isDiscreet: Bool

  /// From when until when somebody has to do with a room.
  struct Residency: Sendable, Equatable {
    let id: String
    let resident: String
    let room: String
    var roomDisplay: String
    var relation: Relation
    var startsAt: Instant?
    /// The first moment at which it is over.
    var endsAt: Instant?

    func isCurrent(at instant: Instant) -> Bool {
      endsAt.map { $0 > instant } ?? true
    }

    /// An unknown beginning claims nothing before today, so that who moved back in does not have to know the day.
    func overlaps(_ other: Residency, at now: Instant) -> Bool {
      func start(_ residency: Residency) -> Instant {
        let last = residency.endsAt.map { Instant(milliseconds: $0.milliseconds - 1) }
        return residency.startsAt ?? last.map { min($0, now) } ?? now
      }
      return other.endsAt.map { start(self) < $0 } ?? true && endsAt.map { start(other) < $0 } ?? true
    }

    /// Names of what differs, for the record.
    func differences(from old: Residency) -> [String] {
      [
        relation != old.relation ? "relation" : nil, startsAt != old.startsAt ? "from" : nil,
        endsAt != old.endsAt ? "to" : nil,
      ].compactMap(\.self)
    }
  }

  enum Relation: String, CaseIterable, Sendable, Codable {
    case owner, tenant, family, agent
  }

  var maskedPhones: [String] { phones.map(PhoneMask.masked) }
}

/// `138****1234`; from abroad `+852****567`.
enum PhoneMask {
  static func masked(_ phone: String) -> String {
    guard phone.count >= 8 else { return "****" + phone.suffix(2) }
    return phone.prefix(phone.hasPrefix("+") ? 4 : 3) + "****" + phone.suffix(phone.count >= 11 ? 4 : 3)
  }
}

extension PersonName {
  /// As the register keeps it: with the title, without the remark.
  var written: String {
    guard let title else { return name }
    return isLatin ? title + " " + name : name + title
  }
}

extension Resident {
  /// Names of what differs, for the record; never the values.
  func differences(from old: Resident) -> [String] {
    [
      name != old.name ? "name" : nil, phones != old.phones ? "phones" : nil, note != old.note ? "note" : nil,
      isDiscreet != old.isDiscreet ? "do_not_confirm" : nil,
    ].compactMap(\.self)
  }
}
