import Foundation
import Pages

/// A shift that is planned or changed by hand. A browser sends a day and perhaps clock times, a program two moments.
struct RosterEntryForm {
  let form: Form
  let zone: EstateZone
  let kinds: [ShiftKind]
  let posts: [Post]
  /// Accounts that can be planned.
  let accounts: Set<String>

  func entry(at now: Instant, changing old: RosterEntry? = nil) throws -> RosterEntry {
    var reader = FieldReader(form)
    let id = old?.id ?? reader.id(at: now)
    let kind = known(&reader, "kind", among: kinds.map(\.id)).flatMap { id in kinds.first { $0.id == id } }
    let post = known(&reader, "post", among: posts.map(\.id))
    let account = known(&reader, "account", among: Array(accounts))
    let hours = hours(&reader, kind)
    let isExtra = reader.flag("extra")
    let note = reader.text("note", limit: 200)
    try reader.errors.check()
    guard let kind, let post, let account, let hours else { throw FieldErrors("kind", "required") }
    var entry = RosterEntry(
      id: id, post: post, account: account, kind: kind.id, startsAt: hours.from, endsAt: hours.until,
      origin: isExtra ? .extra : .hand, note: note)
    guard let old else { return entry }
    entry.revision = old.revision
    entry.covers = account == old.account ? old.covers : old.account
    if account != old.account, !isExtra, old.isInForce { entry.origin = .cover }
    if account == old.account, !isExtra, [.cover, .swap].contains(old.origin) { entry.origin = old.origin }
    return entry
  }

  private func known(_ reader: inout FieldReader, _ field: String, among ids: [String]) -> String? {
    guard let id = reader.text(field, limit: 36, required: true) else { return nil }
    guard ids.contains(id) else {
      reader.errors.add(field, "choice")
      return nil
    }
    return id
  }

  private func hours(_ reader: inout FieldReader, _ kind: ShiftKind?) -> (from: Instant, until: Instant)? {
    let hours: (from: Instant, until: Instant)?
    let sentFrom = moment(&reader, "starts_at")
    let sentUntil = moment(&reader, "ends_at")
    if let sentFrom, let sentUntil {
      hours = (sentFrom, sentUntil)
    } else {
      hours = hoursOfDay(&reader, kind)
    }
    guard let hours else { return nil }
    guard hours.until > hours.from, hours.until.milliseconds - hours.from.milliseconds < RosterEntry.longest else {
      reader.errors.add("until", "hours")
      return nil
    }
    return hours
  }

  private func hoursOfDay(_ reader: inout FieldReader, _ kind: ShiftKind?) -> (from: Instant, until: Instant)? {
    guard let day = reader.day("day", zone: zone) else {
      if reader.errors.isEmpty { reader.errors.add("day", "required") }
      return nil
    }
    let from = reader.minute("from")
    let until = reader.minute("until")
    guard let kind else { return nil }
    let begins = from ?? kind.startsMinute
    let ends = until ?? (from == nil ? kind.endsMinute : begins + kind.minutes)
    return (
      zone.instant(minute: begins, ofDayOf: day),
      zone.instant(minute: ends <= begins ? ends + 1_440 : ends, ofDayOf: day)
    )
  }

  private func moment(_ reader: inout FieldReader, _ field: String) -> Instant? {
    guard let text = reader.text(field, limit: 40) else { return nil }
    let moment = EstateZone.instant(iso: text) ?? zone.instant(local: text)
    if moment == nil { reader.errors.add(field, "moment") }
    return moment
  }
}

extension FieldReader {
  /// Minutes of the clock time in a field; `24:00` is the end of the day.
  mutating func minute(_ path: String, required: Bool = false) -> Int? {
    guard let text = text(path, limit: 5, required: required) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    if text == "24:00" { return 1_440 }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
      (0...59).contains(minute), text.allSatisfy({ $0.isASCII })
    else {
      errors.add(path, "clock")
      return nil
    }
    return hour * 60 + minute
  }

