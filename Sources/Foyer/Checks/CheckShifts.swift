import Foundation

/// Which planned shift a check belongs to: whoever made it was on the roster, or else somebody at his post was. Only
/// where nobody is planned the kinds of shift say it by their hours.
struct CheckShifts: Sendable {
  let kinds: [ShiftKind]
  let entries: [RosterEntry]
  let zone: EstateZone

  /// The name of the shift; nil where neither roster nor kinds know one.
  func name(at moment: Instant, account: String? = nil, post: String? = nil) -> String? {
    let planned = entries.filter { $0.isInForce && $0.startsAt <= moment && moment < $0.endsAt }
    let entry =
      planned.first { $0.account == account } ?? planned.first { $0.post == post }
      ?? (post == nil ? planned.first : nil)
    return (entry.flatMap { entry in kinds.first { $0.id == entry.kind } } ?? kind(at: moment))?.name
  }

  /// Of several kinds whose hours hold the moment, the one that began last; of these the shortest.
  private func kind(at moment: Instant) -> ShiftKind? {
    let running = kinds.filter { $0.purpose == .duty }.compactMap { kind -> (kind: ShiftKind, from: Instant)? in
      let days = [zone.startOfDay(moment), zone.startOfDay(moment, adding: -1)]
      return days.lazy.map { kind.hours(on: $0, zone: zone) }.first { $0.from <= moment && moment < $0.until }
        .map { (kind, $0.from) }
    }
    return running.max { ($0.from, -$0.kind.minutes) < ($1.from, -$1.kind.minutes) }?.kind
  }
}
