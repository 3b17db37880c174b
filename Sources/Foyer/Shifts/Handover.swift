/// A post handed over from one shift to the next: prepared by itself from everything open, counted,
/// read item by item, signed by both. Until it is accepted the off-going person is on duty.
struct Handover: Sendable, Equatable {
  enum State: String, CaseIterable, Sendable {
    case open, refused, accepted, ordered, withdrawn
  }

  enum Closing: String, CaseIterable, Sendable {
    /// Every relief has signed.
    case accepted
    /// A leader decided.
    case ordered
    /// Begun by mistake.
    case withdrawn
  }

  enum Side: String, CaseIterable, Sendable {
    case offGoing = "off_going"
    case relief, leader
  }

  /// What a leader can order, whatever stands in the way: nothing may deadlock.
  enum Order: String, CaseIterable, Sendable {
    /// Go on as before: a refusal is set aside, whoever waits for his relief stays.
    case goOn = "go_on"
    /// The relief takes over as things are.
    case accept
    /// Somebody else takes over.
    case replace
    /// The off-going person may leave though nobody relieves him.
    case release
  }

  /// What a leader says about one disputed item.
  enum Ruling: String, CaseIterable, Sendable {
    /// It may be handed over as it is.
    case accept
    /// First it is to be put right; then the relief reads it again.
    case settleFirst = "settle_first"
  }

  /// Remarks that no list can give: the columns of the paper form (2.4).
  struct Report: Sendable, Equatable {
    var happened: String?
    var safety: String?
    var utilities: String?
    var orders: String?
    var hygiene: String?
  }

  struct Party: Sendable, Equatable {
    let account: String
    let side: Side
    let name: String
    var duty: String?
    /// What the roster calls his shift.
    var shift: String?
    var plannedFrom: Instant?
    var plannedUntil: Instant?
    var arrivedAt: Instant?
    var signedAt: Instant?
    /// `password` or `pin`.
    var way: String?
    /// Strokes, if he drew his name.
    var drawn: String?
  }

  struct Count: Sendable, Equatable {
    let thing: String
    let name: String
    let book: Int
    let away: Int
    let counted: Int
    let reason: String?
    let at: Instant
    let by: String

    var expected: Int { book - away }
    var difference: Int { counted - expected }
    var isExplained: Bool { difference == 0 || reason != nil }
  }

  struct Statement: Sendable, Equatable {
    enum Kind: String, CaseIterable, Sendable {
      case understood, questioned, answered
      case ruledAccept = "ruled_accept"
      case ruledSettleFirst = "ruled_settle_first"
      case refused
      case orderedGoOn = "ordered_go_on"
      case orderedAccept = "ordered_accept"
      case orderedReplace = "ordered_replace"
      case orderedRelease = "ordered_release"
    }

    let id: String
    /// Nil for what is said about the handover as a whole.
    let item: String?
    let kind: Kind
    let text: String?
    let at: Instant
    let account: String
    let name: String
  }

  let id: String
  let post: String
  /// Where the shift begins that is handed over.
  let coversFrom: Instant
  let begunAt: Instant
  let begunBy: String
  let earlyReason: String?
  var report = Report()
  var refusedAt: Instant?
  var refusedBy: String?
  var refusal: String?
  var closedAt: Instant?
  var closing: Closing?
  var closedBy: String?
  var closingReason: String?
  /// The shift's figures as they stood when it was closed.
  var tallies: [String: Int]?
  var parties: [Party] = []

  var state: State {
    switch closing {
    case .accepted: .accepted
    case .ordered: .ordered
    case .withdrawn: .withdrawn
    case nil: refusedAt == nil ? .open : .refused
    }
  }

  var isOpen: Bool { closing == nil }
  var offGoing: [Party] { parties.filter { $0.side == .offGoing } }
  var reliefs: [Party] { parties.filter { $0.side == .relief } }
  var leaders: [Party] { parties.filter { $0.side == .leader } }
}

extension Handover {
  /// What still stands between a relief and his signature.
  enum Missing: Sendable, Equatable {
    case refused
    case relief
    case counts(Int)
    case reasons(Int)
    case unseen(Int)
    case disputed(Int)
    case offGoing([String])

    var word: String {
      switch self {
      case .refused: "refused"
      case .relief: "relief"
      case .counts: "counts"
      case .reasons: "reasons"
      case .unseen: "unseen"
      case .disputed: "disputed"
      case .offGoing: "off_going"
      }
    }

    var number: Int {
      switch self {
      case .refused, .relief: 1
      case .counts(let n), .reasons(let n), .unseen(let n), .disputed(let n): n
      case .offGoing(let names): names.count
      }
    }
  }

  /// Everything that is missing, in the order in which people see to it.
  func missing(assets: [HandoverAsset], counts: [Count], items: [HandoverItem]) -> [Missing] {
    var missing: [Missing] = []
    if refusedAt != nil { missing.append(.refused) }
    if reliefs.isEmpty { missing.append(.relief) }
    let counted = Dictionary(counts.map { ($0.thing, $0) }, uniquingKeysWith: { $1 })
    let uncounted = assets.count { counted[$0.thing] == nil }
    if uncounted > 0 { missing.append(.counts(uncounted)) }
    let unexplained = counts.count { !$0.isExplained }
    if unexplained > 0 { missing.append(.reasons(unexplained)) }
    let open = items.filter { $0.goneAt == nil }
    let unseen = open.count { $0.state == .unseen }
    if unseen > 0 { missing.append(.unseen(unseen)) }
    let disputed = open.count { $0.state == .questioned || $0.state == .answered }
    if disputed > 0 { missing.append(.disputed(disputed)) }
    let unsigned = offGoing.filter { $0.signedAt == nil }.map(\.name)
    if !unsigned.isEmpty { missing.append(.offGoing(unsigned)) }
    return missing
  }

  /// Whether it begins noticeably before the shift ends, so that somebody says why.
  static func isEarly(plannedUntil: Instant?, at now: Instant, minutes: Int) -> Bool {
    plannedUntil.map { now < $0.advanced(minutes: -minutes) } ?? false
  }
}
