import Foundation
import Pages

/// A note as it was typed at the desk or sent by a program.
struct NoteForm {
  static let limit = 500

  let form: Form
  let zone: EstateZone

  func validated(at now: Instant) throws -> NoteRule.Draft {
    var reader = FieldReader(form)
    let draft = NoteRule.Draft(
      id: id(&reader), text: reader.text("text", limit: Self.limit),
      act: reader.choice("act", as: NoteRule.Act.self), room: room(&reader),
      important: reader.flag("important"),
      occurredAt: reader.occurredAt("occurred_at", zone: zone, before: now))
    if draft.text == nil, draft.act == nil, reader.errors.isEmpty {
      reader.errors.add("text", "required", clause: "A-4.1")
    }
    try reader.errors.check()
    return draft
  }

  /// The new words alone: what is corrected keeps its room and its time.
  func correction() throws -> String {
    var reader = FieldReader(form)
    let text = reader.text("text", limit: Self.limit, required: true, clause: "A-8.1")
    try reader.errors.check()
    return text ?? ""
  }

  private func id(_ reader: inout FieldReader) -> String? {
    guard let text = reader.text("id", limit: 36) else { return nil }
    let id = Identifier.parse(text)
    if id == nil { reader.errors.add("id", "uuid_v7") }
    return id
  }

  /// A room in any written form becomes the form that the register uses; what is no room stays as it was said.
  private func room(_ reader: inout FieldReader) -> String? {
    reader.text("room", limit: 60).map { text in
      let room = RoomName.parse(text)
      return room.kind == .unknown ? text : room.display
    }
  }
}

extension FieldReader {
  /// When something happened that is entered late; up to a year ago. The future is a typing mistake.
  mutating func occurredAt(_ path: String, zone: EstateZone, before now: Instant) -> Instant? {
    guard let text = text(path, limit: 40) else { return nil }
    guard let instant = EstateZone.instant(iso: text) ?? zone.instant(local: text) else {
      errors.add(path, "moment")
      return nil
    }
    guard instant <= now.advanced(minutes: 2) else {
      errors.add(path, "future")
      return nil
    }
    guard instant >= now.advanced(days: -366) else {
      errors.add(path, "too_old")
      return nil
    }
    return instant
  }
}
