import Foundation

/// One entry of the record in the reader's words, as the template `journal/trail` shows it.
struct JournalLine {
  let entry: JournalEntry
  let trail: Trail
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  /// Whether it offers to be corrected.
  var acts = false
  /// On the page of what it is about: neither names the room nor leads there.
  var isOfSubject = false

  var content: [String: Any] {
    let words = words(of: entry)
    let headline = HeadlineWords.markup(words.headline, of: entry.event)
    return [
      "id": entry.id, "seq": entry.seq, "mark": mark, "time": zone.clock(entry.happenedAt),
      "moment": zone.iso(entry.happenedAt), "plain": isPlain ? headline : false,
      "marked": isPlain ? false : marked(headline), "byline": byline(words.detail),
      "room_tag": roomTag(besides: words), "late": late, "link": link, "may_correct": acts && mayCorrect,
    ]
  }

  /// Most lines are words alone; their template looks up nothing more.
  private var isPlain: Bool { !isStrong && entry.corrects == nil && trail.corrections[entry.id] == nil }

  private var isStrong: Bool { entry.event.important || mark == "soon" }

  private func marked(_ headline: String) -> Any {
    [
      "headline": headline, "important": entry.event.important, "is_strong": isStrong, "original": original,
      "is_struck": isStruck, "corrections": corrections,
    ] as [String: Any]
  }

  /// `可视对讲第2次，白芷`; with the post, where somebody reads the record of another.
  private func byline(_ detail: String) -> String {
    [detail, author, place ?? ""].filter { !$0.isEmpty }
      .joined(separator: lobby.text("duty_record.comma", context))
  }

  /// A command on the machine has no name of its own.
  private var author: String {
    entry.account == "console" ? lobby.text("duty_record.console", context) : entry.accountName
  }

  /// The room as a tag of its own, where the words do not name it.
  private func roomTag(besides words: (headline: String, detail: String)) -> Any {
    guard !isOfSubject, let room = entry.event.room, !(words.headline + words.detail).contains(room) else {
      return false
    }
    return room
  }

  /// Headline and second line, by kind and payload.
  func words(of entry: JournalEntry) -> (headline: String, detail: String) {
    JournalWording.filled(lobby.text(JournalFacts.key(of: entry.event), context), facts(of: entry))
  }

  private func facts(of entry: JournalEntry) -> [String: String] {
    var facts = JournalFacts.words(of: entry.event) { key in
      lobby.knownText(key, context)
    }
    facts["room"] = isOfSubject ? nil : entry.event.room
    return facts
  }

  /// The shape on the line: a diamond corrects, a square is trouble.
  private var mark: String {
    if entry.corrects != nil { return "fix" }
    switch entry.event.kind {
    case .passLost, .visitClosedUnseen, .visitDocumentRevealed, .accountBlocked, .faultFound,
      .postUnmanned:
      return "soon"
    case .roundExcused, .stopSkipped, .stopCorrected, .findingReopened: return "soon"
    case .findingFound where !entry.event.important: return "soon"
    case .visitDepartureUndone, .expectedVisitCancellationUndone, .receptionArrivalUndone, .receptionDepartureUndone,
      .receptionCancellationUndone:
      return "fix"
    default: return entry.event.important ? "late" : isOfSubject ? "done" : ""
    }
  }

  /// Written down noticeably later than it happened: both times are shown.
  private var late: Any {
    guard entry.recordedAt > entry.happenedAt.advanced(minutes: 2) else { return false }
    return lobby.text("duty_record.late", context, ["time": clockOrDay(entry.recordedAt)])
  }

  private var original: Any {
    guard let original = entry.corrects.flatMap({ trail.originals[$0] }) else { return false }
    return [
      "original_headline": HeadlineWords.markup(
        words(of: original).headline, of: original.event), "strikes_original": Self.isNote(original),
    ]
  }

  private var isStruck: Bool { Self.isNote(entry) && trail.corrections[entry.id] != nil }

  /// Only a person's words can be wrong as words; what the program recorded stays as it is, with the note beside it.
  private static func isNote(_ entry: JournalEntry) -> Bool { entry.event.kind.topic == "note" }

  private var corrections: Any {
    guard let corrections = trail.corrections[entry.id] else { return false }
    return corrections.map { correction in
      [
        "text": correction.event.payload["text"] ?? "",
        "by": "\(correction.accountName) \(clockOrDay(correction.recordedAt))",
      ]
    }
  }

  private func clockOrDay(_ instant: Instant) -> String {
    zone.clock(instant, onDayOf: entry.happenedAt)
  }

  private var place: String? {
    guard let principal = context.caller.principal, principal.post != entry.post else { return nil }
    return lobby.places.place(estate: principal.estate, post: entry.post)?.post
  }

  private var link: Any {
    guard !isOfSubject, let subject = entry.event.subject else { return false }
    switch entry.event.kind.topic {
    case "visit": return "/visits/\(subject)"
    case "pass": return "/passes/\(subject)"
    case "expected_visit": return "/expected-visits/\(subject)"
    case "reception": return "/receptions/\(subject)"
    case "resident" where entry.event.kind == .residentsImported: return false
    case "resident", "recognition_card", "admission_bar": return "/residents/\(subject)"
    case "room": return "/rooms/\(subject)"
    case "round" where entry.event.kind != .roundExcused: return "/rounds/\(subject)"
    case "stop": return "/rounds/\(subject)"
    case "finding": return "/findings/\(subject)"
    case "checklist": return "/checklists/\(subject)"
    case "duty", "appearance": return "/duties/\(subject)"
    case "equipment": return "/equipment"
    case "fault": return "/equipment-faults/\(subject)"
    case "handover": return "/handovers/\(subject)"
    default: return false
    }
  }

  private var mayCorrect: Bool {
    guard let principal = context.caller.principal, principal.may(.writeNotes) else { return false }
    return NoteRule.mayCorrect(entry, by: principal)
  }
}

/// A list of lines, in the order of the trail, with a heading wherever the day changes.
struct JournalTrail {
  let trail: Trail
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext
  /// Whether each line offers to be corrected: on the record's own page, not in the desk's column.
  var acts = false
  var isOfSubject = false

  /// `trail` for the template `journal/lines`.
  var content: [[String: Any]] {
    var day = zone.day(context.now)
    return trail.entries.map { entry in
      var line = JournalLine(
        entry: entry, trail: trail, zone: zone, lobby: lobby, context: context, acts: acts, isOfSubject: isOfSubject
      ).content
      let own = zone.day(entry.happenedAt)
      line["day"] = own == day ? false : DayName.text(entry.happenedAt, zone: zone, lobby: lobby, context: context)
      day = own
      return line
    }
  }
}

/// `5月14日 周四`, in the reader's language.
enum DayName {
  static func text(_ instant: Instant, zone: EstateZone, lobby: Lobby, context: LobbyContext) -> String {
    let parts = zone.parts(instant)
    return lobby.text(
      "duty_record.day", context,
      [
        "month": String(parts.month), "day": String(parts.day),
        "weekday": lobby.text("duty_record.weekday.\(parts.weekday)", context),
      ])
  }
}
