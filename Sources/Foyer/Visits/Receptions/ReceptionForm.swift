import Foundation
import Pages

/// What was typed or sent about a reception. A browser sends a day and a clock time, a program `planned_at`.
struct ReceptionForm {
  let form: Form
  let zone: EstateZone

  func draft(at now: Instant) throws -> Reception.Draft {
    var reader = FieldReader(form)
    let isHere = reader.flag("arrived")
    let id = reader.id(at: now)
    let details = details(&reader, at: now, isHere: isHere)
    try reader.errors.check()
    return Reception.Draft(
      id: id, details: details, isHere: isHere, digest: form.fingerprint)
  }

  func details(at now: Instant, isHere: Bool) throws -> Reception.Details {
    var reader = FieldReader(form)
    let details = details(&reader, at: now, isHere: isHere)
    try reader.errors.check()
    return details
  }

  private func details(_ reader: inout FieldReader, at now: Instant, isHere: Bool) -> Reception.Details {
    Reception.Details(
      organisation: reader.text("organisation", limit: 100, required: true, clause: "C-6") ?? "",
      leader: reader.text("leader", limit: 60), leaderTitle: reader.text("leader_title", limit: 60),
      party: reader.int("party", in: 1...2000, required: true) ?? 1,
      purpose: reader.text("purpose", limit: 200, required: true, clause: "C-6") ?? "",
      level: reader.choice("level", as: Reception.Level.self), approvedBy: reader.text("approved_by", limit: 60),
      host: reader.text("host", limit: 60), escort: reader.text("escort", limit: 60),
      route: reader.text("route", limit: 200), photosAllowed: reader.flag("photos_allowed"),
      note: reader.text("note", limit: 500), plannedAt: plannedAt(&reader, at: now, isHere: isHere))
  }

  private func plannedAt(_ reader: inout FieldReader, at now: Instant, isHere: Bool) -> Instant {
    if let text = reader.text("planned_at", limit: 40) {
      guard let moment = EstateZone.instant(iso: text) ?? zone.instant(local: text) else {
        reader.errors.add("planned_at", "moment")
        return now
      }
      return near(now, moment, "planned_at", &reader)
    }
    if isHere, reader.text("time", limit: 10) == nil { return now }
    let day = reader.text("day", limit: 10, required: true).map { zone.instant(day: $0) }
    let time = reader.text("time", limit: 10, required: true)
    guard let day, let time else { return now }
    guard let day else {
      reader.errors.add("day", "day")
      return now
    }
    guard let moment = zone.instant(clock: time, onDayOf: day) else {
      reader.errors.add("time", "moment")
      return now
    }
    return near(now, moment, "day", &reader)
  }

  private func near(_ now: Instant, _ moment: Instant, _ field: String, _ reader: inout FieldReader) -> Instant {
    if moment > now.advanced(days: 366) { reader.errors.add(field, "too_far") }
    if moment < now.advanced(days: -366) { reader.errors.add(field, "too_old") }
    return moment
  }
}

extension Reception.Query {
  init(_ query: Form) throws {
    var reader = FieldReader(query)
    state = reader.choice("state", as: Reception.State.self)
    limit = reader.int("limit", in: 1...200) ?? 50
    cursor = reader.cursor()
    try reader.errors.check()
  }
}

extension Reception {
  /// What a form would have to hold to say the same.
  func form(zone: EstateZone) -> Form {
    var form = Form.empty
    let texts = [
      "organisation": details.organisation, "leader": details.leader, "leader_title": details.leaderTitle,
      "party": String(details.party), "purpose": details.purpose, "level": details.level?.rawValue,
      "approved_by": details.approvedBy, "host": details.host, "escort": details.escort, "route": details.route,
      "photos_allowed": details.photosAllowed ? "on" : nil, "note": details.note, "day": zone.day(details.plannedAt),
      "time": zone.clock(details.plannedAt),
    ]
    for case let (name, text?) in texts { form.set(name, text) }
    return form
  }
}
