import Foundation
import Pages

/// The board of one person, group by group; what he has still to read has a button.
struct BoardPage: Page {
  static let template = "board/index"
  let contents: BoardContents
  let words: NoticeWords

  private var context: LobbyContext { words.context }
  private var board: Board { contents.board }
  private var mayRead: Bool { context.may(.draftNotices) }
  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { words.text(key, arguments) }

  var content: [String: Any] {
    let unread = mayRead ? board.unread : []
    return [
      "tabs": NoticeTabs(current: "board", lobby: words.lobby, context: context).content,
      "groups": BoardItem.Kind.allCases.compactMap { group($0, next: unread.first?.id) },
      "is_empty": board.items.isEmpty, "unread_text": unread.isEmpty ? false : unreadText(unread.count),
      "all_read": unread.isEmpty && mayRead && board.items.contains { board.state(of: $0) == .read },
      "may_see_readers": context.may(.seeReadings),
      "day": DayName.text(context.now, zone: words.estate.zone, lobby: words.lobby, context: context),
    ]
  }

  private func unreadText(_ count: Int) -> String { text("board.unread", ["n": String(count)]) }

  private func group(_ kind: BoardItem.Kind, next: String?) -> [String: Any]? {
    let items = board.items.filter { $0.kind == kind }
    guard !items.isEmpty else { return nil }
    let unread = mayRead ? items.count { $0.isUnread(since: board.since) } : 0
    return [
      "title": text("board_group.\(kind.rawValue)"), "icon": Self.icons[kind] ?? "board",
      "group_id": "board-\(kind.rawValue)", "number": items.count, "tone": unread > 0 ? "soon" : "",
      "items": items.map { item in row(item).merging(reading(item, isNext: item.id == next)) { own, _ in own } },
    ]
  }

  private static let icons: [BoardItem.Kind: String] = [
    .instruction: "talk", .notice: "note", .event: "flag", .reception: "people", .expected: "clock",
  ]

  /// The button, or since when it is read.
  private func reading(_ item: BoardItem, isNext: Bool) -> [String: Any] {
    let state = board.state(of: item)
    let asks = mayRead && item.isUnread(since: board.since)
    return [
      "path": contents.path(of: item), "item": item.id, "revision": item.revision, "asks": asks, "is_next": isNext,
      "is_changed": asks && state == .changed, "is_off": item.isOff, "urgency": asks ? "soon" : "",
      "read_text": state == .read && !asks
        ? item.readAt.map { text("board.read_at", ["time": clock($0)]) } ?? false : false as Any,
    ]
  }

  private func clock(_ instant: Instant) -> String {
    words.estate.zone.clock(instant, onDayOf: context.now)
  }

  private func row(_ item: BoardItem) -> [String: Any] {
    switch item.kind {
    case .instruction: contents.instructions.first { $0.id == item.id }.map(instruction) ?? [:]
    case .notice: contents.notices.first { $0.id == item.id }.map(notice) ?? [:]
    case .event: contents.events.first { $0.id == item.id }.map(event) ?? [:]
    case .reception: contents.receptions.first { $0.id == item.id }.map(reception) ?? [:]
    case .expected: expected
    }
  }

  private func row(
    _ title: String, when: String, where place: String, text: String?, say: String? = nil,
    visitors: [[String: Any]] = []
  ) -> [String: Any] {
    [
      "title": title, "when": when, "where": place, "text": text ?? false, "say": say ?? false, "visitors": visitors,
      "has_visitors": !visitors.isEmpty,
    ]
  }

  private func instruction(_ instruction: Instruction) -> [String: Any] {
    let details = instruction.details
    return row(
      details.title, when: words.period(details.from, details.until),
      where: [words.post(details.post), instruction.createdBy].joined(separator: " · "), text: details.body)
  }

  private func notice(_ notice: Notice) -> [String: Any] {
    let details = notice.details
    return row(
      details.title, when: words.period(details.from, details.until), where: words.area(details.area),
      text: details.body, say: details.say)
  }

  private func event(_ event: LobbyEvent) -> [String: Any] {
    let details = event.details
    let numbers = [
      details.staffNeeded.map { text("board.staff", ["n": String($0)]) },
      details.visitorsExpected.map { text("board.visitors", ["n": String($0)]) },
    ]
    let place =
      [text("event_kind.\(details.kind.rawValue)"), details.place, details.lift, words.area(details.area)] + numbers
    return row(
      details.title, when: words.period(details.from, details.until),
      where: place.compactMap(\.self).joined(separator: " · "), text: details.deskNote, say: details.say)
  }

  private func reception(_ reception: Reception) -> [String: Any] {
    let details = reception.details
    let place = [
      text("board.heads", ["n": String(details.party)]), details.purpose, details.host, details.route,
      details.photosAllowed ? nil : text("board.no_photos"),
    ]
    return row(
      details.organisation, when: words.moment(details.plannedAt),
      where: place.compactMap(\.self).joined(separator: " · "), text: details.note)
  }

  /// The visitors of the day, masked as on the desk.
  private var expected: [String: Any] {
    let visitors = ExpectedVisitWords(estate: words.estate, lobby: words.lobby, context: context)
    let rows = contents.expected.map { occurrence in
      [
        "window": visitors.window(occurrence, withDay: false), "room": occurrence.expected.room,
        "name": visitors.name(of: occurrence.expected),
        "purpose": text("visit.purpose.\(occurrence.expected.purpose.rawValue)"),
        "note": occurrence.expected.note ?? false,
      ] as [String: Any]
    }
    return row(
      text("board.expected", ["n": String(rows.count)]), when: "", where: "", text: nil, visitors: rows)
  }
}

/// Who has not read what: instructions with the names that are missing, and how far everybody is today.
struct BoardReadersPage: Page {
  static let template = "board/readers"
  let readers: BoardReaders
  let words: NoticeWords

  var content: [String: Any] {
    [
      "tabs": NoticeTabs(current: "board", lobby: words.lobby, context: words.context).content,
      "instructions": readers.instructions.map(instruction), "none_missing": readers.instructions.isEmpty,
      "people": readers.people.map(person), "has_people": !readers.people.isEmpty,
    ]
  }

  private func instruction(_ unread: BoardReaders.Unread) -> [String: Any] {
    let own = unread.instruction
    return [
      "path": "/instructions/\(own.id)", "title": own.title,
      "missing": words.text("instruction.missing", ["n": String(own.missing), "all": String(own.required)]),
      "names": unread.missing.map(\.name).joined(separator: words.text("settings.comma")),
      "clock": words.moment(own.since),
    ]
  }

  private func person(_ person: BoardReaders.Person) -> [String: Any] {
    [
      "name": person.name, "role": words.text("role.\(person.role.rawValue)"),
      "place": person.post.map { words.post($0) } ?? words.text("board.not_here"),
      "unread": words.text("board.of", ["n": String(person.asked - person.unread), "all": String(person.asked)]),
      "chip": person.unread == 0 ? "done" : person.post == nil ? "" : "soon",
      "state_text": person.unread == 0
        ? words.text("board.all_read") : words.text("board.unread", ["n": String(person.unread)]),
      "read_at": person.readAt.map(words.moment) ?? "—",
    ]
  }
}
