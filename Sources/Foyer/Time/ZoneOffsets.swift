import Foundation
import Synchronization

/// How far a zone's clocks are from UTC, remembered by day: to ask the system each time takes longer than all the rest
/// of writing a time down.
final class ZoneOffsets: Sendable, Hashable {
  private let timeZone: TimeZone
  /// By UTC day: the offset of the whole day, or nil for a day on which it changes.
  private let days = Mutex<[Int: Int?]>([:])
  private static let limit = 4096
  private static let zones = Mutex<[TimeZone: ZoneOffsets]>([:])

  private init(_ timeZone: TimeZone) {
    self.timeZone = timeZone
  }

  static func of(_ timeZone: TimeZone) -> ZoneOffsets {
    zones.withLock { zones in
      if let known = zones[timeZone] { return known }
      let offsets = ZoneOffsets(timeZone)
      zones[timeZone] = offsets
      return offsets
    }
  }

  /// Seconds to add to UTC at a moment, given in seconds since 1970.
  func seconds(at moment: Int) -> Int {
    let day = moment.quotientAndRemainder(flooring: 86_400).0
    return wholeDay(day) ?? asked(at: moment)
  }

  private func wholeDay(_ day: Int) -> Int? {
    days.withLock { days in
      if let known = days[day] { return known }
      if days.count >= Self.limit { days.removeAll() }
      let first = asked(at: day * 86_400)
      let offset = first == asked(at: (day + 1) * 86_400) ? first : nil
      days[day] = .some(offset)
      return offset
    }
  }

  private func asked(at moment: Int) -> Int {
    timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment)))
  }

  static func == (left: ZoneOffsets, right: ZoneOffsets) -> Bool { left.timeZone == right.timeZone }

  func hash(into hasher: inout Hasher) { hasher.combine(timeZone) }
}

extension Int {
  /// As division by the calendar wants it: the remainder is never negative, also before 1970.
  func quotientAndRemainder(flooring divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
