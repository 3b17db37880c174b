/// A line that the desk says to visitors and callers for a room, a building, or everybody.
///
/// It is said aloud and stands on a screen that faces the public: it never tells who lives there or whether he is in.
struct Saying: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable, Codable {
    case scheduled
    case inForce = "in_force"
    case over, withdrawn
  }

  struct Details: Sendable, Equatable {
    var text: String
    var area: NoticeArea
    var from: Instant
    var until: Instant
  }

  let id: String
  let details: Details
  /// The address of the event or notice that it belongs to; it changes with that.
  let source: String?
  let withdrawnAt: Instant?
  let createdAt: Instant
  let createdBy: String

  func state(at now: Instant) -> State {
    if withdrawnAt != nil { return .withdrawn }
    if now < details.from { return .scheduled }
    return now < details.until ? .inForce : .over
  }

  struct Draft: Sendable, Equatable {
    let id: String
    let details: Details
    let digest: String
  }

  /// Words that tell a stranger that nobody is at home.
  private static let absences = [
    "不在家", "没人在家", "没有人在家", "无人在家", "家里没人", "出差", "出国", "外出旅游", "去旅游", "度假", "沒人在家",
    "沒有人在家", "無人在家", "家裡沒人", "出國", "外出旅遊", "去旅遊", "not at home", "not home", "nobody home",
    "on holiday", "on vacation", "away until", "travelling",
  ]

  static func tellsAbsence(_ text: String) -> Bool {
    let text = text.lowercased()
    return absences.contains(where: text.contains)
  }

  /// Whether a line for a room names somebody who lives there, or gives a number of his.
  static func exposes(_ text: String, names: [String], phones: [String]) -> Bool {
    let digits = String(text.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
    return names.contains { $0.count > 1 && text.contains($0) }
      || phones.contains { $0.count > 6 && digits.contains($0) }
  }
}
