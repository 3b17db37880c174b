import Foundation
import Pages
import Spreadsheets

/// Findings and columns in the reader's words.
struct ImportWords {
  let lobby: Lobby
  let context: LobbyContext

  /// More lines than anybody reads on a screen; the numbers above them are complete.
  static let shown = 200

  func resource(_ line: ImportLine) -> ImportResource.Line {
    ImportResource.Line(
      sheet: line.sheet.isEmpty ? nil : line.sheet, row: line.row, kind: line.kind, field: line.field,
      message: lobby.text(line.messageKey, context, line.arguments))
  }

  func row(_ line: ImportLine) -> [String: Any] {
    [
      "row": line.row, "sheet": line.sheet.isEmpty ? false : line.sheet,
      "kind": lobby.text("importing.kind_\(line.kind)", context),
      "message": lobby.text(line.messageKey, context, line.arguments),
    ]
  }

  func findings(_ outcome: ImportOutcome?) -> [String: Any] {
    let (refused, warned) = (outcome?.refused ?? [], outcome?.warned ?? [])
    func more(_ lines: [ImportLine]) -> Any {
      lines.count > Self.shown
        ? lobby.text("importing.more_lines", context, ["n": String(lines.count - Self.shown)]) : false
    }
    return [
      "refused": refused.prefix(Self.shown).map(row), "has_refused": !refused.isEmpty, "more_refused": more(refused),
      "warned": warned.prefix(Self.shown).map(row), "has_warned": !warned.isEmpty, "more_warned": more(warned),
      "counts": outcome.map(counts) ?? false,
    ]
  }

  private func counts(_ outcome: ImportOutcome) -> [String: Any] {
    [
      "rows": outcome.rows, "imported": outcome.imported, "unchanged": outcome.unchanged,
      "refused": outcome.refused.count, "warned": outcome.warned.count, "rooms": outcome.roomsAdded,
    ]
  }
}

/// Sending a list.
struct ImportListPage: Page {
  static let template = "residents/imports"
  let pending: [PendingImport]
  let errors: FieldErrors?
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(context.form, errors: errors, prefix: "import_form", lobby: lobby, context: context)
    let problem = typed.messages.first { $0.field == "file" }?.message
    return typed.summary.merging([
      "file_error": problem ?? false,
      "fields": [
        typed.select("encoding", ImportChoices.encodings(lobby, context)), typed.input("building", limit: 12),
      ],
      "pending": pending.map { pending in
        [
          "path": "/residents/imports/\(pending.id)", "at": zone.dayAndClock(pending.createdAt),
          "state": lobby.text("importing.state_\(pending.state.rawValue)", context),
        ]
      }, "has_pending": !pending.isEmpty,
    ]) { $1 }
  }
}

/// What a file holds and what would become of it, before the one confirmation.
struct ImportPreviewPage: Page {
  static let template = "residents/import_preview"
  let pending: PendingImport
  let choices: PendingImport.Choices
  let reading: ImportReading?
  let outcome: ImportOutcome?
  let errors: FieldErrors?
  let lobby: Lobby
  let context: LobbyContext

  private var words: ImportWords { ImportWords(lobby: lobby, context: context) }

  var content: [String: Any] {
    let typed = TypedForm(form, errors: errors, prefix: "import_form", lobby: lobby, context: context)
    return typed.summary.merging(words.findings(outcome)) { $1 }.merging(readingContent(typed)) { $1 }.merging([
      "path": "/residents/imports/\(pending.id)", "has_failed": pending.state == .failed,
      "building_field": [typed.input("building", limit: 12)], "chosen": hidden,
      "keeps": ImportChoices.keeps(choices, dropped: reading, lobby, context),
      "confirm": lobby.text("importing.confirm", context, ["n": String(outcome?.imported ?? 0)]),
      "changes_nothing": outcome?.imported == 0,
    ]) { $1 }
  }

  private func readingContent(_ typed: TypedForm) -> [String: Any] {
    let drafts = reading?.drafts.prefix(5).map(draft) ?? []
    let isText = reading == nil || reading?.encoding != nil
    var found: Any = false
    if let encoding = reading?.encoding {
      found = lobby.text("importing.encoding_found", context, ["encoding": ImportChoices.name(of: encoding)])
    }
    var mojibake: Any = false
    if let kind = reading?.mojibake { mojibake = lobby.text("import.mojibake.\(kind.rawValue)", context) }
    return [
      "mojibake": mojibake, "encoding_found": found,
      "encoding_field": isText ? [typed.select("encoding", ImportChoices.encodings(lobby, context))] : [],
      "sheets": reading?.sheets.map(sheet) ?? [], "skipped": skipped, "first": drafts, "has_first": !drafts.isEmpty,
    ]
  }

