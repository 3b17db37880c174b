/// Who does what in a lobby (forms and roles §2.19).
enum Role: String, CaseIterable, Sendable, Codable {
  case attendant, butler
  case squadLeader = "squad_leader"
  case serviceCentre = "service_centre"
  case technician, cleaner, supervisor
  case propertyManager = "property_manager"
  case auditor, administrator, program
}
