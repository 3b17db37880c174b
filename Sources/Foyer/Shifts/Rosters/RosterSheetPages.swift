import Foundation
import Pages

/// The rows of 排班表 (forms §2.17): person, post, a code for each day, hours, days off, who stood in for whom.
struct RosterSheet {
  let view: RosterView
  let words: RosterWords

  private var zone: EstateZone { view.estate.zone }
  var days: [Instant] { view.month.days(in: zone) }

  var period: RegisterPeriod {
    RegisterPeriod(first: view.plan.from, last: days.last ?? view.plan.from, post: nil, zone: zone)
  }

  var title: String {
    words.text(
      "roster_sheet.title_of",
      ["estate": view.estate.name, "y": String(view.month.year), "m": String(view.month.month)])
  }

  var header: [String] {
    [words.text("roster_sheet.name"), words.text("roster_sheet.post")] + days.map { String(zone.parts($0).day) }
      + [words.text("roster_sheet.hours"), words.text("roster_sheet.rest_days"), words.text("roster_sheet.covers")]
  }

  /// Characters a column of the workbook is wide.
  var widths: [Int] { [12, 14] + days.map { _ in 5 } + [9, 9, 40] }
  /// Columns of the workbook that hold numbers.
  var figures: Set<Int> { [days.count + 2, days.count + 3] }

  var rows: [[String]] { people.map { row(of: $0.account, at: $0.post) } }

  /// In the order of the crews, then whoever else has a shift.
  var people: [(account: String, post: String)] {
    let members = view.members.map { ($0.account, $0.post) }
    let known = Set(members.map(\.0))
    var others: [(String, String)] = []
    for entry in view.entries where !known.contains(entry.account) {
      if !others.contains(where: { $0.0 == entry.account }) { others.append((entry.account, entry.post)) }
    }
    return (members + others).map { (account: $0.0, post: $0.1) }
  }

  private func row(of account: String, at post: String) -> [String] {
    let own = view.entries.filter { $0.account == account }
    let byDay = Dictionary(grouping: own) { zone.dayNumber($0.startsAt) }
    var rest = 0
    let cells = days.map { day -> String in
      if let entries = byDay[zone.dayNumber(day)] { return entries.map(words.code).joined(separator: "/") }
      let next = zone.startOfDay(day, adding: 1)
      let isLeave = view.plan.absences.contains { $0.account == account && $0.from < next && $0.until > day }
      rest += isLeave ? 0 : 1
      return words.text(isLeave ? "roster.code_leave" : "roster.code_rest")
    }
    let hours = RosterWords.hours(own.reduce(0) { $0 + $1.minutes })
    return [words.name(account), words.post(post)] + cells + [hours, String(rest), covers(own)]
  }

  private func covers(_ own: [RosterEntry]) -> String {
    own.compactMap { entry in
      entry.covers.map { covered in
        words.text(
          "roster_sheet.cover",
          ["day": String(zone.parts(entry.startsAt).day), "code": words.code(entry), "who": words.name(covered)])
      }
    }.joined(separator: words.text("settings.comma"))
  }

  /// Who made it and who approved it, below the rows of the workbook as below those on paper.
  var signatures: [String] {
    let (made, approved) = (view.roster.map { words.name($0.madeBy) }, view.roster?.approvedBy.map { words.name($0) })
    return [
      words.text("roster_sheet.made_by"), made ?? "", words.text("roster_sheet.approved_by"), approved ?? "",
    ]
  }

  static let rowsOnPage = 22

  var pages: [[[String]]] {
    let rows = rows
    let pages = stride(from: 0, to: rows.count, by: Self.rowsOnPage).map {
      Array(rows[$0..<min($0 + Self.rowsOnPage, rows.count)])
    }
    return pages.isEmpty ? [[]] : pages
  }
}

struct RosterSheetPage: Page {
  static let template = "roster/sheet"
  let sheet: RosterSheet
  let print: SheetPrint?
  let fingerprint: String
  let seal: SealMark?
  let lobby: Lobby
  let context: LobbyContext

  private var words: RosterWords { sheet.words }
  private var isPrinted: Bool { print.map { $0.fingerprint == fingerprint } ?? false }

  var content: [String: Any] {
    let pages = sheet.pages
    return [
      "month": sheet.view.month.text, "may_print": context.may(.printRegister), "sheet_title": sheet.title,
      "is_printed": isPrinted,
      "has_changed": print != nil && !isPrinted, "legend": legend, "mark": mark,
      "made_by": sheet.view.roster.map { words.name($0.madeBy) } ?? "",
      "approved_by": sheet.view.roster?.approvedBy.map { words.name($0) } ?? "",
      "fingerprint": lobby.text("sheet.fingerprint", context, ["digits": fingerprint]),
      "headers": sheet.header.enumerated().map { ["text": $1, "class": Self.column($0, of: sheet.header.count)] },
      "pages": pages.enumerated().map { index, rows in
        [
          "page_of": lobby.text("sheet.page", context, ["n": String(index + 1), "m": String(pages.count)]),
          "rows": rows.map { row in
            ["cells": row.enumerated().map { ["text": $1, "class": Self.column($0, of: row.count)] }]
          },
        ]
      },
    ]
  }

  private static func column(_ index: Int, of count: Int) -> String {
    switch index {
    case 0, 1: "who"
    case count - 1: "covers l"
    case count - 3, count - 2: "sum n"
    default: "day"
    }
  }

  private var mark: Any {
    guard isPrinted, let print else { return lobby.text("sheet.preview", context) }
    return print.copy > 1 ? lobby.text("sheet.reprint", context, ["n": String(print.copy)]) : false
  }

  /// `早 7:00–15:00`
  private var legend: String {
    let used = Set(sheet.view.entries.map(\.kind))
    let kinds = words.kinds.values.filter { used.contains($0.id) }
      .sorted { ($0.startsMinute, $0.code) < ($1.startsMinute, $1.code) }
    return kinds.map { "\($0.code) \($0.clocks)" }.joined(separator: "　")
  }
}
