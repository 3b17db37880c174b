import Foundation
import IdentityDocuments
import Pages

/// What was typed at the desk or sent by a program, as a draft or as field errors.
struct VisitForm {
  let form: Form
  let zone: EstateZone

  func validated(at now: Instant) throws -> Visit.Draft {
    var reader = FieldReader(form)
    let purpose = reader.choice("purpose", as: Visit.Purpose.self, required: true) ?? .other
    let draft = Visit.Draft(
      id: reader.id(at: now),
      category: reader.choice("category", as: Visit.Category.self) ?? (purpose == .delivery ? .courier : .visitor),
      visitorName: reader.text("visitor.name", limit: 60),
      visitorSex: reader.choice("visitor.sex", as: Sex.self)?.rawValue,
      visitorPhone: reader.text("visitor.phone", limit: 40),
      party: reader.int("visitor.party", in: 1...500) ?? 1,
      organisation: reader.text("visitor.organisation", limit: 100),
      purpose: purpose,
      room: reader.text("host.room", limit: 60),
      hostName: reader.text("host.name", limit: 60),
      confirmation: confirmation(&reader),
      document: papers(&reader),
      pass: passWish(&reader),
      belongings: reader.text("belongings", limit: 200),
      note: reader.text("note", limit: 500),
      occurredAt: reader.occurredAt("occurred_at", zone: zone, before: now),
      expectedEnd: expectedEnd(&reader, after: now),
      refusal: reader.choice("refusal", as: Visit.Refusal.self),
      waits: reader.flag("wait"),
      expectedVisit: reader.reference("expected_visit"),
      returning: reader.reference("returning"),
      digest: form.fingerprint)
    require(draft, &reader)
    try reader.errors.check()
    return draft
  }

  /// A plain visitor states his name and whom he visits (C-4, C-5); who is turned away owes us neither.
  private func require(_ draft: Visit.Draft, _ reader: inout FieldReader) {
    guard draft.refusal == nil, draft.category != .emergency else { return }
    let wrong = Set(reader.errors.entries.map(\.field))
    if draft.visitorName == nil, draft.returning == nil, draft.category != .courier, !wrong.contains("visitor.name") {
      reader.errors.add("visitor.name", "required", clause: "C-5")
    }
    if draft.room == nil, draft.category != .courier, !wrong.contains("host.room") {
      reader.errors.add("host.room", "required", clause: "C-4")
    }
  }

  private func confirmation(_ reader: inout FieldReader) -> Visit.Confirmation? {
    let method = reader.choice("confirmation.method", as: Visit.ConfirmationMethod.self)
    let result = reader.choice("confirmation.result", as: Visit.ConfirmationResult.self)
    let tries = reader.int("confirmation.tries", in: 1...20) ?? 1
    let confirmedBy = reader.text("confirmation.confirmed_by", limit: 60)
    if result != nil, method == nil, reader.errors.isEmpty {
      reader.errors.add("confirmation.method", "required", clause: "C-4")
    }
    guard method != nil || result != nil else { return nil }
    return Visit.Confirmation(method: method, result: result, tries: tries, confirmedBy: confirmedBy)
  }

  private func papers(_ reader: inout FieldReader) -> Visit.Draft.Papers {
    let papers = Visit.Draft.Papers(
      type: reader.choice("document.type", as: DocumentType.self)?.rawValue,
      number: reader.text("document.number", limit: 100),
      check: reader.choice("document.check", as: Visit.DocumentCheck.self),
      alternative: reader.choice("document.alternative", as: Visit.Alternative.self))
    if papers.number != nil, papers.type == nil, reader.errors.isEmpty {
      reader.errors.add("document.type", "required", clause: "C-5")
    }
    if papers.check == .match, papers.type == nil, reader.form.typed("returning").isEmpty, reader.errors.isEmpty {
      reader.errors.add("document.type", "required", clause: "C-5")
    }
    return papers
  }

  private func passWish(_ reader: inout FieldReader) -> Visit.Draft.PassWish {
    guard let text = reader.text("pass", limit: 20) else { return .none }
    // The desk offers the next pass; if another desk took it meanwhile, the one after it will do.
    let isOffered = !form.isTyped && text == form.typed("pass_offered")
    return text == "auto" || isOffered ? .auto : .number(text)
  }

  /// A moment, or a clock time: before now, it means tomorrow's.
  private func expectedEnd(_ reader: inout FieldReader, after now: Instant) -> Instant? {
    guard let text = reader.text("expected_end", limit: 40) else { return nil }
    if let clock = zone.instant(clock: text, onDayOf: now), !text.contains("-") {
      return clock > now ? clock : zone.instant(clock: text, onDayOf: zone.startOfDay(now, adding: 1))
    }
    if let instant = EstateZone.instant(iso: text) ?? zone.instant(local: text) { return instant }
    reader.errors.add("expected_end", "moment")
    return nil
  }
}
