import Foundation
import Pages

extension PaperSheet {
  /// The columns of the three forms: 巡查记录表 (§2.5), 清洁检查表 (§2.15), 设备设施检查表 (§2.16), 277 mm each.
  static func checkColumns(_ kind: Checklist.Kind) -> [PaperColumn] {
    switch kind {
    case .patrol:
      [
        .init(name: "date", width: 16, alignment: .figures), .init(name: "shift", width: 14),
        .init(name: "time", width: 20), .init(name: "place", width: 34, limit: 40),
        .init(name: "items", width: 52, alignment: .start, limit: 90), .init(name: "state", width: 18),
        .init(name: "problem", width: 40, alignment: .start, limit: 80),
        .init(name: "measure", width: 36, alignment: .start, limit: 80), .init(name: "ticket", width: 17),
        .init(name: "by", width: 15), .init(name: "reviewer", width: 15),
      ]
    case .cleaning:
      [
        .init(name: "date", width: 16, alignment: .figures), .init(name: "period", width: 24),
        .init(name: "item", width: 32, limit: 40), .init(name: "standard", width: 54, alignment: .start, limit: 60),
        .init(name: "verdict", width: 18), .init(name: "unclean", width: 40, alignment: .start, limit: 80),
        .init(name: "cleaner", width: 35, limit: 60), .init(name: "done", width: 22),
        .init(name: "inspector", width: 18),
        .init(name: "rechecker", width: 18),
      ]
    case .equipment:
      [
        .init(name: "date", width: 18, alignment: .figures), .init(name: "shift", width: 18),
        .init(name: "equipment", width: 50, limit: 40), .init(name: "normal", width: 24),
        .init(name: "description", width: 105, alignment: .start, limit: 90), .init(name: "repair", width: 32),
        .init(name: "inspector", width: 30),
      ]
    }
  }
}

/// One round with everything that a form on paper asks of it.
struct SheetRound: Sendable {
  let round: Round
  let plan: Checklist.Plan
  let stops: [RoundStop]
  let findings: [CheckFinding]
}

/// The rounds of a kind in a period, as the form on paper has them.
struct CheckSheet: Sendable {
  let estate: Estate
  let kind: Checklist.Kind
  let period: RegisterPeriod
  let rows: [[String]]
  let head: RecordHead

  var paper: PaperSheet { PaperSheet(columns: PaperSheet.checkColumns(kind), rows: rows) }
}

/// Rounds in the words of the forms.
struct CheckSheetWords: Sendable {
  let words: CheckWords
  let shifts: CheckShifts
  private static let none = "—"

  func rows(_ rounds: [SheetRound], excused: [ExcusedRound], kind: Checklist.Kind) -> [[String]] {
    let made = rounds.flatMap { round -> [(Instant, [String])] in
      rows(of: round, kind: kind).map { (round.round.startedAt, $0) }
    }
    let missed = excused.map { ($0.dueAt, row(of: $0, kind: kind)) }
    return (made + missed).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(
      \.element.1)
  }

  private func rows(of round: SheetRound, kind: Checklist.Kind) -> [[String]] {
    round.stops.flatMap { seen -> [[String]] in
      guard let stop = round.plan.stops.first(where: { $0.id == seen.stop }) else { return [] }
      let findings = round.findings.filter { $0.stop == seen.stop }
      switch kind {
      case .patrol: return patrol(seen, at: stop, findings, round.round)
      case .cleaning, .equipment:
        return seen.answers.compactMap { answer in
          guard let item = stop.items.first(where: { $0.id == answer.item }) else { return nil }
          let finding = findings.first { $0.item == item.id }
          return kind == .cleaning
            ? cleaning(item, answer, finding, seen, round.round) : equipment(item, answer, finding, seen, round.round)
        }
      }
    }
  }

