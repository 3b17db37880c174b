import Foundation
import Pages

/// What somebody brings back from a stop, as a browser's form or a program sends it: `items.<id>` for each item,
/// `findings.<id>.…` for what is not as it should be, `photos.<id>` for pictures.
struct StopForm {
  let form: Form
  let kind: Checklist.Kind
  let stop: Checklist.Stop
  let round: String
  /// The code that is printed at the stop, where it has one.
  let code: String?
  /// What stands there already, when this corrects it; and the items of which it is known what followed.
  var kept: RoundStop?
  var found: Set<String> = []

  func report(at now: Instant) throws -> StopReport {
    var reader = FieldReader(form)
    let (way, reason) = way(&reader)
    let note = kept == nil ? reader.text("note", limit: 200) : kept?.note
    if reason == RoundStop.HandReason.other.rawValue, note == nil { reader.errors.add("note", "required") }
    let takesRest = reader.flag("rest")
    var (answers, findings): ([CheckAnswer], [CheckFinding.Draft]) = ([], [])
    var photos: [StopReport.Photo] = []
    for item in stop.items {
      let photo = photo(of: item, &reader, at: now)
      if let photo { photos.append(photo) }
      guard let answer = answer(to: item, &reader, photo: photo?.id, takesRest: takesRest) else { continue }
      answers.append(answer)
      if !answer.isGood, !found.contains(item.id), let finding = finding(of: item, answer, &reader, at: now) {
        findings.append(finding)
      }
    }
    try reader.errors.check()
    return StopReport(
      way: way, reason: reason, note: note, answers: answers, findings: findings, photos: photos,
      digest: form.fingerprint)
  }

  private func way(_ reader: inout FieldReader) -> (RoundStop.Way, String?) {
    if let kept { return (kept.way, kept.reason) }
    guard let code else { return (.none, nil) }
    if let sent = reader.text("code", limit: 40) {
      if Secret.matches(sent.uppercased(), code) { return (.scanned, nil) }
      reader.errors.add("code", "old_code")
    }
    let reason = reader.choice("by_hand", as: RoundStop.HandReason.self)
    if reason == nil, reader.errors.isEmpty { reader.errors.add("by_hand", "required") }
    return (.byHand, reason?.rawValue)
  }

  private func answer(
    to item: CheckItem, _ reader: inout FieldReader, photo: String?, takesRest: Bool
  ) -> CheckAnswer? {
    let field = "items.\(item.id)"
    if item.kind == .photo {
      if photo == nil, let earlier = kept?.answers.first(where: { $0.item == item.id }) { return earlier }
      if photo == nil, !reader.errors.entries.contains(where: { $0.field == "photos.\(item.id)" }) {
        reader.errors.add("photos.\(item.id)", "required", clause: item.clause)
      }
      return photo.map { CheckAnswer(item: item.id, value: $0, isGood: true) }
    }
    var text: String?
    if case .number(let number)? = form[field] {
      text = CheckItem.text(number)
    } else {
      text = reader.text(field, limit: 40)
    }
    if text == nil, takesRest, item.kind == .yesNo { text = CheckItem.pass }
    guard let text else {
      if !reader.errors.entries.contains(where: { $0.field == field }) {
        reader.errors.add(field, "required", clause: item.clause)
      }
      return nil
    }
    let answer = item.answer(text)
    if answer == nil { reader.errors.add(field, item.kind == .yesNo || item.kind == .choice ? "choice" : "type") }
    return answer
  }

  private func finding(
    of item: CheckItem, _ answer: CheckAnswer, _ reader: inout FieldReader, at now: Instant
  ) -> CheckFinding.Draft? {
    let prefix = "findings.\(item.id)."
    let what = reader.text(prefix + "what", limit: 200)
    let handling = reader.choice(prefix + "handling", as: CheckFinding.Handling.self, required: true, clause: "B-4.2.3")
    let told = reader.text(prefix + "told", limit: 60, required: handling == .told, clause: "B-4.2.3")
    let ticket = reader.text(prefix + "ticket", limit: 30)
    guard let handling else { return nil }
    let seen = item.kind == .yesNo ? nil : CheckSeen.text(answer, of: item)
    return CheckFinding.Draft(
      id: Identifier.make(at: now), round: round, stop: stop.id, item: item.id, nature: CheckFinding.nature(of: kind),
      place: stop.name, subject: item.word, what: [seen, what].compactMap(\.self).joined(separator: " ").nonEmpty,
      handling: handling, told: handling == .told ? told : nil, ticket: ticket)
  }

