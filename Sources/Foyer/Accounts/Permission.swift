/// What a route asks for, and who has it: this file is the whole table.
///
/// An auditor reads and never writes. An administrator keeps settings and accounts and sees no resident's data.
enum Permission: String, CaseIterable, Sendable, Codable {
  case seeVisits = "visits.read"
  case registerVisits = "visits.write"
  /// Admit against a rule, with a reason.
  case overrideRules = "rules.override"
  case seeResidents = "residents.read"
  case keepResidents = "residents.write"
  case importResidents = "residents.import"
  case seePasses = "passes.read"
  case handlePasses = "passes.write"
  /// Make pools, void passes for good.
  case keepPools = "pools.write"
  case seeJournal = "journal.read"
  case writeNotes = "notes.write"
  /// Begin a handover, count, read, ask and answer in it; who signs proves himself.
  case handOver = "handovers.write"
  case seeChecks = "checks.read"
  /// Make rounds, write down findings and what became of them.
  case makeRounds = "checks.write"
  /// Write checklists, hang up points, say why a round was not made.
  case keepChecklists = "checklists.write"
  case revealNumbers = "numbers.reveal"
  case printRegister = "register.print"
  /// Who is on duty, what a post has, how punctual people are.
  case seeDuties = "duties.read"
  /// Sign on, check a post's equipment, close what was found.
  case standDuty = "duties.write"
  /// Decide about who is not fit, release without a handover, inspect, settle absences.
  case decideDuties = "duties.decide"
  /// Keep the register of a post's equipment.
  case keepEquipment = "equipment.write"
  case seeStaff = "staff.read"
  case keepStaff = "staff.write"
  /// Make this browser one of a post, or end that.
  case enrolBrowsers = "browsers.write"
  case keepTokens = "tokens.write"
  case seeSettings = "settings.read"
  case keepSettings = "settings.write"
  case seeRoster = "roster.read"
  /// Make a month, edit it, keep crews, rotations and certificates.
  case planRoster = "roster.write"
  /// Approve a month, a leave, a swap.
  case decideRoster = "roster.decide"
  /// One's own shifts: see them, ask for leave, a swap or cover.
  case haveShifts = "shifts.own"
  /// The board, events, notices, instructions, and what is said to visitors.
  case seeNotices = "notices.read"
  /// Draft notices, write down events and lines to say, acknowledge the board.
  case draftNotices = "notices.write"
  /// Publish notices, instruct the desk.
  case decideNotices = "notices.decide"
  /// Who has read what.
  case seeReadings = "readings.read"

  /// Roles that have this permission. A program has what its token's scopes name, within its role's line.
  var roles: Set<Role> {
    switch self {
    case .seeVisits, .seePasses:
      Self.desk.union([.supervisor, .propertyManager, .auditor])
    case .registerVisits, .handlePasses, .writeNotes, .handOver:
      Self.desk.union([.supervisor, .propertyManager])
    case .overrideRules:
      [.squadLeader, .supervisor, .propertyManager]
    case .seeResidents:
      Self.desk.union([.supervisor, .propertyManager, .auditor])
    case .keepResidents:
      [.butler, .serviceCentre, .supervisor, .propertyManager]
    case .importResidents:
      [.serviceCentre, .supervisor, .propertyManager]
    case .keepPools:
      [.squadLeader, .supervisor, .propertyManager]
    case .seeJournal:
      Self.desk.union([.supervisor, .propertyManager, .auditor])
    case .seeChecks:
      Self.desk.union([.technician, .cleaner, .supervisor, .propertyManager, .auditor])
    case .makeRounds:
      Self.desk.union([.technician, .cleaner, .supervisor, .propertyManager])
    case .keepChecklists:
      [.squadLeader, .supervisor, .propertyManager]
    case .revealNumbers:
      [.squadLeader, .supervisor, .propertyManager]
    case .printRegister:
      Self.desk.union([.supervisor, .propertyManager, .auditor])
    case .seeDuties:
      Self.desk.union([.supervisor, .propertyManager, .auditor])
    case .standDuty:
      Self.desk.union([.supervisor, .propertyManager])
    case .decideDuties, .keepEquipment:
      [.squadLeader, .supervisor, .propertyManager]
    case .seeStaff:
      [.squadLeader, .supervisor, .propertyManager, .auditor, .administrator]
    case .enrolBrowsers:
      [.squadLeader, .supervisor, .propertyManager, .administrator]
    case .keepStaff, .keepTokens:
      [.administrator, .propertyManager]
    case .seeSettings:
      [.squadLeader, .supervisor, .propertyManager, .auditor, .administrator]
    case .keepSettings:
      [.administrator, .propertyManager]
    case .seeRoster:
      Set(Role.people).subtracting([.administrator])
    case .planRoster, .decideRoster:
      [.squadLeader, .supervisor, .propertyManager]
    case .haveShifts:
      Set(Role.people).subtracting([.administrator, .auditor])
    case .seeNotices:
      Self.desk.union([.supervisor, .propertyManager, .auditor])
    case .draftNotices:
      Self.desk.union([.supervisor, .propertyManager])
    case .decideNotices:
      [.squadLeader, .supervisor, .propertyManager]
    case .seeReadings:
      [.squadLeader, .supervisor, .propertyManager, .auditor]
    }
  }

  /// Those who stand at the desk or work behind it.
  private static let desk: Set<Role> = [.attendant, .butler, .squadLeader, .serviceCentre]
}

extension Role {
  /// All that a person of this role may.
  var permissions: Set<Permission> { Set(Permission.allCases.filter { $0.roles.contains(self) }) }

  /// Roles that a person can have; a program is no person.
  static let people = allCases.filter { $0 != .program }
}

extension Role {
  /// Who can stand in a roster: whoever has shifts of his own.
  var mayBePlanned: Bool { Permission.haveShifts.roles.contains(self) }
}
