import Foundation

/// One entrance of a building, with the number of its rooms: how a list of an estate is divided.
struct Building: Sendable, Equatable, Comparable {
  let zone: String?
  let name: String?
  let entrance: String?
  var roomCount = 0

  /// `2期 5-1`
  var display: String {
    let place = [name, entrance].compactMap(\.self).joined(separator: "-")
    return [zone, place.isEmpty ? nil : place].compactMap(\.self).joined(separator: " ")
  }

  static func < (left: Building, right: Building) -> Bool {
    for (own, other) in [(left.zone, right.zone), (left.name, right.name), (left.entrance, right.entrance)]
    where own != other {
      return isBefore(own ?? "", other ?? "")
    }
    return false
  }

  /// Numbers by their value: 2 before 10, 9 before B.
  static func isBefore(_ left: String, _ right: String) -> Bool {
    left.compare(right, options: [.numeric, .caseInsensitive]) == .orderedAscending
  }
}

extension Building {
  func isSamePlace(as other: Building) -> Bool {
    zone == other.zone && name == other.name && entrance == other.entrance
  }
}
