import Foundation
import Pages

/// A note as it was typed at the desk or sent by a program.
struct NoteForm {
  static let limit = 500

  let form: Form
  let zone: EstateZone

  func validated(at now: Instant) throws -> NoteRule.Draft {
    var reader = FieldReader(form)
    var draft = NoteRule.Draft(
      id: reader.reference("id"), text: reader.text("text", limit: Self.limit),
      act: reader.choice("act", as: NoteRule.Act.self), room: room(&reader),
      important: reader.flag("important"),
      occurredAt: reader.occurredAt("occurred_at", zone: zone, before: now))
    draft.result = reader.text("result", limit: Self.limit)
    draft.told = reader.text("told", limit: 60)
    draft.owner = reader.text("owner", limit: 60)
    draft.weather = reader.choice("weather", as: Weather.self, required: draft.act == .weather)
    draft.marksNextShift = reader.flag("next_shift")
    if draft.text == nil, draft.staysOpen, reader.errors.isEmpty {
      reader.errors.add("text", "required", clause: "A-4.1")
    }
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

  /// A room in any written form becomes the form that the register uses; what is no room stays as it was said.
  private func room(_ reader: inout FieldReader) -> String? {
    reader.text("room", limit: 60).map { text in
      let room = RoomName.parse(text)
      return room.kind == .unknown ? text : room.display
    }
  }
}