  /// The month in a field or a query, else the one that holds `now`.
  mutating func month(_ path: String, zone: EstateZone, now: Instant) -> RosterMonth {
    guard let text = text(path, limit: 7) else { return RosterMonth(holding: now, zone: zone) }
    guard let month = RosterMonth(text) else {
      errors.add(path, "month")
      return RosterMonth(holding: now, zone: zone)
    }
    return month
  }
}

/// What is kept of how an estate rosters: kinds of shift, needs, rotations, crews.
struct RosterSetupForm {
  let form: Form
  let zone: EstateZone

  func kind(at now: Instant) throws -> ShiftKind {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let code = reader.text("code", limit: 3, required: true)
    let name = reader.text("name", limit: 20, required: true)
    let purpose = reader.choice("purpose", as: ShiftKind.Purpose.self)
    let (from, until) = hours(&reader)
    try reader.errors.check()
    return ShiftKind(
      id: id, code: code ?? "", name: name ?? "", purpose: purpose ?? .duty, startsMinute: from, endsMinute: until)
  }

  func need(at now: Instant, posts: [Post]) throws -> CoverNeed {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let post = reader.text("post", limit: 36, required: true)
    if let post, !posts.contains(where: { $0.id == post }) { reader.errors.add("post", "choice") }
    let days = reader.text("weekdays", limit: 7) ?? "1234567"
    let weekdays = Set(days.compactMap(\.wholeNumberValue))
    if !weekdays.isSubset(of: 1...7) || weekdays.count != days.count { reader.errors.add("weekdays", "choice") }
    let people = reader.int("people", in: 1...99) ?? 1
    let (from, until) = hours(&reader)
    try reader.errors.check()
    return CoverNeed(
      id: id, post: post ?? "", weekdays: weekdays, startsMinute: from, endsMinute: until, people: people)
  }

  /// An end that is not later than the beginning is one of the next day.
  private func hours(_ reader: inout FieldReader) -> (Int, Int) {
    let from = reader.minute("from", required: true) ?? 0
    let until = reader.minute("until", required: true) ?? 0
    return (from, until <= from ? until + 1_440 : until)
  }

  /// The days as codes with blanks, or the name of a known pattern, whose letters become the estate's own kinds.
  func rotation(at now: Instant, kinds: [ShiftKind], name patternName: (RotationPattern) -> String) throws -> Rotation {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let pattern = reader.choice("pattern", as: RotationPattern.self)
    let name = reader.text("name", limit: 40, required: pattern == nil) ?? pattern.map(patternName)
    let startsAt = reader.day("starts_on", zone: zone) ?? zone.startOfDay(now)
    let written = pattern == nil ? reader.text("days", limit: 200, required: true) : nil
    var days: [String?] = []
    if let pattern { days = self.days(of: pattern, kinds: kinds, &reader) }
    if let written { days = self.days(written, kinds: kinds, &reader) }
    try reader.errors.check()
    return Rotation(id: id, name: name ?? "", days: days, startsAt: startsAt)
  }

  private func days(of pattern: RotationPattern, kinds: [ShiftKind], _ reader: inout FieldReader) -> [String?] {
    pattern.letters.map { letter in
      guard letter != .rest else { return nil }
      let kind = RotationPattern.kind(for: letter, among: kinds)
      if kind == nil, reader.errors.isEmpty { reader.errors.add("pattern", "no_kind") }
      return kind?.id
    }
  }

  private func days(_ written: String, kinds: [ShiftKind], _ reader: inout FieldReader) -> [String?] {
    let words = written.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count > 62 { reader.errors.add("days", "too_long", ["limit": "62"]) }
    return words.map { word in
      guard !["-", "休", "R"].contains(word) else { return nil }
      let kind = kinds.first { $0.code == word || $0.id == word }
      if kind == nil, reader.errors.isEmpty { reader.errors.add("days", "no_kind") }
      return kind?.id
    }
  }

