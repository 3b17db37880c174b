import Foundation
import Pages

/// What an invited person chooses: a password, and a PIN if he likes.
struct SetUpForm {
  let password: String
  let pin: String?

  init(_ form: Form, name: String) throws {
    var reader = FieldReader(form)
    self.init(&reader, name: name)
    try reader.errors.check()
  }

  /// What is wrong is in the reader.
  init(_ reader: inout FieldReader, name: String) {
    password = reader.newPassword("password", name: name) ?? ""
    pin = reader.newPIN("pin")
  }
}

/// What the first person of an installation enters: who he is, and the estate when there is none.
struct FirstRunForm {
  let name: String
  let role: Role
  let estate: EstateForm?
  /// An estate that is already there.
  let existing: String?
  let choice: SetUpForm

  /// Who can set an installation up.
  static let roles: [Role] = [.propertyManager, .administrator]

  init(_ form: Form, estates: [Estate]) throws {
    var reader = FieldReader(form)
    let name = reader.text("name", limit: 60, required: true)
    let role = reader.choice("role", as: Role.self, required: true)
    if let role, !Self.roles.contains(role) { reader.errors.add("role", "choice") }
    existing = estates.isEmpty ? nil : Self.existing(&reader, estates)
    estate = estates.isEmpty ? EstateForm(&reader) : nil
    choice = SetUpForm(&reader, name: name ?? "-")
    try reader.errors.check()
    self.name = name ?? ""
    self.role = role ?? .propertyManager
  }

  private static func existing(_ reader: inout FieldReader, _ estates: [Estate]) -> String? {
    guard let id = reader.text("estate", limit: 36) else {
      if estates.count == 1 { return estates.first?.id }
      reader.errors.add("estate", "required")
      return nil
    }
    if !estates.contains(where: { $0.id == id }) { reader.errors.add("estate", "choice") }
    return id
  }
}

/// Name, profile and time zone of an estate as they are entered.
struct EstateForm: Sendable {
  let name: String
  let profile: Estate.Profile
  let zone: EstateZone

  /// Nil when a field is wrong; the reader then knows which.
  init?(_ reader: inout FieldReader) {
    let name = reader.text("estate_name", limit: 60, required: true)
    let profile = reader.choice("profile", as: Estate.Profile.self, required: true)
    let zone = reader.text("time_zone", limit: 60, required: true).flatMap { text in
      let zone = EstateZone(text)
      if zone == nil { reader.errors.add("time_zone", "time_zone") }
      return zone
    }
    guard let name, let profile, let zone else { return nil }
    self.name = name
    self.profile = profile
    self.zone = zone
  }

  /// Zones to choose from; any other that the machine knows may be typed.
  static let zones = [
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Tokyo",
    "Australia/Sydney", "Europe/London", "America/Vancouver", "America/New_York",
  ]
}
