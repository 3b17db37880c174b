import Foundation
import Pages

struct CheckSheetPage: Page {
  static let template = "checks/sheet"
  let sheet: CheckSheet
  let print: SheetPrint?
  let fingerprint: String
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let (zone, period, pages) = (sheet.estate.zone, sheet.period, sheet.paper.pages)
    let columns = PaperSheet.checkColumns(sheet.kind)
    let kind = sheet.kind.rawValue
    let view = SheetView(
      title: lobby.text("check_sheet.\(kind)", context), columns: columns,
      header: columns.map { lobby.text("check_sheet.column_\($0.name)", context) }, numberHeader: "", pages: pages,
      meta: [
        lobby.text("sheet.estate", context, ["name": sheet.estate.name]),
        lobby.text("sheet.days", context, ["days": lobby.writtenDays(of: period, context)]),
      ],
      notice: lobby.text("check_sheet.notice_\(kind)", context), signatures: [lobby.text("register.leader", context)],
      fingerprint: fingerprint, seal: sheet.head.seal, print: print, lobby: lobby, context: context)
    let tools = RegisterTools(
      from: zone.day(period.first), to: zone.day(period.last), post: "", posts: [], errors: nil, lobby: lobby,
      context: context)
    return view.content.merging(tools.content) { $1 }.merging([
      "action": "/check-sheets/\(kind)", "may_print": context.may(.printRegister),
      "size": lobby.text("sheet.size", context, ["n": String(pages.count), "rows": String(sheet.rows.count)]),
      "kinds": Checklist.Kind.allCases.map { other in
        [
          "path": "/check-sheets/\(other.rawValue)?\(period.query)", "is_current": other == sheet.kind,
          "label": lobby.text("check_sheet.\(other.rawValue)", context),
        ] as [String: Any]
      },
    ]) { $1 }
  }
}

/// The sheet as a program reads it.
struct CheckSheetResource: Encodable {
  let form, from, to: String
  let columns: [String]
  let rows: [[String]]

  init(_ sheet: CheckSheet) {
    form = sheet.kind.rawValue
    from = sheet.estate.zone.day(sheet.period.first)
    to = sheet.estate.zone.day(sheet.period.last)
    columns = PaperSheet.checkColumns(sheet.kind).map(\.name)
    rows = sheet.rows
  }
}
