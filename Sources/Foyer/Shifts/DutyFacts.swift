/// What the page of duties shows at one moment.
struct DutyBoard: Sendable {
  let estate: Estate
  let posts: [Post]
  let attendance: Attendance
  /// Arrived or on duty.
  let open: [Duty]
  let absences: [Absence]
  /// The last days, the newest first, open ones among them.
  let past: [Duty]
  let accounts: [Account]
  let shifts: [String: String]
  let limits: Attendance.Limits

  var ended: [Duty] { past.filter { !$0.isOpen } }

  func name(of account: String) -> String { accounts.first { $0.id == account }?.name ?? "" }

  func name(ofPost post: String) -> String { posts.first { $0.id == post }?.name ?? "" }
}

/// One duty with all that belongs to it.
struct DutyFacts: Sendable {
  let estate: Estate
  let duty: Duty
  let readiness: Readiness
  let limits: Attendance.Limits
  let names: [String: String]
  let trail: Trail
}

struct PunctualityFacts: Sendable {
  let estate: Estate
  let period: PunctualityPeriod
  let figures: Punctuality
  let score: (good: Int, all: Int)
  let limits: Attendance.Limits
}

struct EquipmentRegister: Sendable {
  let estate: Estate
  let posts: [Post]
  let post: Post
  let counts: [EquipmentCount]
  let faults: [EquipmentFault]
}
