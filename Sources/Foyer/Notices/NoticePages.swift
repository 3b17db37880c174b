import Foundation
import Pages

/// The board and its four registers, side by side.
struct NoticeTabs {
  let current: String
  let lobby: Lobby
  let context: LobbyContext

  private static let all = ["board", "events", "notices", "instructions", "sayings"]

  var content: [[String: Any]] {
    Self.all.map { name in
      ["path": "/\(name)", "label": lobby.text("notice_tab.\(name)", context), "is_here": name == current]
    }
  }
}

/// One of the registers: events, notices, instructions, lines to say.
struct NoticeListPage: Page, @unchecked Sendable {
  static let template = "notices/index"
  let content: [String: Any]

  init(
    _ register: String, rows: [[String: Any]], query: NoticeQuery, next: ListCursor?, may: Bool,
    find: [String: Any]? = nil, lobby: Lobby, context: LobbyContext
  ) {
    func text(_ key: String) -> String { lobby.text(key, context) }
    func path(_ when: NoticeQuery.When) -> String { "/\(register)?when=\(when.rawValue)" }
    content = [
      "tabs": NoticeTabs(current: register, lobby: lobby, context: context).content,
      "title": text("notice_tab.\(register)"), "about": text("notice_about.\(register)"),
      "lists": NoticeQuery.When.allCases.map { when in
        ["path": path(when), "label": text("notice.when_\(when.rawValue)"), "is_current": when == query.when]
          as [String: Any]
      },
      "rows": rows, "has_rows": !rows.isEmpty, "may_write": may, "new_path": "/\(register)/new",
      "add": text("notice_add.\(register)"), "none": text("notice_none.\(register)"), "find": find ?? false,
      "pages": ListPages(
        first: query.cursor.map { _ in path(query.when) }, next: next.map { "\(path(query.when))&cursor=\($0.text)" },
        isNewestFirst: query.when == .past
      ).content(lobby, context),
    ]
  }
}

/// The form of any of them: groups of fields, and boxes to tick.
struct NoticeFormPage: Page, @unchecked Sendable {
  static let template = "notices/form"
  let content: [String: Any]

  init(
    _ register: String, id: String?, typed: TypedForm, groups: [[[String: Any]]], ticks: [[String: Any]] = [],
    lobby: Lobby, context: LobbyContext
  ) {
    let path = id.map { "/\(register)/\($0)" }
    content = typed.summary.merging([
      "tabs": NoticeTabs(current: register, lobby: lobby, context: context).content,
      "heading": lobby.text(id == nil ? "notice_add.\(register)" : "notice_change.\(register)", context),
      "about": lobby.text("notice_about.\(register)", context),
      "action": path.map { $0 + "?_method=put" } ?? "/\(register)", "back": path ?? "/\(register)",
      "groups": groups.map { ["fields": $0] }, "ticks": ticks,
    ]) { $1 }
  }
}

/// One of them, with what may be done to it and what was done.
struct NoticeRecordPage: Page, @unchecked Sendable {
  static let template = "notices/show"

  /// One thing that may be done to it.
  struct Act {
    let noun: String
    let label: String
    var style = ""
    var takesBack = false
    var fields: [[String: Any]] = []
  }

  struct Receipts {
    let title: String
    let rows: [[String: Any]]
  }

  let content: [String: Any]

  init(
    _ register: String, id: String, title: String, chip: [String: Any], text: String?, say: String?,
    facts: [[String: Any]], acts: [Act], editPath: String?, sheetPath: String? = nil, reading: [String: Any]? = nil,
    receipts: Receipts? = nil, note: String? = nil, errors: FieldErrors? = nil,
    trail: Trail, words: NoticeWords
  ) {
    let (lobby, context) = (words.lobby, words.context)
    let path = "/\(register)/\(id)"
    let own: [String: Any] = [
      "tabs": NoticeTabs(current: register, lobby: lobby, context: context).content, "title": title, "path": path,
      "text": text ?? false, "say": say ?? false, "facts": facts, "note": note ?? false,
      "acts": acts.map { act in
        [
          "action": "\(path)/\(act.noun)" + (act.takesBack ? "?_method=delete" : ""), "label": act.label,
          "style": act.style, "fields": act.fields, "is_plain": act.fields.isEmpty, "has_fields": !act.fields.isEmpty,
        ] as [String: Any]
      },
      "has_acts": !acts.isEmpty || editPath != nil || sheetPath != nil, "edit": editPath ?? false,
      "sheet": sheetPath ?? false, "reading": reading ?? false,
      "receipts": receipts.map { ["heading": $0.title, "rows": $0.rows] as [String: Any] } ?? false,
      "trail": JournalTrail(
        // Who has read it stands beside it; among the changes it would only be in the way.
        trail: trail.without(.boardRead), zone: words.estate.zone, lobby: lobby, context: context, isOfSubject: true
      ).content,
    ]
    let messages = errors?.messages(in: context.language, phrasebook: lobby.phrasebook) ?? []
    content = own.merging(chip) { own, _ in own }.merging(ErrorSummary.content(messages)) { own, _ in own }
  }
}
