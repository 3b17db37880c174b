import Foundation
import Pages

extension FieldReader {
  /// A moment with its zone or as a browser's field has it; a day stands for its first moment, or for its end.
  mutating func moment(
    _ path: String, zone: EstateZone, endOfDay: Bool = false, required: Bool = false
  ) -> Instant? {
    guard let text = text(path, limit: 40, required: required) else { return nil }
    if let moment = EstateZone.instant(iso: text) ?? zone.instant(local: text) { return moment }
    if let day = zone.instant(day: text) { return endOfDay ? zone.startOfDay(day, adding: 1) : day }
    errors.add(path, "moment")
    return nil
  }

  /// From when to when something holds: at most some years, and not only in the past.
  mutating func period(
    zone: EstateZone, at now: Instant, from standard: Instant?, until other: Instant? = nil, days: Int
  ) -> (from: Instant, until: Instant) {
    let from = moment("from", zone: zone, required: standard == nil) ?? standard ?? now
    let until = moment("until", zone: zone, endOfDay: true, required: other == nil) ?? other ?? from
    guard errors.isEmpty else { return (from, until) }
    if until <= from { errors.add("until", "before_from") } else if until <= now { errors.add("until", "past") }
    if from > now.advanced(days: 366) { errors.add("from", "too_far") }
    if from < now.advanced(days: -366) { errors.add("from", "too_old") }
    if until < .endless, until > from.advanced(days: days) {
      errors.add("until", "lasts_too_long", ["days": String(days)])
    }
    return (from, until)
  }

  /// A building, an entrance or a room; nothing is the whole estate.
  mutating func area(_ path: String = "area") -> NoticeArea {
    guard let text = text(path, limit: 60) else { return .estate }
    guard let area = NoticeArea(stated: RoomName.remembered(text)) else {
      errors.add(path, "no_place")
      return .estate
    }
    return area
  }
}

extension NoticeQuery {
  init(_ query: Form) throws {
    var reader = FieldReader(query)
    when = reader.choice("when", as: When.self) ?? .now
    limit = reader.int("limit", in: 1...200) ?? 50
    cursor = reader.cursor()
    try reader.errors.check()
  }
}

/// What was typed or sent about an event of the lobby.
struct LobbyEventForm {
  let form: Form
  let zone: EstateZone

  func draft(at now: Instant) throws -> LobbyEvent.Draft {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let details = details(&reader, at: now)
    try reader.errors.check()
    return LobbyEvent.Draft(id: id, details: details, digest: form.fingerprint)
  }

  private func details(_ reader: inout FieldReader, at now: Instant) -> LobbyEvent.Details {
    let period = reader.period(zone: zone, at: now, from: nil, days: 366)
    let kind = reader.choice("kind", as: LobbyEvent.Kind.self, required: true, clause: "A-1.3") ?? .activity
    // Who moves is asked for by his room: it is known where the lift is wanted.
    if kind.isMove { _ = reader.text("area", limit: 60, required: true, clause: "A-1.3") }
    return LobbyEvent.Details(
      kind: kind,
      title: reader.text("title", limit: 80, required: true, clause: "A-1.3") ?? "",
      place: reader.text("place", limit: 80), lift: reader.text("lift", limit: 40), area: reader.area(),
      post: reader.reference("post"),
      organiser: reader.text("organiser", limit: 80), staffNeeded: reader.int("staff_needed", in: 0...200),
      visitorsExpected: reader.int("visitors_expected", in: 0...10_000), deskNote: reader.text("desk_note", limit: 500),
      say: reader.text("say", limit: 200), from: period.from, until: period.until)
  }

  func report() throws -> (visitorsCame: Int?, note: String) {
    var reader = FieldReader(form)
    let came = reader.int("visitors_came", in: 0...10_000)
    let note = reader.text("after_note", limit: 500, required: true, clause: "A-5.3")
    try reader.errors.check()
    return (came, note ?? "")
  }
}

/// What was typed or sent about a notice.
struct NoticeForm {
  let form: Form
  let zone: EstateZone

  func draft(at now: Instant) throws -> Notice.Draft {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let period = reader.period(zone: zone, at: now, from: zone.startOfDay(now), days: 366)
    let details = Notice.Details(
      title: reader.text("title", limit: 80, required: true) ?? "",
      body: reader.text("body", limit: 2_000, required: true) ?? "", area: reader.area(),
      issuer: reader.text("issuer", limit: 80), say: reader.text("say", limit: 200), from: period.from,
      until: period.until)
    try reader.errors.check()
    return Notice.Draft(id: id, details: details, digest: form.fingerprint)
  }

  /// Why it is given back or withdrawn.
  func reason() throws -> String {
    var reader = FieldReader(form)
    let reason = reader.text("reason", limit: 200, required: true)
    try reader.errors.check()
    return reason ?? ""
  }
}

/// What was typed or sent about an instruction to the desk.
struct InstructionForm {
  let form: Form
  let zone: EstateZone

  func draft(at now: Instant) throws -> Instruction.Draft {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let period = reader.period(zone: zone, at: now, from: now, until: .endless, days: 3_660)
    let details = Instruction.Details(
      title: reader.text("title", limit: 80, required: true) ?? "",
      body: reader.text("body", limit: 2_000, required: true) ?? "", post: reader.reference("post"),
      readers: readers(&reader), from: period.from, until: period.until == .endless ? nil : period.until)
    try reader.errors.check()
    return Instruction.Draft(id: id, details: details, digest: form.fingerprint)
  }

  private func readers(_ reader: inout FieldReader) -> [Instruction.Reader] {
    let roles = reader.texts("roles", most: 20), persons = reader.texts("persons", most: 200)
    let known = roles.compactMap(Role.init(rawValue:)).filter { $0 != .program }
    if known.count != roles.count { reader.errors.add("roles", "choice") }
    let ids = persons.compactMap(Identifier.parse)
    if ids.count != persons.count { reader.errors.add("persons", "uuid_v7") }
    let readers = known.map(Instruction.Reader.role) + ids.map(Instruction.Reader.person)
    if readers.isEmpty, reader.errors.isEmpty { reader.errors.add("roles", "nobody", clause: "A-4.3") }
    return readers.reduce(into: []) { all, one in if !all.contains(one) { all.append(one) } }
  }
}

/// What was typed or sent about a line that the desk says.
struct SayingForm {
  let form: Form
  let zone: EstateZone

  func draft(at now: Instant) throws -> Saying.Draft {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let period = reader.period(zone: zone, at: now, from: now, days: 366)
    let area = reader.area()
    let text = reader.text("text", limit: 200, required: true) ?? ""
    if Saying.tellsAbsence(text) { reader.errors.add("text", "tells_absence", clause: "A-6.3") }
    try reader.errors.check()
    return Saying.Draft(
      id: id, details: Saying.Details(text: text, area: area, from: period.from, until: period.until),
      digest: form.fingerprint)
  }
}
