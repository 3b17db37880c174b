import Foundation
import Pages

/// Instructions in rows, on a page, in a form.
struct InstructionPages {
  let words: NoticeWords
  let people: [Account]

  private var context: LobbyContext { words.context }

  struct Found: Sendable {
    let instruction: Instruction
    let receipts: [Instruction.Receipt]
    let board: Board
    let people: [Account]
    let trail: Trail
  }

  func row(_ instruction: Instruction, unread: Instruction.Unread?) -> [String: Any] {
    let details = instruction.details
    let also = unread.map {
      words.text("instruction.missing", ["n": String($0.missing), "all": String($0.required)])
    }
    return [
      "path": "/instructions/\(instruction.id)", "when": words.period(details.from, details.until),
      "title": details.title, "kind": words.post(details.post),
      "sub": words.text("instruction.by", ["name": instruction.createdBy]),
      "also": also ?? false,
    ].merging(words.chip(held: instruction.state(at: context.now).rawValue)) { own, _ in own }
  }

  func page(_ found: Found) -> NoticeRecordPage {
    let instruction = found.instruction, details = instruction.details
    let decides = context.may(.decideNotices) && instruction.withdrawnAt == nil
    return NoticeRecordPage(
      "instructions", id: instruction.id, title: details.title,
      chip: words.chip(held: instruction.state(at: context.now).rawValue), text: details.body, say: nil,
      facts: words.facts([
        ("when", words.period(details.from, details.until)), ("post", words.post(details.post)),
        ("readers", readers(details.readers)), ("revision", String(instruction.revision)),
        ("revised", words.moment(instruction.revisedAt)),
        ("issued_by", "\(instruction.createdBy) \(words.moment(instruction.createdAt))"),
        ("withdrawn", instruction.withdrawnAt.map { "\(instruction.withdrawnBy ?? "") \(words.moment($0))" }),
      ]),
      acts: decides ? [.init(noun: "withdrawal", label: words.text("instruction.withdraw"), style: "warn")] : [],
      editPath: decides ? "/instructions/\(instruction.id)/edit" : nil, reading: reading(found),
      receipts: context.may(.seeReadings) && instruction.withdrawnAt == nil ? receipts(found.receipts) : nil,
      trail: found.trail, words: words)
  }

  /// The button of who is asked to read it.
  private func reading(_ found: Found) -> [String: Any]? {
    guard context.may(.draftNotices), let item = found.board.items.first(where: { $0.id == found.instruction.id }),
      item.isUnread(since: found.board.since)
    else { return nil }
    return ["item": item.id, "revision": item.revision]
  }

  private func readers(_ readers: [Instruction.Reader]) -> String {
    readers.map { reader in
      switch reader {
      case .role(let role): words.text("role.\(role.rawValue)")
      case .person(let id): people.first { $0.id == id }?.name ?? "–"
      }
    }.joined(separator: words.text("settings.comma"))
  }

  private func receipts(_ receipts: [Instruction.Receipt]) -> NoticeRecordPage.Receipts {
    let read = receipts.count { $0.readAt != nil }
    return .init(
      title: words.text("instruction.receipts", ["n": String(read), "all": String(receipts.count)]),
      rows: receipts.map { receipt in
        [
          "name": receipt.name, "role": words.text("role.\(receipt.role.rawValue)"),
          "chip": receipt.readAt == nil ? "soon" : "done",
          "state_text": receipt.readAt.map { words.text("instruction.read_at", ["time": words.moment($0)]) }
            ?? words.text("instruction.not_read"),
        ]
      })
  }

  func form(_ instruction: Instruction?, errors: FieldErrors?) -> NoticeFormPage {
    let form = errors != nil ? context.form : instruction.map(form(of:)) ?? blank
    let typed = TypedForm(form, errors: errors, prefix: "instruction_form", lobby: words.lobby, context: context)
    return NoticeFormPage(
      "instructions", id: instruction?.id, typed: typed,
      groups: [
        [typed.input("title", required: true, limit: 80, focus: true), typed.select("post", words.postChoices)],
        [typed.area("body", limit: 2_000)],
        [
          typed.input("from", type: "datetime-local", limit: 25), typed.input("until", type: "date", limit: 10),
        ],
      ], ticks: ticks(form, typed.messages), lobby: words.lobby, context: context)
  }

  private static let roles: [Role] = [
    .attendant, .butler, .squadLeader, .serviceCentre, .supervisor, .propertyManager,
  ]

  /// Roles and persons that must read it.
  private func ticks(_ form: Form, _ messages: [Problem.Entry]) -> [[String: Any]] {
    func texts(_ name: String) -> Set<String> {
      var reader = FieldReader(form)
      return Set(reader.texts(name, most: 200))
    }
    func group(_ name: String, _ options: [[String: Any]]) -> [String: Any] {
      [
        "label": words.text("instruction_form.\(name)"), "name": name, "options": options,
        "error": messages.first { $0.field == name }?.message ?? false, "error_id": "\(name)-error",
      ]
    }
    let roles = texts("roles"), persons = texts("persons")
    return [
      group(
        "roles",
        Self.roles.map {
          [
            "value": $0.rawValue, "label": words.text("role.\($0.rawValue)"), "checked": roles.contains($0.rawValue),
          ]
        }),
      group(
        "persons",
        people.filter { $0.disabledAt == nil && Self.roles.contains($0.role) }.map {
          ["value": $0.id, "label": $0.name, "checked": persons.contains($0.id)]
        }),
    ]
  }

  private var blank: Form {
    var form = Form(entries: ["roles": .list([.text(Role.attendant.rawValue)])], isTyped: false)
    form.set("from", words.local(context.now))
    return form
  }

  private func form(of instruction: Instruction) -> Form {
    let details = instruction.details
    let roles = details.readers.compactMap {
      if case .role(let role) = $0 { Form.Entry.text(role.rawValue) } else { nil }
    }
    let persons = details.readers.compactMap { if case .person(let id) = $0 { Form.Entry.text(id) } else { nil } }
    var form = Form(entries: ["roles": .list(roles), "persons": .list(persons)], isTyped: false)
    form.set("title", details.title)
    form.set("body", details.body)
    form.set("post", details.post ?? "")
    form.set("from", words.local(details.from))
    form.set("until", details.until.map { words.estate.zone.day(Instant(milliseconds: $0.milliseconds - 1)) } ?? "")
    return form
  }
}