  private var form: Form {
    var form = Form.empty
    form.set("encoding", choices.encoding ?? "auto")
    form.set("building", choices.building ?? "")
    return form
  }

  /// The same choices again, for the form that confirms.
  private var hidden: [[String: Any]] {
    [
      ["name": "encoding", "value": choices.encoding ?? "auto"], ["name": "building", "value": choices.building ?? ""],
    ]
      + choices.keep.map { ["name": "keep", "value": $0] }
  }

  private var skipped: Any {
    guard let names = reading?.skippedSheets, !names.isEmpty else { return false }
    return lobby.text("importing.skipped", context, ["sheets": names.joined(separator: "、")])
  }

  private func sheet(_ sheet: ImportReading.Sheet) -> [String: Any] {
    [
      "name": sheet.name.isEmpty ? false : sheet.name,
      "about": lobby.text(
        "importing.sheet", context, ["rows": String(sheet.rowCount), "header": String(sheet.headerRow)]),
      "building": sheet.building.map { lobby.text("importing.sheet_building", context, ["building": $0]) } ?? false,
      "columns": sheet.columns.map { column in
        [
          "header": column.header, "field": lobby.text("importing.field_\(column.field.rawValue)", context),
          "is_dropped": sheet.dropped.contains(column.header),
        ] as [String: Any]
      },
    ]
  }

  private func draft(_ draft: ResidentRow.Draft) -> [String: Any] {
    [
      "row": draft.row, "room": draft.room.display, "original": draft.room.original, "name": draft.name.written,
      "relation": lobby.text("resident.relation_\(draft.relation.rawValue)", context),
      "phones": draft.phones.map(PhoneMask.masked).joined(separator: " "),
    ]
  }
}

/// How far an import is, and its report when it is through.
struct ImportReportPage: Page {
  static let template = "residents/import_report"
  let pending: PendingImport
  let outcome: ImportOutcome?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    ImportProgressPart(pending: pending, outcome: outcome, lobby: lobby, context: context).content
  }
}

/// The part of the report that is fetched again while the import runs.
struct ImportProgressPart: Page {
  static let template = "residents/import_progress"
  let pending: PendingImport
  let outcome: ImportOutcome?
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let share = pending.rowsAll == 0 ? 0 : pending.rowsDone * 100 / pending.rowsAll
    return ImportWords(lobby: lobby, context: context).findings(outcome).merging([
      "path": "/residents/imports/\(pending.id)", "is_running": pending.state == .running, "share": share,
      "progress": pending.rowsAll == 0
        ? lobby.text("importing.begins", context)
        : lobby.text(
          "importing.progress", context, ["done": String(pending.rowsDone), "all": String(pending.rowsAll)]),
      "is_stuck": pending.state == .running && pending.mayBeConfirmed(at: context.now),
    ]) { $1 }
  }
}

enum ImportChoices {
  static func name(of encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16 LE"
    case .utf16BigEndian: "UTF-16 BE"
    case .gb18030: "GB18030 / GBK"
    case .big5: "Big5"
    }
  }

  static func encodings(_ lobby: Lobby, _ context: LobbyContext) -> [TypedForm.Choice] {
    [.init(value: "auto", label: lobby.text("importing.encoding_auto", context))]
      + TextEncoding.allCases.map { .init(value: $0.rawValue, label: name(of: $0)) }
  }

  /// Columns that the file has and the desk does not need.
  static func keeps(
    _ choices: PendingImport.Choices, dropped reading: ImportReading?, _ lobby: Lobby, _ context: LobbyContext
  ) -> [[String: Any]] {
    let present = Set((reading?.sheets ?? []).flatMap(\.columns).map(\.field)).filter {
      KeptColumns(named: $0.rawValue) != nil
    }
    return ResidentField.allCases.filter(present.contains).map { field in
      [
        "value": field.rawValue, "label": lobby.text("importing.field_\(field.rawValue)", context),
        "checked": choices.keep.contains(field.rawValue),
      ]
    }
  }
}