  func crew(at now: Instant, id known: String?, rotations: [Rotation]) throws -> Crew {
    var reader = FieldReader(form)
    let id = known ?? reader.id(at: now)
    let name = reader.text("name", limit: 20, required: true)
    let rotation = reader.text("rotation", limit: 36)
    if let rotation, !rotations.contains(where: { $0.id == rotation }) { reader.errors.add("rotation", "choice") }
    let behind = reader.int("days_behind", in: 0...61) ?? 0
    try reader.errors.check()
    return Crew(id: id, name: name ?? "", rotation: rotation, daysBehind: behind)
  }

  func member(of crew: String, accounts: Set<String>, posts: [Post]) throws -> CrewMember {
    var reader = FieldReader(form)
    let account = reader.text("account", limit: 36, required: true)
    let post = reader.text("post", limit: 36, required: true)
    if let account, !accounts.contains(account) { reader.errors.add("account", "choice") }
    if let post, !posts.contains(where: { $0.id == post }) { reader.errors.add("post", "choice") }
    try reader.errors.check()
    return CrewMember(account: account ?? "", crew: crew, post: post ?? "")
  }

  func certificate(at now: Instant, accounts: Set<String>) throws -> StaffCertificate {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let account = reader.text("account", limit: 36, required: true)
    if let account, !accounts.contains(account) { reader.errors.add("account", "choice") }
    let kind = reader.choice("kind", as: StaffCertificate.Kind.self, required: true)
    let last = reader.day("expires_on", zone: zone)
    try reader.errors.check()
    return StaffCertificate(
      id: id, account: account ?? "", kind: kind ?? .other, expiresAt: last.map { zone.startOfDay($0, adding: 1) })
  }
}

/// A leave or a swap that somebody asks for.
struct RosterRequestForm {
  let form: Form
  let zone: EstateZone

  /// Whole days from the first to the last, or two moments.
  func leave(of account: String, at now: Instant) throws -> Leave {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let kind = reader.choice("kind", as: Leave.Kind.self, required: true)
    let first = reader.day("first_day", zone: zone)
    let last = reader.day("last_day", zone: zone)
    if first == nil, form.typed("first_day").isEmpty { reader.errors.add("first_day", "required") }
    let from = first ?? now
    let until = zone.startOfDay(last ?? from, adding: 1)
    if until <= from { reader.errors.add("last_day", "before_first") }
    if until > now.advanced(days: 400) { reader.errors.add("last_day", "too_far") }
    if from < zone.startOfDay(now, adding: -31) { reader.errors.add("first_day", "too_old") }
    let reason = reader.text("reason", limit: 200)
    try reader.errors.check()
    return Leave(
      id: id, account: account, kind: kind ?? .other, startsAt: from, endsAt: until, reason: reason, state: .asked,
      askedAt: now, askedBy: account, decision: nil)
  }

  /// `with` is an account, or one of his shifts for a swap.
  func trade(at now: Instant) throws -> (id: String, entry: String, with: String, note: String?) {
    var reader = FieldReader(form)
    let id = reader.id(at: now)
    let entry = reader.reference("entry")
    if entry == nil, form.typed("entry").isEmpty { reader.errors.add("entry", "required") }
    let with = reader.reference("with")
    if with == nil, form.typed("with").isEmpty { reader.errors.add("with", "required") }
    let note = reader.text("note", limit: 200)
    try reader.errors.check()
    return (id, entry ?? "", with ?? "", note)
  }

  func decision() throws -> (word: RosterDecision.Word, note: String?) {
    var reader = FieldReader(form)
    let word = reader.choice("decision", as: RosterDecision.Word.self, required: true)
    let note = reader.text("note", limit: 200)
    if word == .refused, note == nil, reader.errors.isEmpty { reader.errors.add("note", "required_refusal") }
    try reader.errors.check()
    return (word ?? .refused, note)
  }

  func answer() throws -> ShiftTrade.Answer {
    var reader = FieldReader(form)
    let answer = reader.choice("answer", as: ShiftTrade.Answer.self, required: true)
    try reader.errors.check()
    return answer ?? .declined
  }
}
