/// A handover as programs see it.
struct HandoverResource: Encodable {
  struct Party: Encodable {
    let account, name, side: String
    let arrivedAt, signedAt, way: String?
  }

  struct Count: Encodable {
    let thing, name: String
    /// Told after the count.
    let book, away, expected, counted, difference: Int?
    let reason, countedAt: String?
  }

  struct Item: Encodable {
    let item, kind, path, title, detail, state, since: String
    let room, at, by, goneAt: String?
    let things: [String]
    let statements: [Statement]
  }

  struct Statement: Encodable {
    let kind, at, by: String
    let text: String?
  }

  struct Missing: Encodable {
    let what: String
    let count: Int
  }

  struct Report: Encodable {
    let happened, safety, utilities, orders, hygiene: String?
  }

  let id, post, state, coversFrom, begunAt, begunBy: String
  let earlyReason, refusal, closedAt, closedBy, closingReason: String?
  let parties: [Party]
  let counts: [Count]
  let items: [Item]
  let missing: [Missing]
  let statements: [Statement]
  let report: Report
  let tallies: [String: Int]

  init(_ sheet: HandoverSheet, words: HandoverWords, _ context: LobbyContext) {
    let (handover, zone) = (sheet.handover, sheet.estate.zone)
    id = handover.id
    post = handover.post
    state = handover.state.rawValue
    coversFrom = zone.iso(handover.coversFrom)
    begunAt = zone.iso(handover.begunAt)
    begunBy = handover.begunBy
    earlyReason = handover.earlyReason
    refusal = handover.refusal
    closedAt = handover.closedAt.map(zone.iso)
    closedBy = handover.closedBy
    closingReason = handover.closingReason
    parties = handover.parties.map { party in
      Party(
        account: party.account, name: party.name, side: party.side.rawValue, arrivedAt: party.arrivedAt.map(zone.iso),
        signedAt: party.signedAt.map(zone.iso), way: party.way)
    }
    counts = sheet.countLines.map { line in
      Count(
        thing: line.thing, name: words.name(of: line.thing, line.name, context), book: line.count?.book,
        away: line.count?.away, expected: line.count?.expected, counted: line.count?.counted,
        difference: line.count?.difference, reason: line.count?.reason, countedAt: line.count.map { zone.iso($0.at) })
    }
    let said = Dictionary(grouping: sheet.statements, by: \.item)
    func told(_ item: String?) -> [Statement] {
      (said[item] ?? []).map { .init(kind: $0.kind.rawValue, at: zone.iso($0.at), by: $0.name, text: $0.text) }
    }
    items = sheet.items.map { item in
      let text = words.words(of: item, context)
      return Item(
        item: item.key, kind: item.kind, path: item.path, title: text.title, detail: text.detail,
        state: item.state.rawValue, since: zone.iso(item.since), room: item.room, at: item.stateAt.map(zone.iso),
        by: item.stateBy, goneAt: item.goneAt.map(zone.iso), things: item.things, statements: told(item.key))
    }
    missing = sheet.missing.map { Missing(what: $0.word, count: $0.number) }
    statements = told(nil)
    report = Report(
      happened: handover.report.happened, safety: handover.report.safety, utilities: handover.report.utilities,
      orders: handover.report.orders, hygiene: handover.report.hygiene)
    tallies = sheet.tallies
  }
}

/// What is counted: the lines of the book, with the count where there is one.
struct HandoverCountLine: Sendable {
  let thing: String
  let name: String
  let count: Handover.Count?
}

extension HandoverSheet {
  var countLines: [HandoverCountLine] {
    guard handover.isOpen else { return counts.map { .init(thing: $0.thing, name: $0.name, count: $0) } }
    return assets.map { .init(thing: $0.thing, name: $0.name, count: count(of: $0.thing)) }
  }
}

/// One line of the list of handovers.
struct HandoverLineResource: Encodable {
  let id, post, state, begunAt: String
  let closedAt: String?
  /// Minutes after the planned end of the shift.
  let late: Int?
  let offGoing, reliefs: [String]
}

/// n of d, with the days behind them.
struct HandoverPunctualityResource: Encodable {
  let days, handovers, planned, inTime, quick, minutes: Int

  init(_ found: HandoverPunctuality) {
    days = HandoverList.days
    (handovers, planned, inTime) = (found.handovers, found.planned, found.inTime)
    (quick, minutes) = (found.quick, found.minutes)
  }
}

struct HandoverListResource: Encodable {
  let items: [HandoverLineResource]
  let punctuality: HandoverPunctualityResource
  let next: String?

  init(_ list: HandoverList) {
    let zone = list.estate.zone
    items = list.handovers.map { handover in
      HandoverLineResource(
        id: handover.id, post: handover.post, state: handover.state.rawValue, begunAt: zone.iso(handover.begunAt),
        closedAt: handover.closedAt.map(zone.iso), late: handover.lateness, offGoing: handover.offGoing.map(\.name),
        reliefs: handover.reliefs.map(\.name))
    }
    punctuality = HandoverPunctualityResource(list.punctuality)
    next = list.next?.text
  }
}

struct HandoverList: Sendable {
  let estate: Estate
  let posts: [Post]
  let handovers: [Handover]
  let hasMore: Bool
  let open: [Handover]
  let punctuality: HandoverPunctuality
  let isFirst: Bool

  /// So many days are counted.
  static let days = 30
  var minutes: Int { punctuality.minutes }

  var next: ListCursor? {
    guard hasMore, let last = handovers.last else { return nil }
    return ListCursor(at: last.begunAt, id: last.id)
  }
}

/// What the page that begins a handover shows.
struct HandoverBeginning: Sendable {
  let estate: Estate
  let post: String
  let postName: String
  let open: Handover?
  let duties: [Duty]
  let people: [Account]
  let items: [HandoverItem]
  let earlyMinutes: Int
}
