import Pages

/// Who is added to the staff, or what changes about him.
struct StaffForm {
  let name: String
  let role: Role

  init(_ form: Form) throws {
    var reader = FieldReader(form)
    let name = reader.text("name", limit: 60, required: true)
    let role = reader.choice("role", as: Role.self, required: true)
    // A program is no person: it has tokens.
    if role == .program { reader.errors.add("role", "choice") }
    try reader.errors.check()
    self.name = name ?? ""
    self.role = role ?? .attendant
  }
}
