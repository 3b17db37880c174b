import Foundation
import Pages

/// A list as a leader types it: rows of items under stops, named by numbers — `stops.1.items.2.word` — so that a form
/// without scripts and a program send the same.
struct ChecklistForm {
  static let stopLimit = 60
  static let itemLimit = 60

  let form: Form
  /// The points that stops may name.
  let points: Set<String>

  func draft(at now: Instant) throws -> Checklist.Draft {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let kind = reader.choice("kind", as: Checklist.Kind.self, required: true)
    let plan = plan(&reader, before: nil)
    try reader.errors.check()
    return Checklist.Draft(id: id, kind: kind ?? .patrol, plan: plan, digest: form.fingerprint)
  }

  /// The list after a change; what keeps its number keeps its id.
  func plan(before old: Checklist.Plan?) throws -> Checklist.Plan {
    var reader = FieldReader(form)
    let plan = plan(&reader, before: old)
    try reader.errors.check()
    return plan
  }

  private func plan(_ reader: inout FieldReader, before old: Checklist.Plan?) -> Checklist.Plan {
    let name = reader.text("name", limit: 40, required: true)
    let stops = stops(&reader, before: old)
    if stops.isEmpty, reader.errors.isEmpty { reader.errors.add("stops", "no_items") }
    return Checklist.Plan(
      name: name ?? "", isOrdered: reader.flag("ordered"),
      minutes: reader.int("minutes", in: 1...480, required: true) ?? 1, times: times(&reader),
      weekdays: weekdays(&reader), stops: stops)
  }

  /// `07:30 15:30`, parted as people part them.
  private func times(_ reader: inout FieldReader) -> [String] {
    let typed: [String]
    if case .list = form["times"] {
      typed = reader.texts("times", limit: 5, most: 48)
    } else {
      let text = reader.text("times", limit: 300)?.precomposedStringWithCompatibilityMapping ?? ""
      typed = text.split { " ,;、，；\n\t".contains($0) }.map(String.init)
    }
    let times = typed.map { time in
      let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
        (0...59).contains(minute), time.count <= 5
      else {
        reader.errors.add("times", "clock")
        return ""
      }
      return (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
    }
    if times.count > 48 { reader.errors.add("times", "range", ["from": "0", "to": "48"]) }
    return Set(times).sorted()
  }

  /// None chosen means every day.
  private func weekdays(_ reader: inout FieldReader) -> [Int] {
    let days = reader.texts("weekdays", limit: 1, most: 7).map { Int($0) ?? 0 }
    if !days.allSatisfy({ (1...7).contains($0) }) { reader.errors.add("weekdays", "choice") }
    return days.isEmpty ? Array(1...7) : Set(days).sorted()
  }

  private func numbers(under prefix: String) -> [Int] {
    let numbers = form.entries.keys.compactMap { path -> Int? in
      guard path.hasPrefix(prefix) else { return nil }
      return Int(path.dropFirst(prefix.count).prefix { $0 != "." })
    }
    return Set(numbers.filter { (1...999).contains($0) }).sorted()
  }

  private func stops(_ reader: inout FieldReader, before old: Checklist.Plan?) -> [Checklist.Stop] {
    let numbers = numbers(under: "stops.")
    guard numbers.count <= Self.stopLimit else {
      reader.errors.add("stops", "range", ["from": "1", "to": String(Self.stopLimit)])
      return []
    }
    var ids = CheckIDs(old)
    let stops = numbers.compactMap { number in stop("stops.\(number).", &reader, &ids) }
    // Typed places in a row move a stop; the rest keep their order.
    return stops.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element.stop)
  }

  private func stop(
    _ prefix: String, _ reader: inout FieldReader, _ ids: inout CheckIDs
  ) -> (place: Int, stop: Checklist.Stop)? {
    let items = numbers(under: prefix + "items.").compactMap { item("\(prefix)items.\($0).", &reader, &ids) }
    let name = reader.text(prefix + "name", limit: 60)
    if reader.flag(prefix + "remove") || name == nil && items.isEmpty { return nil }
    if name == nil { reader.errors.add(prefix + "name", "required") }
    if items.isEmpty { reader.errors.add(prefix + "name", "no_items") }
    if items.count > Self.itemLimit {
      reader.errors.add(prefix + "name", "range", ["from": "1", "to": String(Self.itemLimit)])
    }
    let point = reader.text(prefix + "point", limit: 36)
    if let point, !points.contains(point) { reader.errors.add(prefix + "point", "choice") }
    let place = reader.int(prefix + "place", in: 1...999) ?? Int.max
    let id = ids.stop(reader.text(prefix + "id", limit: 8))
    return (place, Checklist.Stop(id: id, name: name ?? "", point: point, items: items))
  }

  private func item(_ prefix: String, _ reader: inout FieldReader, _ ids: inout CheckIDs) -> CheckItem? {
    guard let word = reader.text(prefix + "word", limit: 60), !reader.flag(prefix + "remove") else { return nil }
    let kind = reader.choice(prefix + "kind", as: CheckItem.Kind.self) ?? .yesNo
    let right = reader.text(prefix + "right", limit: 120)
    var item = CheckItem(
      id: ids.item(reader.text(prefix + "id", limit: 8)), word, kind, clause: reader.text(prefix + "clause", limit: 20))
    if !item.require(right) { reader.errors.add(prefix + "right", "right_\(kind.rawValue)") }
    return item
  }
}

/// Ids of stops and items: those that are known stay, new ones follow the highest.
private struct CheckIDs {
  private var known: Set<String>
  private var next: Int

  init(_ old: Checklist.Plan?) {
    let ids = old.map { $0.stops.map(\.id) + $0.stops.flatMap { $0.items.map(\.id) } } ?? []
    known = Set(ids)
    next = (ids.compactMap { Int($0.dropFirst()) }.max() ?? 0) + 1
  }

  mutating func stop(_ sent: String?) -> String { id("s", sent) }
  mutating func item(_ sent: String?) -> String { id("i", sent) }

  private mutating func id(_ letter: String, _ sent: String?) -> String {
    if let sent, sent.hasPrefix(letter), known.remove(sent) != nil { return sent }
    defer { next += 1 }
    return letter + String(next)
  }
}
