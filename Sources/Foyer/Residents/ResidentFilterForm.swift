import Pages

/// Which residents are asked for.
struct ResidentFilterForm: Sendable {
  var text = ""
  var cursor: ResidentCursor?
  var limit = 20
  /// Of the list by buildings: `zone=&building=1&entrance=2`.
  var building: Building?

  init(_ form: Form) throws {
    var reader = FieldReader(form)
    text = reader.text("q", limit: 60) ?? ""
    limit = reader.int("limit", in: 1...200) ?? 20
    if let text = reader.text("cursor", limit: 600) {
      cursor = ResidentCursor(text)
      if cursor == nil { reader.errors.add("cursor", "cursor") }
    }
    let place = ["zone", "building", "entrance"].map { reader.text($0, limit: 24) }
    if place.contains(where: { $0 != nil }) || form["building"] != nil {
      building = Building(zone: place[0], name: place[1], entrance: place[2])
    }
    try reader.errors.check()
  }
}