  /// What is right stands in one row; each thing that is not has its own.
  private func patrol(
    _ seen: RoundStop, at stop: Checklist.Stop, _ findings: [CheckFinding], _ round: Round
  ) -> [[String]] {
    let items = Dictionary(stop.items.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let head = [words.zone.monthAndDay(seen.at), shift(seen, round), time(seen), words.word(stop.name)]
    if seen.state == .skipped {
      return [head + [Self.none, words.text("check.not_checked"), seen.reason ?? "", "", "", seen.by, ""]]
    }
    let good = seen.answers.filter(\.isGood).compactMap { answer -> String? in
      guard let item = items[answer.item] else { return nil }
      return [.reading, .count].contains(item.kind)
        ? "\(words.word(item.word)) \(words.seen(answer, of: item, .patrol))" : words.word(item.word)
    }
    var rows =
      good.isEmpty ? [] : [head + [good.joined(separator: "、"), words.text("check.normal"), "", "", "", seen.by, ""]]
    rows += seen.answers.filter { !$0.isGood }.map { answer in
      let finding = findings.first { $0.item == answer.item }
      return head + [
        items[answer.item].map { words.word($0.word) } ?? "", words.text("check.abnormal"), finding?.what ?? "",
        finding.map(measure) ?? "", finding?.ticket ?? "", seen.by, finding?.checkedBy ?? "",
      ]
    }
    return rows
  }

  private func shift(_ seen: RoundStop, _ round: Round) -> String {
    shifts.name(at: seen.at, account: seen.account, post: round.post) ?? Self.none
  }

  private func corrected(_ seen: RoundStop) -> String {
    seen.corrections == 0 ? "" : words.text("check.mark_corrected")
  }

  private func time(_ seen: RoundStop) -> String {
    let clock = words.zone.clock(seen.at) + corrected(seen)
    return switch seen.way {
    case .scanned: clock + words.text("check.mark_scanned")
    case .byHand: clock + words.text("check.mark_by_hand")
    case .none: clock
    }
  }

  private func cleaning(
    _ item: CheckItem, _ answer: CheckAnswer, _ finding: CheckFinding?, _ seen: RoundStop, _ round: Round
  ) -> [String] {
    let told = finding.map { finding in
      finding.handling == .oneself
        ? words.text("finding.handling_self")
        : [finding.told, finding.toldAt.map(words.zone.clock)].compactMap(\.self).joined(separator: " ")
    }
    return [
      words.zone.monthAndDay(seen.at),
      "\(words.zone.clock(round.startedAt))–\(words.zone.clock(seen.at))" + corrected(seen),
      words.word(item.word), words.right(of: item) ?? "", words.verdict(answer.isGood, .cleaning),
      answer.isGood ? "" : finding?.what ?? words.seen(answer, of: item, .cleaning), told ?? "",
      finding?.doneAt.map { moment($0, of: seen.at) } ?? "", seen.by, finding?.checkedBy ?? "",
    ]
  }

  private func equipment(
    _ item: CheckItem, _ answer: CheckAnswer, _ finding: CheckFinding?, _ seen: RoundStop, _ round: Round
  ) -> [String] {
    let figure = CheckSeen.text(answer, of: item)
    return [
      words.zone.monthAndDay(seen.at), shift(seen, round), words.word(item.word),
      words.verdict(answer.isGood, .equipment),
      (answer.isGood ? figure ?? "" : finding?.what ?? figure ?? "") + corrected(seen),
      finding?.ticket ?? "", seen.by,
    ]
  }

  private func row(of excused: ExcusedRound, kind: Checklist.Kind) -> [String] {
    let (day, clock) = (words.zone.monthAndDay(excused.dueAt), words.zone.clock(excused.dueAt))
    let (name, missed) = (words.word(excused.name), words.text("check.not_made"))
    switch kind {
    case .patrol:
      return [
        day, shifts.name(at: excused.dueAt) ?? Self.none, clock, name, Self.none, missed, excused.reason, "", "", "",
        excused.by,
      ]
    case .cleaning: return [day, clock, name, "", missed, excused.reason, "", "", "", excused.by]
    case .equipment:
      return [day, shifts.name(at: excused.dueAt) ?? Self.none, name, missed, excused.reason, "", excused.by]
    }
  }

  private func measure(_ finding: CheckFinding) -> String {
    var parts = [
      finding.handling == .oneself
        ? words.text("finding.handling_self")
        : words.text("check.told", ["who": finding.told ?? "", "time": finding.toldAt.map(words.zone.clock) ?? ""])
    ]
    if finding.handling == .told, let done = finding.doneAt {
      parts.append(words.text("check.done", ["time": moment(done, of: finding.foundAt)]))
    }
    return parts.joined(separator: "；")
  }

  private func moment(_ instant: Instant, of day: Instant) -> String { words.moment(instant, now: day) }
}
