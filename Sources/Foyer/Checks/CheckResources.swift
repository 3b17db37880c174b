import Foundation

/// Checklists, rounds and findings as programs see them. Words are in the language that was asked for.
struct ChecklistResource: Encodable {
  struct Item: Encodable {
    let id, word, kind: String
    let right, clause: String?
  }

  struct Stop: Encodable {
    let id, name: String
    let point: String?
    let items: [Item]
  }

  let id, kind, name, madeAt, madeBy: String
  let version, minutes: Int
  let inUse, ordered: Bool
  let times: [String]
  let weekdays: [Int]
  let stops: [Stop]

  init(_ list: Checklist, _ words: CheckWords) {
    (id, kind, name) = (list.id, list.kind.rawValue, words.word(list.plan.name))
    (madeAt, madeBy, version) = (words.zone.iso(list.madeAt), list.madeBy, list.version)
    (inUse, ordered, minutes) = (list.isInUse, list.plan.isOrdered, list.plan.minutes)
    (times, weekdays) = (list.plan.times, list.plan.weekdays)
    stops = list.plan.stops.map { stop in
      Stop(
        id: stop.id, name: words.word(stop.name), point: stop.point,
        items: stop.items.map {
          Item(
            id: $0.id, word: words.word($0.word), kind: $0.kind.rawValue, right: words.typedRight(of: $0).nonEmpty,
            clause: $0.clause)
        })
    }
  }
}

struct ChecklistListResource: Encodable {
  let items: [ChecklistResource]
}

struct DueRoundResource: Encodable {
  let checklist, kind, name, dueAt, state: String
  let round: String?

  init(_ due: DueRound, _ words: CheckWords) {
    (checklist, kind, dueAt) = (due.checklist, due.kind.rawValue, words.zone.iso(due.dueAt))
    name = words.word(due.name)
    (state, round) = (due.state.rawValue, due.round)
  }
}

struct RoundSummaryResource: Encodable {
  let id, checklist, kind, name, startedAt, startedBy, endAt: String
  let version, stops, checked, skipped, failed: Int
  let dueAt, finishedAt, finishedBy, cutShort: String?

  init(_ round: Round, _ words: CheckWords) {
    (id, checklist, kind, name) = (round.id, round.checklist, round.kind.rawValue, words.word(round.name))
    (startedAt, startedBy) = (words.zone.iso(round.startedAt), round.startedBy)
    (endAt, version) = (words.zone.iso(round.endAt), round.version)
    (stops, checked, skipped, failed) = (round.stops, round.checked, round.skipped, round.failed)
    (dueAt, finishedAt) = (round.dueAt.map(words.zone.iso), round.finishedAt.map(words.zone.iso))
    (finishedBy, cutShort) = (round.finishedBy, round.cutShort)
  }
}

struct RoundBoardResource: Encodable {
  let due: [DueRoundResource]
  let items: [RoundSummaryResource]
  let next: String?

  init(_ board: RoundBoard, _ words: CheckWords) {
    due = board.due.map { DueRoundResource($0, words) }
    items = board.shown.map { RoundSummaryResource($0, words) }
    next = board.next?.text
  }
}

struct RoundResource: Encodable {
  struct Answer: Encodable {
    let item, value: String
    let good: Bool
  }

  struct Stop: Encodable {
    let id, name, state: String
    let way, reason, at, by: String?
    let answers: [Answer]
    let corrections: [Correction]
  }

  /// What stood there before, and why it does not any more.
  struct Correction: Encodable {
    let state, why, at, by: String
    let answers: [Answer]

    init(_ correction: StopCorrection, _ words: CheckWords) {
      (state, why) = (correction.original.state.rawValue, correction.why)
      (at, by) = (words.zone.iso(correction.at), correction.by)
      answers = correction.original.answers.map { Answer(item: $0.item, value: $0.value, good: $0.isGood) }
    }
  }

  struct Photo: Encodable {
    let id, stop, item, at, by: String
    let bytes: Int?
  }

  let round: RoundSummaryResource
  let stops: [Stop]
  let findings: [FindingResource]
  let photos: [Photo]

  init(
    _ progress: RoundProgress, findings: [CheckFinding], photos: [CheckPhoto], corrections: [StopCorrection] = [],
    _ words: CheckWords
  ) {
    round = RoundSummaryResource(progress.round, words)
    stops = progress.plan.stops.map { stop in
      let seen = progress.visited[stop.id]
      return Stop(
        id: stop.id, name: words.word(stop.name), state: seen?.state.rawValue ?? "ahead", way: seen?.way.rawValue,
        reason: seen?.reason, at: seen.map { words.zone.iso($0.at) }, by: seen?.by,
        answers: seen?.answers.map { Answer(item: $0.item, value: $0.value, good: $0.isGood) } ?? [],
        corrections: corrections.filter { $0.stop == stop.id }.map { Correction($0, words) })
    }
    self.findings = findings.map { FindingResource($0, words) }
    self.photos = photos.map {
      Photo(id: $0.id, stop: $0.stop, item: $0.item, at: words.zone.iso($0.at), by: $0.by, bytes: $0.size)
    }
  }
}

struct FindingResource: Encodable {
  let id, state, nature, place, handling, foundAt, foundBy: String
  let round, item, what, told, toldAt, ticket, doneAt, doneBy, doneNote, checkedAt, checkedBy: String?

  init(_ finding: CheckFinding, _ words: CheckWords) {
    let zone = words.zone
    (id, state, nature) = (finding.id, finding.state.rawValue, finding.nature.rawValue)
    (place, handling) = (words.word(finding.place), finding.handling.rawValue)
    (foundAt, foundBy, round) = (zone.iso(finding.foundAt), finding.foundBy, finding.round)
    (item, what, told) = (finding.subject.map(words.word), finding.what, finding.told)
    (toldAt, ticket) = (finding.toldAt.map(zone.iso), finding.ticket)
    (doneAt, doneBy, doneNote) = (finding.doneAt.map(zone.iso), finding.doneBy, finding.doneNote)
    (checkedAt, checkedBy) = (finding.checkedAt.map(zone.iso), finding.checkedBy)
  }
}

struct FindingListResource: Encodable {
  let items: [FindingResource]
  let next: String?
}

struct PatrolPointResource: Encodable {
  let id, name: String

  init(_ point: PatrolPoint, _ words: CheckWords) { (id, name) = (point.id, words.word(point.name)) }
}

struct PatrolPointListResource: Encodable {
  let items: [PatrolPointResource]
}
