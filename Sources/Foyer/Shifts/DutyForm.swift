import Foundation
import Pages

/// An arrival as it was sent: where, and for whom when the leader writes it down for another.
struct DutyForm {
  let form: Form
  let zone: EstateZone

  struct Arrival: Sendable {
    let id: String
    let post: String?
    let account: String?
    let at: Instant
  }

  /// Hours within which an arrival is written down later.
  private static let latestHours = 24

  func validated(at now: Instant) throws -> Arrival {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let post = reader.text("post", limit: 36)
    let account = reader.text("account", limit: 36)
    var at = now
    if let text = reader.text("arrived_at", limit: 40) {
      let moment = EstateZone.instant(iso: text) ?? zone.instant(local: text) ?? zone.instant(clock: text, onDayOf: now)
      if let moment, moment <= now, moment > now.advanced(minutes: -60 * Self.latestHours) {
        at = moment
      } else {
        reader.errors.add("arrived_at", "arrival", clause: "A-4.2")
      }
    }
    try reader.errors.check()
    return Arrival(id: id, post: post, account: account, at: at)
  }
}

extension FieldReader {
  /// Why, in words: what the leader decides stands in the record with its reason.
  mutating func reason(_ path: String = "reason", clause: String) -> String {
    text(path, limit: 200, required: true, clause: clause) ?? ""
  }

  /// What was seen of a person: each item in order or not, and words for what is not.
  mutating func appearance(_ kind: AppearanceCheck.Kind) -> (wrong: [AppearanceCheck.Item], note: String?) {
    var wrong: [AppearanceCheck.Item] = []
    for item in kind.items {
      let word = text("appearance.\(item.rawValue)", limit: 10, required: true, clause: kind.clause)
      if word == "wrong" { wrong.append(item) }
      if let word, word != "wrong", word != "ok" { errors.add("appearance.\(item.rawValue)", "choice") }
    }
    let note = text("note", limit: 200)
    if !wrong.isEmpty, note == nil { errors.add("note", "say_what", clause: kind.clause) }
    return (wrong, note)
  }

  /// What was found of each thing; what is not named has not been looked at.
  mutating func findings(of counts: [EquipmentCount]) -> [EquipmentFinding] {
    let rest = choice("rest", as: EquipmentCheck.Result.self)
    return counts.compactMap { finding(of: $0, rest: rest) }
  }

  private mutating func finding(of count: EquipmentCount, rest: EquipmentCheck.Result?) -> EquipmentFinding? {
    let path = "equipment.\(count.equipment.id)"
    let said = choice("\(path).result", as: EquipmentCheck.Result.self)
    let counted = count.equipment.isCounted ? int("\(path).count", in: 0...9999) : nil
    let note = text("\(path).note", limit: 200)
    // "The rest is in order" is no word for what has to be counted.
    let ofRest = count.equipment.isCounted && counted == nil ? nil : rest
    guard let result = said ?? (counted == nil ? nil : .normal) ?? ofRest else { return nil }
    if count.equipment.isCounted, counted == nil {
      errors.add("\(path).count", "count", ["name": count.equipment.name], clause: "A-1.2")
    }
    let finding = EquipmentFinding(count: count, said: result, counted: counted, note: note)
    if finding.needsNote, note == nil {
      errors.add("\(path).note", "difference", ["name": count.equipment.name], clause: "A-1.2")
    }
    return finding
  }
}

extension AppearanceCheck.Kind {
  var clause: String { self == .inspection ? "B-4.2.5" : "A-1.1" }
}

/// A thing of a post as it was typed.
struct EquipmentForm {
  let form: Form

  func validated(id: String, post: String, position: Int) throws -> Equipment {
    var reader = FieldReader(form)
    let kind = reader.choice("kind", as: Equipment.Kind.self, required: true)
    let name = reader.text("name", limit: 40, required: true)
    let pieces = reader.int("pieces", in: 1...9999, required: true)
    try reader.errors.check()
    return Equipment(
      id: id, post: post, kind: kind ?? .other, name: name ?? "", pieces: pieces ?? 1, position: position)
  }
}

/// The days over which punctuality is counted; without asking, the last thirty.
struct PunctualityPeriod: Sendable, Equatable {
  let from, until: Instant

  /// The longest period, in days.
  private static let most = 400

  init(_ query: Form, zone: EstateZone, at now: Instant) throws {
    var reader = FieldReader(query)
    let words = (reader.text("from", limit: 10), reader.text("to", limit: 10))
    let from = words.0.map { zone.instant(day: $0) } ?? zone.startOfDay(now, adding: -29)
    let last = words.1.map { zone.instant(day: $0) } ?? zone.startOfDay(now)
    if from == nil { reader.errors.add("from", "day") }
    if last == nil { reader.errors.add("to", "day") }
    try reader.errors.check()
    guard let from, let last, from <= last, last < from.advanced(days: Self.most) else {
      throw FieldErrors("to", "before_first")
    }
    self.from = from
    until = zone.startOfDay(last, adding: 1)
  }
}
