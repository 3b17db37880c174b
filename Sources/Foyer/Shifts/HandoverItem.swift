/// One open thing in a handover, with what was said about it last.
struct HandoverItem: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable {
    case unseen, understood, questioned, answered, ruled

    /// The relief, or a leader in his place, has let it pass.
    var isClear: Bool { self == .understood || self == .ruled }
  }

  /// As it was read, in one language.
  struct Words: Sendable, Equatable, Codable {
    let title: String
    let detail: String
  }

  let key: String
  let kind: String
  let path: String
  let room: String?
  let since: Instant
  /// The addresses of what a summary stands for; of a single thing its own.
  var things: [String]
  /// By language; empty until it is stored.
  var words: [String: Words] = [:]
  var joinedAt: Instant
  /// Somebody saw to it while the handover was open.
  var goneAt: Instant?
  var state = State.unseen
  var stateAt: Instant?
  var stateBy: String?
  /// What it is now; nil for what is gone, or in a handover that is closed.
  var source: Source?

  /// What is open behind an item.
  enum Source: Sendable {
    case open(OpenItem)
    /// Everybody inside who is not over his time yet, by visit.
    case inside([InsideVisit])
    /// All passes that are with somebody, by number.
    case passesOut([OutPass])
    /// What leaders ordered and still holds, by instruction.
    case instructions([StandingInstruction])
    /// A group that came to be received and has not left.
    case reception(Reception)
  }

  static func == (left: HandoverItem, right: HandoverItem) -> Bool {
    left.key == right.key && left.state == right.state && left.things == right.things && left.goneAt == right.goneAt
      && left.stateAt == right.stateAt && left.words == right.words
  }
}

/// Of a visitor inside, what a handover needs.
struct InsideVisit: Sendable, Equatable {
  let id: String
  let party: Int
  let recordedAt: Instant
  let isOver: Bool
}

struct OutPass: Sendable, Equatable {
  let number: String
  let changedAt: Instant
}

struct StandingInstruction: Sendable, Equatable {
  let id: String
  let title: String
  /// Since when these words hold.
  let since: Instant
}

extension HandoverItem {
  init(_ item: OpenItem, at now: Instant) {
    self.init(
      key: item.key, kind: item.kind, path: item.path, room: item.room, since: item.since, things: [item.path],
      joinedAt: now, source: .open(item))
  }

  /// Visitors inside, told together: reading sixty names helps nobody.
  init(inside visits: [InsideVisit], at now: Instant) {
    self.init(
      key: "inside", kind: "inside", path: "/visits?state=inside", room: nil,
      since: visits.map(\.recordedAt).max() ?? now, things: visits.map { "/visits/\($0.id)" }, joinedAt: now,
      source: .inside(visits))
  }

  init(passesOut passes: [OutPass], at now: Instant) {
    self.init(
      key: "passes_out", kind: "passes_out", path: "/passes", room: nil, since: passes.map(\.changedAt).max() ?? now,
      things: passes.map { "/passes/\($0.number)" }, joinedAt: now, source: .passesOut(passes))
  }

  /// Instructions in force, told together: who reads the board has read each of them by itself.
  init(instructions: [StandingInstruction], at now: Instant) {
    self.init(
      key: "instructions", kind: "instructions", path: "/instructions", room: nil,
      since: instructions.map(\.since).max() ?? now, things: instructions.map { "/instructions/\($0.id)" },
      joinedAt: now, source: .instructions(instructions))
  }

  init(reception: Reception, at now: Instant) {
    let (path, since) = ("/receptions/\(reception.id)", reception.arrivedAt ?? reception.details.plannedAt)
    self.init(
      key: "reception \(path) \(since.milliseconds)", kind: "reception", path: path, room: nil, since: since,
      things: [path], joinedAt: now, source: .reception(reception))
  }

  /// A summary is read again when something came to it after it was read; what left it asks nobody.
  var isSummary: Bool { ["inside", "passes_out", "instructions"].contains(kind) }

  /// The open things of now with what was said about those known before, in the order of now; then what is gone.
  static func merged(now live: [HandoverItem], stored: [HandoverItem], at now: Instant) -> [HandoverItem] {
    let known = Dictionary(stored.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    let here = live.map { item -> HandoverItem in
      guard let old = known[item.key] else { return item }
      var item = item
      (item.words, item.joinedAt, item.goneAt) = (old.words, old.joinedAt, nil)
      let isNews = item.isSummary && old.stateAt.map { item.since > $0 } ?? false
      if !isNews { (item.state, item.stateAt, item.stateBy) = (old.state, old.stateAt, old.stateBy) }
      return item
    }
    let keys = Set(live.map(\.key))
    let gone = stored.filter { !keys.contains($0.key) }.map { item -> HandoverItem in
      var item = item
      item.goneAt = item.goneAt ?? now
      return item
    }
    return here + gone
  }

  /// Things of one kind stand together, where the first of them stood; their numbers, on the screen and on paper, follow.
  static func byKind(_ items: [HandoverItem]) -> [HandoverItem] {
    var places: [String: Int] = [:]
    for item in items where places[item.kind] == nil { places[item.kind] = places.count }
    return items.enumerated().sorted {
      (places[$0.element.kind] ?? 0, $0.offset) < (places[$1.element.kind] ?? 0, $1.offset)
    }.map(\.element)
  }
}

/// Something that is counted at a handover, with its figures by the book.
struct HandoverAsset: Sendable, Equatable {
  /// `passes`, or `equipment-` and its id.
  let thing: String
  /// As the book calls it; empty for what has a word of ours.
  let name: String
  let book: Int
  /// Known to be elsewhere: with visitors, in repair.
  let away: Int

  var expected: Int { book - away }
}

/// Everything about one handover, as a page, a sheet or a program reads it.
struct HandoverSheet: Sendable {
  let estate: Estate
  let postName: String
  let handover: Handover
  let items: [HandoverItem]
  let assets: [HandoverAsset]
  let counts: [Handover.Count]
  let statements: [Handover.Statement]
  let tallies: [String: Int]

  var missing: [Handover.Missing] {
    handover.isOpen ? handover.missing(assets: assets, counts: counts, items: items) : []
  }

  func count(of thing: String) -> Handover.Count? { counts.first { $0.thing == thing } }

  func statements(about item: String?) -> [Handover.Statement] { statements.filter { $0.item == item } }
}
