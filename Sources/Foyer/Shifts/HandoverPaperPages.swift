import Foundation
import Pages

/// A handover as the paper form writes it (2.4); the fingerprint is taken over its rows.
struct HandoverPaper: Sendable {
  let sheet: HandoverSheet
  let words: HandoverWords
  let context: LobbyContext

  private var handover: Handover { sheet.handover }
  private var zone: EstateZone { sheet.estate.zone }

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    words.lobby.text("handover.\(key)", context, arguments)
  }

  /// 名称 | 总数 | 在外 | 应有 | 实点 | 差 | 状况、说明
  var things: [[String]] {
    sheet.countLines.map { line in
      let name = words.name(of: line.thing, line.name, context)
      guard let count = line.count else { return [name, "", "", "", "", "", ""] }
      let difference = count.difference > 0 ? "+\(count.difference)" : "\(count.difference)".replacing("-", with: "−")
      return [
        name, String(count.book), String(count.away), String(count.expected), String(count.counted), difference,
        count.reason ?? "",
      ]
    }
  }

  /// 发生情况, 巡查与防火防盗, 水电, 上级指示, 卫生
  var situation: [[String]] {
    let report = handover.report
    let orders =
      sheet.items.filter { $0.kind == "instructions" }.map { words.words(of: $0, context).detail } + [report.orders]
    let figures = ["visits", "refused", "left", "unseen", "notes", "courtesies"].map { name in
      text("paper.\(name)", ["n": String(sheet.tallies[name] ?? 0)])
    }.joined(separator: text("comma"))
    let happened = figures + text("stop") + (report.happened ?? "")
    return [
      [text("report.happened"), happened], [text("report.safety"), report.safety ?? "—"],
      [text("report.utilities"), report.utilities ?? "—"],
      [
        text("report.orders"),
        orders.compactMap(\.self).isEmpty ? "—" : orders.compactMap(\.self).joined(separator: text("semicolon")),
      ],
      [text("report.hygiene"), report.hygiene ?? "—"],
    ]
  }

  /// 序 | 事项 | 单号、来源 | 时限 | 接班确认
  var open: [[String]] {
    sheet.items.enumerated().map { index, item in
      let own = words.words(of: item, context)
      let what = own.detail.isEmpty ? own.title : own.title + text("comma") + own.detail
      let time = item.stateAt.map { words.moment($0, clock) } ?? ""
      let state =
        item.goneAt.map { text("item_gone", ["time": words.moment($0, clock)]) }
        ?? text("item.\(item.state.rawValue)", ["time": time, "by": item.stateBy ?? ""])
      return [String(index + 1), what, source(of: item), deadline(of: item), state]
    }
  }

  private func source(of item: HandoverItem) -> String {
    let kind = words.lobby.knownText("handover.kind.\(item.kind)", context) ?? text("kind_other")
    return Self.dated.contains(item.kind) ? kind : text("paper.from", ["kind": kind, "time": moment(item.since)])
  }

  /// By when it should have been over, where it has such a time; else it may be asked for at any moment.
  private func deadline(of item: HandoverItem) -> String {
    Self.dated.contains(item.kind) ? moment(item.since) : text("paper.any_time")
  }

  /// Kinds that are open since the time was over that they had.
  private static let dated: Set = ["overstay", "not_arrived", "missed_round", "unfinished_round"]

  private func moment(_ instant: Instant) -> String { zone.dayAndClock(instant) }

  /// What was in dispute and how it was decided.
  var disputes: [[String]] {
    let disputed = sheet.statements.filter { $0.kind != .understood }
    let numbers = Dictionary(sheet.items.enumerated().map { ($1.key, $0 + 1) }, uniquingKeysWith: { $1 })
    return disputed.map { statement in
      let place =
        statement.item.flatMap { numbers[$0] }.map { text("paper.item", ["n": String($0)]) } ?? text("paper.whole")
      let by = text(
        "said.\(statement.kind.rawValue)", ["by": statement.name, "time": words.moment(statement.at, clock)])
      return [place, by + (statement.text ?? "")]
    }
  }

  /// Times stand without their day when they are of the day of the handover.
  private var clock: LobbyContext {
    var context = context
    context.now = handover.closedAt ?? context.now
    return context
  }

  var signatures: [Handover.Party] { handover.offGoing + handover.reliefs + handover.leaders }

  func signed(_ party: Handover.Party) -> String { party.signedAt.map { words.moment($0, clock) } ?? "" }

  var meta: [String] {
    let lobby = words.lobby
    let parts = zone.parts(handover.begunAt)
    let day =
      lobby.text("sheet.date", context, ["y": String(parts.year), "m": String(parts.month), "d": String(parts.day)])
      + " " + lobby.text("duty_record.weekday.\(parts.weekday)", context)
    let names = { (parties: [Handover.Party]) in
      parties.map(\.name).joined(separator: text("and"))
    }
    let came = handover.reliefs.compactMap(\.arrivedAt).min().map { words.moment($0, clock) } ?? "—"
    let closed = handover.closedAt.map { words.moment($0, clock) } ?? "—"
    let shift = { (party: Handover.Party?) -> String in
      guard let from = party?.plannedFrom, let until = party?.plannedUntil else { return "" }
      return [party?.shift, "\(zone.clock(from))–\(zone.clock(until))"].compactMap(\.self).joined(separator: " ") + "　"
    }
    return [
      lobby.text("sheet.estate", context, ["name": sheet.estate.name]),
      lobby.text("sheet.post", context, ["name": sheet.postName]), lobby.text("sheet.days", context, ["days": day]),
      lobby.text("sheet.number", context, ["number": number]),
      text("paper.off_going", ["names": shift(handover.offGoing.first) + names(handover.offGoing)]),
      text("paper.relief", ["names": shift(handover.reliefs.first) + names(handover.reliefs)]),
      text("paper.times", ["begun": words.moment(handover.begunAt, clock), "came": came, "closed": closed]),
    ]
  }

  /// `JB-20260514-2342`: the day and the clock of its beginning.
  var number: String {
    "JB-" + zone.day(handover.begunAt).replacing("-", with: "") + "-"
      + zone.clock(handover.begunAt).replacing(":", with: "")
  }

  var rows: [[String]] {
    [meta] + things + situation + open + disputes + signatures.map { [$0.side.rawValue, $0.name, signed($0)] }
  }
}

