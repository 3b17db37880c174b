import Pages

/// What a post has by the book, what of it is not in order, and the book's keeping.
struct EquipmentPage: Page {
  static let template = "equipment/index"
  let register: EquipmentRegister
  let errors: FieldErrors
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    let typed = TypedForm(context.form, errors: errors, prefix: "equipment_form", lobby: lobby, context: context)
    return typed.summary.merging([
      "post": register.post.name, "post_id": register.post.id, "posts": posts,
      "things": register.counts.map(thing), "is_empty": register.counts.isEmpty,
      "faults": register.faults.map {
        FaultLine(fault: $0, zone: register.estate.zone, lobby: lobby, context: context).content
      },
      "nothing_open": register.faults.isEmpty, "may_keep": context.may(.keepEquipment),
      "may_report": context.may(.standDuty),
      "fields": [
        typed.select("kind", kinds, required: true), typed.input("name", required: true, limit: 40),
        typed.input("pieces", type: "number", required: true, limit: 4),
      ],
      "options": kinds.map { ["value": $0.value, "label": $0.label] },
    ]) { own, _ in own }
  }

  private var kinds: [TypedForm.Choice] {
    Equipment.Kind.allCases.map {
      .init(value: $0.rawValue, label: lobby.text("equipment.kind.\($0.rawValue)", context))
    }
  }

  private var posts: Any {
    guard register.posts.count > 1 else { return false }
    return [
      "list": register.posts.map {
        ["id": $0.id, "name": $0.name, "is_current": $0.id == register.post.id] as [String: Any]
      }
    ]
  }

  private func thing(_ count: EquipmentCount) -> [String: Any] {
    let thing = count.equipment
    return [
      "id": thing.id, "path": "/equipment/\(thing.id)", "name": thing.name,
      "kind": lobby.text("equipment.kind.\(thing.kind.rawValue)", context), "pieces": thing.pieces, "away": count.away,
      "expected": count.expected, "is_away": count.away > 0, "tone": count.open.isEmpty ? "" : "soon",
      "open": count.open.isEmpty
        ? false : lobby.text("equipment.open_faults", context, ["n": String(count.open.count)]) as Any,
      "kinds": Equipment.Kind.allCases.map {
        [
          "value": $0.rawValue, "label": lobby.text("equipment.kind.\($0.rawValue)", context),
          "is_chosen": $0 == thing.kind,
        ] as [String: Any]
      },
    ]
  }
}

/// One line of what is not in order.
struct FaultLine {
  let fault: EquipmentFault
  let zone: EstateZone
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    [
      "path": "/equipment-faults/\(fault.id)", "name": fault.name, "pieces": fault.pieces,
      "kind": lobby.text("equipment.fault.\(fault.kind.rawValue)", context),
      "tone": fault.kind == .missing ? "late" : "soon", "note": fault.note ?? false,
      "found": zone.dayAndClock(fault.foundAt), "told": fault.told ?? false, "away": fault.away,
    ]
  }
}

struct FaultPage: Page {
  static let template = "equipment/fault"
  let fault: EquipmentFault
  let estate: Estate
  let names: [String: String]
  let trail: Trail
  let lobby: Lobby
  let context: LobbyContext

  var content: [String: Any] {
    FaultLine(fault: fault, zone: estate.zone, lobby: lobby, context: context).content.merging([
      "post_id": fault.post, "is_open": fault.isOpen,
      "state": lobby.text(fault.isOpen ? "equipment.open" : "equipment.closed", context), "facts": facts,
      "may_act": fault.isOpen && context.may(.standDuty),
      "trail": JournalTrail(trail: trail, zone: estate.zone, lobby: lobby, context: context, isOfSubject: true).content,
    ]) { own, _ in own }
  }

  private var facts: [[String: Any]] {
    let list: [(String, String?)] = [
      ("post", lobby.places.place(estate: estate.id, post: fault.post)?.post), ("pieces", String(fault.pieces)),
      ("found", estate.zone.dayAndClock(fault.foundAt)), ("found_by", names[fault.foundBy]), ("note", fault.note),
      ("told", fault.told), ("told_at", fault.toldAt.map(estate.zone.dayAndClock)),
      ("away", fault.away > 0 ? String(fault.away) : nil), ("closed", fault.closedAt.map(estate.zone.dayAndClock)),
      ("closed_by", fault.closedBy.flatMap { names[$0] }), ("how", fault.how),
    ]
    return list.compactMap { name, value in
      value.map { ["label": lobby.text("equipment.fact.\(name)", context), "value": $0] }
    }
  }
}
