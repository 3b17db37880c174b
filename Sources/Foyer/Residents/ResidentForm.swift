import Foundation
import Pages

/// What was typed about a resident, as values or as field errors.
struct ResidentForm {
  let form: Form

  func validated(id: String? = nil, at now: Instant) throws -> Resident {
    var reader = FieldReader(form)
    let name = name(&reader)
    let phones = phones(&reader)
    let chosen = id == nil ? reader.text("id", limit: 36) : nil
    let parsed = chosen.map { Identifier.parse($0) }
    if parsed == .some(nil) { reader.errors.add("id", "uuid_v7") }
    let resident = Resident(
      id: id ?? parsed.flatMap(\.self) ?? Identifier.make(at: now), name: name, phones: phones,
      note: reader.text("note", limit: 300), isDiscreet: reader.flag("do_not_confirm"))
    try reader.errors.check()
    return resident
  }

  private func name(_ reader: inout FieldReader) -> String {
    guard let text = reader.text("name", limit: 60, required: true) else { return "" }
    let name = PersonName(text)
    if !name.name.contains(where: \.isLetter) { reader.errors.add("name", "no_name") }
    return name.written
  }

  /// One text with several numbers, or a list of them.
  private func phones(_ reader: inout FieldReader) -> [String] {
    let text: String
    if case .list = form["phones"] {
      text = reader.texts("phones", limit: 40, most: 8).joined(separator: "/")
    } else {
      text = reader.text("phones", limit: 200) ?? ""
    }
    let (phones, unreadable) = ImportPhone.numbers(in: text)
    if !unreadable.isEmpty { reader.errors.add("phones", "phone") }
    if phones.count > 8 { reader.errors.add("phones", "too_many", ["limit": "8"]) }
    return phones.map(\.number)
  }
}

/// What was typed about a resident and a room.
struct ResidencyForm {
  struct Draft: Sendable {
    let room: RoomName
    let terms: Terms
  }

  /// As what somebody has to do with a room, and from when until when.
  struct Terms: Sendable {
    let relation: Resident.Relation
    let from: Instant?
    /// The first moment at which it is over.
    let to: Instant?
  }

  let form: Form
  let zone: EstateZone

  func validated() throws -> Draft {
    var reader = FieldReader(form)
    let text = reader.text("room", limit: 60, required: true)
    let room = RoomName.parse(text ?? "")
    if text != nil, room.kind == .unknown || room.kind == .building { reader.errors.add("room", "unreadable") }
    let terms = terms(&reader)
    try reader.errors.check()
    return Draft(room: room, terms: terms)
  }

  /// For a room that is known already.
  func validatedTerms() throws -> Terms {
    var reader = FieldReader(form)
    let terms = terms(&reader)
    try reader.errors.check()
    return terms
  }

  private func terms(_ reader: inout FieldReader) -> Terms {
    let relation = reader.choice("relation", as: Resident.Relation.self, required: true)
    let from = day("from", &reader)
    let to = day("to", &reader).map { zone.startOfDay($0, adding: 1) }
    if let from, let to, to <= from { reader.errors.add("to", "before_from") }
    return Terms(relation: relation ?? .family, from: from, to: to)
  }

  private func day(_ field: String, _ reader: inout FieldReader) -> Instant? {
    guard let text = reader.text(field, limit: 20) else { return nil }
    guard let day = zone.instant(writtenDay: text) else {
      reader.errors.add(field, "day")
      return nil
    }
    return day
  }
}

/// When somebody moved out: today means now, another day that he lived here until its end.
struct MoveOutForm {
  let form: Form
  let zone: EstateZone

  func validated(at now: Instant) throws -> Instant {
    var reader = FieldReader(form)
    guard let text = reader.text("day", limit: 20) else {
      try reader.errors.check()
      return now
    }
    guard let day = zone.instant(writtenDay: text) else {
      throw FieldErrors("day", "day")
    }
    return day == zone.startOfDay(now) ? now : zone.startOfDay(day, adding: 1)
  }
}

/// Whom a resident wants kept out.
struct AdmissionBarForm {
  let form: Form

  func validated() throws -> (name: String?, phone: String?) {
    var reader = FieldReader(form)
    let name = reader.text("bar.name", limit: 60)
    let phone = reader.text("bar.phone", limit: 40)
    if let name, ResidentGram.plain(PersonName(name).name).isEmpty { reader.errors.add("bar.name", "no_name") }
    if let phone, ImportPhone.numbers(in: phone).phones.count != 1 { reader.errors.add("bar.phone", "phone") }
    if name == nil, phone == nil, reader.errors.isEmpty { reader.errors.add("bar.name", "name_or_phone") }
    try reader.errors.check()
    return (name, phone.flatMap { ImportPhone.numbers(in: $0).phones.first?.number })
  }
}

extension Resident {
  /// What a form would have to hold to say the same.
  var form: Form {
    var form = Form.empty
    form.set("name", name)
    form.set("phones", phones.joined(separator: " / "))
    form.set("note", note ?? "")
    if isDiscreet { form.set("do_not_confirm", "on") }
    return form
  }
}

extension Resident.Residency {
  /// A form knows days: the moment of a day that was not changed stays, so that who left at noon is not back till midnight.
  func under(_ terms: ResidencyForm.Terms, in zone: EstateZone) -> Resident.Residency {
    var changed = self
    changed.relation = terms.relation
    if terms.from.map(zone.day) != startsAt.map(zone.day) { changed.startsAt = terms.from }
    if terms.to.map(zone.lastDay(before:)) != endsAt.map(zone.lastDay(before:)) { changed.endsAt = terms.to }
    return changed
  }

  /// `2023-05-01 – 2026-04-30`, with dots for what is not known or open.
  func written(in zone: EstateZone) -> String {
    "\(startsAt.map(zone.day) ?? "…") – \(endsAt.map(zone.lastDay(before:)) ?? "…")"
  }

  /// What a form would have to hold to say the same.
  func form(in zone: EstateZone) -> Form {
    var form = Form.empty
    form.set("relation", relation.rawValue)
    form.set("from", startsAt.map(zone.day) ?? "")
    form.set("to", endsAt.map(zone.lastDay(before:)) ?? "")
    return form
  }
}
