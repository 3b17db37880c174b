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

  static let early = ["白芷", "石斛"]
  static let middle = ["连翘", "丹参"]
  static let night = ["苏木", "方竹"]
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

  /// Who stands at a post: early from 7, middle from 15, night from 23. Two crews change places every day.
  static func attendant(hour: Int, day: Int, post: Int) -> String {
    let crew = hour >= 7 && hour < 15 ? early : hour >= 15 && hour < 23 ? middle : night
    return crew[(post + day) % 2]
  }
}
