/// Who works in the demo estate. Everyone can sign in; the console prints how.
enum DemoStaff {
  struct Member: Sendable, Hashable {
    let name: String
    let role: Role
  }

  /// One password for all: a demo protects nobody, and nobody's data is in it.
  static let password = "qingwu-demo-2026"
  /// For changing the person at an enrolled desk.
  static let pin = "270415"

  /// Four crews of two, the first of each at the first post: two early shifts, two middle, two nights, two days off.
  static let crews = [["白芷", "石斛"], ["连翘", "丹参"], ["苏木", "方竹"], ["玉竹", "通草"]]
  static let cycle = [7, 7, 15, 15, 23, 23, nil, nil]
  static let leader = "秦艽"
  static let butler = "白薇"
  static let serviceCentre = "紫苏"

  static let members: [Member] = [
    Member(name: "白芷", role: .attendant),
    Member(name: "连翘", role: .attendant),
    Member(name: "石斛", role: .attendant),
    Member(name: "丹参", role: .attendant),
    Member(name: "苏木", role: .attendant),
    Member(name: "方竹", role: .attendant),
    Member(name: "玉竹", role: .attendant),
    Member(name: "通草", role: .attendant),
    Member(name: leader, role: .squadLeader),
    Member(name: butler, role: .butler),
    Member(name: serviceCentre, role: .serviceCentre),
    Member(name: "杜仲", role: .technician),
    Member(name: "青黛", role: .cleaner),
    Member(name: "厚朴", role: .supervisor),
    Member(name: "远志", role: .propertyManager),
    Member(name: "决明", role: .auditor),
    Member(name: "忍冬", role: .administrator),
  ]

  /// The small second estate has its own few.
  static let second: [Member] = [
    Member(name: "茯苓", role: .butler),
    Member(name: "佩兰", role: .attendant),
    Member(name: "商陆", role: .propertyManager),
  ]

  /// Somebody on one of his two days off.
  static func off(_ at: Instant, post: Int, zone: EstateZone) -> String {
    let day = zone.dayNumber(at)
    let crew = crews.indices.first { (day - 2 * $0).quotientAndRemainder(flooring: cycle.count).1 > 5 }
    return crews[crew ?? 0][post]
  }

  /// Who stands at a post: shifts begin at 7, 15 and 23, and a night belongs to the day on which it begins.
  static func onDuty(_ at: Instant, post: Int, zone: EstateZone) -> String {
    let hour = zone.parts(at).hour
    let day = zone.dayNumber(hour < 7 ? zone.startOfDay(at, adding: -1) : at)
    let begins = hour < 7 || hour >= 23 ? 23 : hour < 15 ? 7 : 15
    let crew = crews.indices.first { cycle[(day - 2 * $0).quotientAndRemainder(flooring: cycle.count).1] == begins }
    return crews[crew ?? 0][post]
  }
}
