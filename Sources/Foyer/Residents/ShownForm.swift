import Pages

struct ShownForm {
  let form: Form

  func validated() throws -> Shown.What {
    var reader = FieldReader(form)
    let what = reader.choice("what", as: Shown.What.self, required: true)
    try reader.errors.check()
    return what ?? .phones
  }
}
