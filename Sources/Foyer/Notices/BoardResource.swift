import Foundation

/// A board as programs see it.
struct BoardResource: Encodable {
  struct Item: Encodable {
    let kind, id, state, title, path: String
    let from, until: String
    let revision: Int
    let isCalledOff: Bool
    let readAt: String?
  }

  let unread: Int
  let items: [Item]

  init(_ contents: BoardContents, zone: EstateZone) {
    unread = contents.board.unread.count
    items = contents.board.items.map { item in
      Item(
        kind: item.kind.rawValue, id: item.id, state: contents.board.state(of: item).rawValue,
        title: contents.title(of: item), path: contents.path(of: item), from: zone.iso(item.from),
        until: zone.iso(item.until), revision: item.revision, isCalledOff: item.isOff,
        readAt: item.readAt.map(zone.iso))
    }
  }
}

extension BoardContents {
  func title(of item: BoardItem) -> String {
    switch item.kind {
    case .event: events.first { $0.id == item.id }?.details.title ?? ""
    case .notice: notices.first { $0.id == item.id }?.details.title ?? ""
    case .instruction: instructions.first { $0.id == item.id }?.details.title ?? ""
    case .reception: receptions.first { $0.id == item.id }?.details.organisation ?? ""
    case .expected: String(expected.count)
    }
  }

  func path(of item: BoardItem) -> String {
    switch item.kind {
    case .event: "/events/\(item.id)"
    case .notice: "/notices/\(item.id)"
    case .instruction: "/instructions/\(item.id)"
    case .reception: "/receptions/\(item.id)"
    case .expected: "/expected-visits"
    }
  }
}

struct BoardReadingResource: Encodable {
  let item, kind, readAt: String
  let revision: Int

  init(item: BoardItem, revision: Int, at: Instant, zone: EstateZone) {
    self.item = item.id
    kind = item.kind.rawValue
    readAt = zone.iso(at)
    self.revision = revision
  }
}

/// Who has read what, as programs see it.
struct BoardReadersResource: Encodable {
  struct Unread: Encodable {
    let id, title, since: String
    let required: Int
    let missing: [Reader]
  }
  struct Reader: Encodable { let account, name: String }
  struct Person: Encodable {
    let account, name, role: String
    let post, readAt: String?
    let unread, asked: Int
  }

  let instructions: [Unread]
  let people: [Person]

  init(_ readers: BoardReaders, zone: EstateZone) {
    instructions = readers.instructions.map { unread in
      Unread(
        id: unread.instruction.id, title: unread.instruction.title, since: zone.iso(unread.instruction.since),
        required: unread.instruction.required,
        missing: unread.missing.map { Reader(account: $0.account, name: $0.name) })
    }
    people = readers.people.map { person in
      Person(
        account: person.account, name: person.name, role: person.role.rawValue, post: person.post,
        readAt: person.readAt.map(zone.iso), unread: person.unread, asked: person.asked)
    }
  }
}
