import Foundation
import Pages

/// A form on paper as its template needs it: every page whole, with head and foot.
struct SheetView {
  let title: String
  let columns: [PaperColumn]
  let header: [String]
  let numberHeader: String
  let pages: [[PaperSheet.Row]]
  /// What stands above the table: `小区：青梧里`.
  let meta: [String]
  let notice: String
  let signatures: [String]
  let fingerprint: String
  let print: SheetPrint?
  let lobby: Lobby
  let context: LobbyContext

  /// The sheet shows what went to paper under this print; otherwise it is a preview and says so.
  var isPrinted: Bool { print.map { $0.fingerprint == fingerprint } ?? false }

  var content: [String: Any] {
    [
      "sheet_title": title, "number_header": numberHeader,
      "columns": columns.map { ["width": $0.width] }, "headers": header.map { ["text": $0] },
      "pages": pages.enumerated().map(page), "is_printed": isPrinted,
      "has_changed": print != nil && !isPrinted,
    ]
  }

  private func page(_ index: Int, _ rows: [PaperSheet.Row]) -> [String: Any] {
    let of = lobby.text("sheet.page", context, ["n": String(index + 1), "m": String(pages.count)])
    return [
      "meta": meta.map { ["text": $0] }, "mark": mark ?? false, "page_of": of, "notice": notice,
      "fingerprint": lobby.text("sheet.fingerprint", context, ["digits": fingerprint]),
      "signatures": signatures.map { ["text": $0] },
      "rows": rows.map { row in
        [
          "number": row.number,
          "cells": zip(columns, row.cells).map { ["class": $0.alignment.rawValue, "text": $1] },
        ] as [String: Any]
      },
    ]
  }

  /// 重印, 预览, or nothing on the first printing.
  private var mark: String? {
    guard isPrinted, let print else { return lobby.text("sheet.preview", context) }
    return print.copy > 1 ? lobby.text("sheet.reprint", context, ["n": String(print.copy)]) : nil
  }
}

struct RegisterPage: Page {
  static let template = "register/show"
  let sheet: RegisterSheet
  let print: SheetPrint?
  let fingerprint: String
  let lobby: Lobby
  let context: LobbyContext

  private func word(_ key: String, _ arguments: [String: String] = [:]) -> String {
    lobby.text(key, context, arguments)
  }

  var content: [String: Any] {
    let pages = sheet.paper.pages
    let view = SheetView(
      title: word("register.title"), columns: PaperSheet.visitorColumns, header: sheet.words.header,
      numberHeader: sheet.words.number, pages: pages, meta: meta,
      notice: word("register.notice", ["days": String(sheet.numberDays), "visit_days": String(sheet.visitDays)]),
      signatures: [word("register.attendant"), word("register.leader")], fingerprint: fingerprint, print: print,
      lobby: lobby, context: context)
    let period = sheet.period
    return view.content.merging(
      RegisterTools(
        from: period.zone.day(period.first), to: period.zone.day(period.last), post: period.post ?? "",
        posts: sheet.posts, errors: nil, lobby: lobby, context: context
      ).content
    ) { $1 }.merging([
      "size": word("sheet.size", ["n": String(pages.count), "rows": String(sheet.visits.count)])
    ]) { $1 }
  }

  private var meta: [String] {
    let (zone, period) = (sheet.estate.zone, sheet.period)
    let (first, last) = (zone.day(period.first), zone.day(period.last))
    let post = period.post.flatMap { id in sheet.posts.first { $0.id == id }?.name } ?? word("register.all_posts")
    let number = "LF-" + [first, last].map { $0.replacing("-", with: "") }.uniqued().joined(separator: "-")
    return [
      word("sheet.estate", ["name": sheet.estate.name]), word("sheet.post", ["name": post]),
      word("sheet.days", ["days": lobby.writtenDays(of: period, context)]),
      word("sheet.number", ["number": number + (print.map { "-\($0.copy)" } ?? "")]),
    ]
  }
}

extension Lobby {
  /// `2026年5月14日`, or the first and the last day.
  func writtenDays(of period: RegisterPeriod, _ context: LobbyContext) -> String {
    [period.first, period.last].map { day in
      let parts = period.zone.parts(day)
      return text(
        "sheet.date", context, ["y": String(parts.year), "m": String(parts.month), "d": String(parts.day)])
    }.uniqued().joined(separator: "–")
  }
}

extension [String] {
  fileprivate func uniqued() -> [String] { count == 2 && self[0] == self[1] ? [self[0]] : self }
}

/// The bar above the sheet: which days, print, export.
struct RegisterTools {
  let from: String
  let to: String
  let post: String
  let posts: [Post]
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    var form = Form.empty
    for (name, value) in ["from": from, "to": to, "post": post] { form.set(name, value) }
    let typed = TypedForm(form, errors: errors, prefix: "register_form", lobby: lobby, context: context)
    let all = TypedForm.Choice(value: "", label: lobby.text("register.all_posts", context))
    let choices = [all] + posts.map { .init(value: $0.id, label: $0.name) }
    return typed.summary.merging([
      "filters": [
        typed.input("from", type: "date", limit: 10), typed.input("to", type: "date", limit: 10),
      ] + (posts.count > 1 ? [typed.select("post", choices)] : []),
      "from": from, "to": to, "post": post,
    ]) { $1 }
  }
}

/// The period could not be read, or holds too much for one printing.
struct RegisterRefusedPage: Page {
  static let template = "register/refused"
  let query: Form
  let errors: FieldErrors
  let estate: Estate
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    RegisterTools(
      from: query.typed("from"), to: query.typed("to"), post: "", posts: [], errors: errors, lobby: lobby,
      context: context
    ).content
  }
}