  /// A file of a browser's form, or base64 from a program.
  private func photo(of item: CheckItem, _ reader: inout FieldReader, at now: Instant) -> StopReport.Photo? {
    let field = "photos.\(item.id)"
    var bytes: [UInt8]?
    switch form[field] {
    case .upload(let upload)?: bytes = upload.bytes
    case .text(let text)? where !text.isEmpty && text.utf8.count < PhotoFile.limit * 2:
      bytes = Data(base64Encoded: text).map { [UInt8]($0) } ?? []
    case nil, .null?, .text(""): return nil
    default: bytes = []
    }
    guard let bytes else { return nil }
    guard bytes.count <= PhotoFile.limit else {
      reader.errors.add(field, "photo_too_large", ["megabytes": String(PhotoFile.limit >> 20)])
      return nil
    }
    guard let file = PhotoFile(bytes) else {
      reader.errors.add(field, "photo")
      return nil
    }
    return StopReport.Photo(id: Identifier.make(at: now), item: item.id, bytes: file.bytes)
  }
}

/// What was read or counted, with its unit.
enum CheckSeen {
  static func text(_ answer: CheckAnswer, of item: CheckItem) -> String? {
    switch item.kind {
    case .reading: [answer.value, item.unit].compactMap(\.self).joined(separator: " ")
    case .count: [answer.value, item.expected.map(String.init)].compactMap(\.self).joined(separator: "/")
    case .choice:
      Int(answer.value).flatMap { index in
        item.options.flatMap { $0.indices.contains(index) ? CheckWord.plainChoice($0[index].word) : nil }
      }
    case .yesNo, .photo: nil
    }
  }
}

extension CheckWord {
  /// A choice's own words; what is the product's is said where it is shown.
  fileprivate static func plainChoice(_ word: String) -> String? { isStandard(word) ? nil : word }
}

extension String {
  /// Nil instead of nothing.
  var nonEmpty: String? { isEmpty ? nil : self }
}

/// What was typed about something seen in passing, and what became of it.
struct FindingForm {
  let form: Form

  func draft(at now: Instant) throws -> CheckFinding.Draft {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let nature = reader.choice("nature", as: CheckFinding.Nature.self, required: true, clause: "B-4.2.3")
    let place = reader.text("place", limit: 60, required: true, clause: "B-4.2.3")
    let what = reader.text("what", limit: 200, required: true, clause: "B-4.2.3")
    let handling = reader.choice("handling", as: CheckFinding.Handling.self, required: true, clause: "B-4.2.3")
    let told = reader.text("told", limit: 60, required: handling == .told, clause: "B-4.2.3")
    let ticket = reader.text("ticket", limit: 30)
    try reader.errors.check()
    return CheckFinding.Draft(
      id: id, nature: nature ?? .cleaning, place: place ?? "", subject: nil, what: what, handling: handling ?? .told,
      told: handling == .told ? told : nil, ticket: ticket, digest: form.fingerprint)
  }

  /// Who was told, and the repair slip's number.
  func report() throws -> (told: String, ticket: String?) {
    var reader = FieldReader(form)
    let told = reader.text("told", limit: 60, required: true, clause: "B-4.2.3")
    let ticket = reader.text("ticket", limit: 30)
    try reader.errors.check()
    return (told ?? "", ticket)
  }

  func note() throws -> String? {
    var reader = FieldReader(form)
    let note = reader.text("note", limit: 200)
    try reader.errors.check()
    return note
  }

  /// A reason that has to be given.
  func reason(_ field: String = "reason") throws -> String {
    var reader = FieldReader(form)
    let reason = reader.text(field, limit: 200, required: true)
    try reader.errors.check()
    return reason ?? ""
  }

  static func query(_ form: Form) throws -> CheckFinding.Query {
    var reader = FieldReader(form)
    let query = CheckFinding.Query(
      state: reader.choice("state", as: CheckFinding.State.self), cursor: reader.cursor(),
      limit: reader.int("limit", in: 1...200) ?? 50)
    try reader.errors.check()
    return query
  }
}