struct HandoverPaperPage: Page {
  static let template = "handovers/sheet"
  let paper: HandoverPaper
  let fingerprint: String
  let seal: SealMark?
  let print: SheetPrint?
  let lobby: Lobby
  let context: LobbyContext

  private var isPrinted: Bool { print.map { $0.fingerprint == fingerprint } ?? false }

  var content: [String: Any] {
    let handover = paper.sheet.handover
    return [
      "id": handover.id, "meta": paper.meta.map { ["text": $0] }, "mark": mark ?? false as Any,
      "things": paper.things.map(cells), "situation": paper.situation.map(pair), "open": paper.open.map(cells),
      "disputes": paper.disputes.map(pair), "no_disputes": paper.disputes.isEmpty, "nothing": paper.open.isEmpty,
      "signatures": paper.signatures.map { party in
        [
          "side": paper.text("side.\(party.side.rawValue)"), "name": party.name, "time": paper.signed(party),
          "strokes": party.drawn.flatMap(Strokes.path) ?? false as Any,
        ] as [String: Any]
      },
      "lacks_leader": handover.leaders.isEmpty, "is_printed": isPrinted, "has_changed": print != nil && !isPrinted,
      "fingerprint": marks,
    ]
  }

  private func cells(_ row: [String]) -> [String: Any] {
    ["cells": row.enumerated().map { ["text": $1, "class": $1.count > 8 || $0 == 0 && row.count == 7 ? "l" : ""] }]
  }

  private func pair(_ row: [String]) -> [String: Any] { ["name": row[0], "text": row[1]] }

  private var marks: String {
    let own = lobby.text("sheet.fingerprint", context, ["digits": fingerprint])
    guard let seal else { return own }
    return own + "　" + lobby.text("sheet.seal", context, ["seq": String(seal.seq), "digits": seal.digits])
  }

  private var mark: String? {
    guard isPrinted, let print else { return lobby.text("sheet.preview", context) }
    return print.copy > 1 ? lobby.text("sheet.reprint", context, ["n": String(print.copy)]) : nil
  }
}
