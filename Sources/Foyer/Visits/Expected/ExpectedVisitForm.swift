import Foundation
import Pages

/// What was typed or sent about an expected visitor, as a draft or as field errors.
///
/// A browser sends a day and two clock times; a program sends `from` and `until` as moments.
struct ExpectedVisitForm {
  let form: Form
  let zone: EstateZone

  func validated(id: String? = nil, at now: Instant) throws -> ExpectedVisit.Draft {
    var reader = FieldReader(form)
    let recurrence = reader.choice("recurrence", as: ExpectedVisit.Recurrence.self) ?? .once
    let window = window(&reader, at: now)
    let draft = ExpectedVisit.Draft(
      id: id ?? reader.id(at: now),
      room: reader.text("host.room", limit: 60, required: true, clause: "C-4") ?? "",
      hostName: reader.text("host.name", limit: 60),
      visitorName: reader.text("visitor.name", limit: 60, required: true, clause: "A-2.2") ?? "",
      party: reader.int("visitor.party", in: 1...500) ?? 1,
      purpose: reader.choice("purpose", as: Visit.Purpose.self, required: true) ?? .other,
      plate: reader.text("plate", limit: 20),
      note: reader.text("note", limit: 300),
      givesPass: reader.flag("pass", default: form.isTyped),
      recurrence: recurrence,
      from: window?.from ?? now,
      until: window?.until ?? now,
      lastDay: recurrence == .once ? nil : reader.day("last_day", zone: zone),
      digest: form.fingerprint)
    if window != nil { check(draft, &reader, at: now) }
    try reader.errors.check()
    return draft
  }

  private func window(_ reader: inout FieldReader, at now: Instant) -> (from: Instant, until: Instant)? {
    let day = reader.day("day", zone: zone) ?? now
    guard let from = moment("from", onDayOf: day, required: true, &reader) else { return nil }
    guard let until = moment("until", onDayOf: from, required: false, &reader) else {
      guard reader.text("until", limit: 40) == nil else { return nil }
      return (from, zone.startOfDay(from, adding: 1))
    }
    // 22:30 to 07:00 means the next morning.
    guard until <= from, isClock("until", reader) else { return (from, until) }
    return (from, zone.instant(clock: reader.form.typed("until"), onDayOf: zone.startOfDay(from, adding: 1)) ?? until)
  }

  private func isClock(_ field: String, _ reader: FieldReader) -> Bool { !reader.form.typed(field).contains("-") }

  private func moment(
    _ field: String, onDayOf day: Instant, required: Bool, _ reader: inout FieldReader
  ) -> Instant? {
    guard let text = reader.text(field, limit: 40, required: required) else { return nil }
    if let moment = EstateZone.instant(iso: text) ?? zone.instant(local: text) { return moment }
    if !text.contains("-"), let moment = zone.instant(clock: text, onDayOf: day) { return moment }
    reader.errors.add(field, "moment")
    return nil
  }

  /// A window must lie ahead, be one, and not last longer than a person can wait for.
  private func check(_ draft: ExpectedVisit.Draft, _ reader: inout FieldReader, at now: Instant) {
    if draft.until <= draft.from { reader.errors.add("until", "before_from") }
    if draft.closing(in: zone) <= now { reader.errors.add(draft.recurrence == .once ? "until" : "last_day", "past") }
    if draft.from > now.advanced(days: 366) { reader.errors.add("day", "too_far") }
    if draft.from < now.advanced(days: -366) { reader.errors.add("day", "too_old") }
    let longest = draft.recurrence == .once ? 31 : 1
    if draft.until > draft.from.advanced(days: longest) { reader.errors.add("until", "window_too_long") }
    if let last = draft.lastDay, last < zone.startOfDay(draft.from) { reader.errors.add("last_day", "before_from") }
    if let last = draft.lastDay, last > now.advanced(days: 3660) { reader.errors.add("last_day", "too_far") }
  }
}

extension ExpectedVisitQuery {
  init(_ query: Form) throws {
    var reader = FieldReader(query)
    when = reader.choice("when", as: When.self) ?? .today
    limit = reader.int("limit", in: 1...200) ?? 100
    cursor = reader.cursor()
    try reader.errors.check()
  }
}
