import Hummingbird
import Pages

/// Which residents are asked for.
struct ResidentFilter: Sendable {
  var text = ""
  var cursor: ResidentCursor?
  var limit = 20
  /// Of the list by buildings: `building=1&entrance=2&zone=`.
  var building: Building?

  init(_ query: Parameters) throws {
    var reader = FieldReader(
      Form(query: query, names: ["q", "cursor", "limit", "zone", "building", "entrance"]))
    text = reader.text("q", limit: 60) ?? ""
    limit = reader.int("limit", in: 1...200) ?? 20
    if let text = reader.text("cursor", limit: 600) {
      cursor = ResidentCursor(text)
      if cursor == nil { reader.errors.add("cursor", "cursor") }
    }
    let place = ["zone", "building", "entrance"].map { reader.text($0, limit: 24) }
    if place.contains(where: { $0 != nil }) { building = Building(zone: place[0], name: place[1], entrance: place[2]) }
    try reader.errors.check()
  }
}
