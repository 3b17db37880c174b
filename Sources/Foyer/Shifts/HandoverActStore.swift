import Database
import Pages

/// Something done in a handover, in the transaction of the change.
typealias HandoverAct = @Sendable (HandoverActs, Transaction) throws -> Void
/// The same with the handover's id and what was said.
typealias HandoverDeed<Said> = @Sendable (HandoverActs, String, Said, Transaction) throws -> Void
/// The same with who signed.
typealias SignedDeed<Said> = @Sendable (HandoverActs, String, Said, HandoverActs.Signature, Transaction) throws -> Void

/// What people do in a handover. Each act first takes in what has appeared meanwhile; all of an act's changes are one
/// transaction, and changes of an estate follow one another: two browsers cannot cross.
struct HandoverActs: Sendable {
  let estate: Estate
  let author: JournalAuthor
  /// An item's words in every language, to be kept with it.
  let words: @Sendable (HandoverItem.Source) -> [String: HandoverItem.Words]

  private var now: Instant { author.at }

  struct Beginning: Sendable {
    let id: String
    let digest: String
    let post: String
    var offGoing: [String]
    var reliefs: [String]
    var earlyReason: String?
  }

  func begin(_ beginning: Beginning, in tx: Transaction) throws -> Handover {
    if let row = try tx.row(
      "SELECT digest FROM handovers WHERE estate = ? AND id = ?", estate.id, beginning.id)
    {
      guard row.text("digest") == beginning.digest else { throw LobbyError.conflict(code: "id_taken") }
      return try tx.existingHandover(beginning.id, of: estate.id)
    }
    let parties = try parties(of: beginning, in: tx)
    let duties = try tx.onDuty(at: beginning.post, of: estate.id)
    let leaving = duties.filter { duty in parties.contains { $0.side == .offGoing && $0.account == duty.account } }
    let minutes = try tx.settings(of: estate).number(.handoverEarly)
    let plannedUntil = leaving.compactMap(\.plan?.until).min()
    if Handover.isEarly(plannedUntil: plannedUntil, at: now, minutes: minutes), beginning.earlyReason == nil {
      throw FieldErrors("early_reason", "early", ["minutes": String(minutes)], clause: "A-4.2")
    }
    var handover = Handover(
      id: beginning.id, post: beginning.post,
      coversFrom: try tx.shiftBeginning(of: beginning.post, estate: estate.id, offGoing: leaving, at: now),
      begunAt: now, begunBy: author.name, earlyReason: beginning.earlyReason)
    handover.parties = parties
    try tx.insert(handover, digest: beginning.digest, by: author)
    try takeIn(handover, in: tx)
    return try tx.existingHandover(handover.id, of: estate.id)
  }

  private func parties(of beginning: Beginning, in tx: Transaction) throws -> [Handover.Party] {
    let onDuty = try tx.onDuty(at: beginning.post, of: estate.id).map(\.account)
    let leaving = beginning.offGoing.isEmpty ? (onDuty.isEmpty ? [author.account] : onDuty) : beginning.offGoing
    guard Set(leaving).isDisjoint(with: beginning.reliefs) else {
      throw LobbyError.conflict(code: "relief_is_off_going", clause: "A-4.2")
    }
    return try leaving.map { try party($0, .offGoing, at: beginning.post, in: tx) }
      + beginning.reliefs.map { try party($0, .relief, at: beginning.post, in: tx) }
  }

  func party(_ account: String, _ side: Handover.Side, at post: String, in tx: Transaction) throws -> Handover.Party {
    let person = try tx.existingAccount(account, of: estate.id)
    guard person.disabledAt == nil else { throw LobbyError.conflict(code: "account_disabled") }
    let duty = try tx.openDuty(of: account, estate: estate.id)
    if side == .relief, let duty, duty.post != post {
      throw LobbyError.conflict(code: "relief_at_other_post", clause: "A-4.2")
    }
    if side == .relief, duty?.ruling?.ruling == .sentHome {
      throw LobbyError.conflict(code: "relief_not_fit", clause: "A-1.1")
    }
    return Handover.Party(
      account: account, side: side, name: person.name, duty: duty?.id, plannedFrom: duty?.plan?.from,
      plannedUntil: duty?.plan?.until, arrivedAt: duty?.arrivedAt ?? now)
  }

  /// Takes in what has appeared since somebody looked last, and notes what somebody saw to.
  @discardableResult
  func takeIn(_ handover: Handover, in tx: Transaction) throws -> [HandoverItem] {
    let stored = try tx.storedItems(of: handover.id, estate: estate.id)
    let live = try tx.openThings(of: handover.post, estate: estate, at: now)
    let items = HandoverItem.merged(now: live, stored: stored, at: now).map { item -> HandoverItem in
      var item = item
      if let source = item.source, item.words.isEmpty || item.isSummary { item.words = words(source) }
      return item
    }
    let known = Dictionary(stored.enumerated().map { ($1.key, ($0, $1)) }, uniquingKeysWith: { $1 })
    for (position, item) in items.enumerated() where known[item.key].map({ $0.0 != position || $0.1 != item }) ?? true {
      try tx.keep(item, position: position, in: handover.id, estate: estate.id)
    }
    return items
  }

  /// An open handover, with what is in it now.
  func opened(_ id: String, in tx: Transaction) throws -> (handover: Handover, items: [HandoverItem]) {
    let handover = try tx.existingHandover(id, of: estate.id)
    guard handover.isOpen else { throw LobbyError.conflict(code: "handover_closed", clause: "A-4.2") }
    return (handover, try takeIn(handover, in: tx))
  }

  // MARK: - Counting

  /// Takes a count against the book as it is now.
  func count(_ counted: [String: Int], reasons: [String: String], of id: String, in tx: Transaction) throws {
    let (handover, _) = try opened(id, in: tx)
    let assets = try tx.handoverAssets(of: handover.post, estate: estate.id)
    let before = try tx.counts(of: id, estate: estate.id)
    var wrong = 0
    for (position, asset) in assets.enumerated() {
      let old = before.first { $0.thing == asset.thing }
      guard let number = counted[asset.thing] ?? old?.counted else { continue }
      let reason = reasons[asset.thing] ?? old?.reason
      // A reason given later belongs to the count as it was taken.
      let stays = old.map { $0.counted == number } ?? false
      let count = Handover.Count(
        thing: asset.thing, name: asset.name, book: stays ? old?.book ?? asset.book : asset.book,
        away: stays ? old?.away ?? asset.away : asset.away, counted: number, reason: reason,
        at: stays ? old?.at ?? now : now, by: author.name)
      if count.difference != 0 { wrong += 1 }
      try tx.keep(count, position: position, in: id, by: author)
    }
    try tx.record(
      .init(
        kind: .handoverCounted, subject: id, important: wrong > 0,
        payload: ["count": String(counted.count), "wrong": wrong == 0 ? nil : String(wrong)].compactMapValues(\.self)),
      by: author)
  }

  // MARK: - Items

  /// The relief has understood one item, or all of a kind as they stood on his screen.
  func understand(item key: String?, kind: String?, seen mark: String?, of id: String, in tx: Transaction) throws {
    let (_, items) = try opened(id, in: tx)
    let here = items.filter { $0.goneAt == nil }
    let meant = key.map { key in here.filter { $0.key == key } } ?? here.filter { $0.kind == kind }
    guard !meant.isEmpty else { throw LobbyError.conflict(code: "handover_item_gone") }
    if let mark, mark != HandoverItem.mark(of: meant) { throw LobbyError.conflict(code: "handover_changed") }
    // Whoever says "all" has not settled what is in dispute.
    let unread = key == nil ? meant.filter { $0.state == .unseen } : meant
    for item in unread {
      try say(.understood, nil, about: item, becoming: .understood, of: id, in: tx)
    }
    try tx.record(
      .init(kind: .handoverUnderstood, subject: id, payload: ["count": String(unread.count)]), by: author)
  }

  func question(_ key: String, _ text: String, of id: String, in tx: Transaction) throws {
    let item = try item(key, of: id, in: tx)
    try say(.questioned, text, about: item, becoming: .questioned, of: id, in: tx)
    try tx.record(.init(kind: .handoverQuestioned, subject: id, important: true, payload: ["text": text]), by: author)
  }

  func answer(_ key: String, _ text: String, of id: String, in tx: Transaction) throws {
    let item = try item(key, of: id, in: tx)
    guard item.state == .questioned || item.state == .answered else {
      throw LobbyError.conflict(code: "handover_item_not_questioned", clause: "A-4.3")
    }
    try say(.answered, text, about: item, becoming: .answered, of: id, in: tx)
    try tx.record(.init(kind: .handoverAnswered, subject: id, payload: ["text": text]), by: author)
  }

  /// A leader rules on one item, in his own name.
  func rule(
    _ ruling: Handover.Ruling, on key: String, _ reason: String, by leader: Signature, of id: String, in tx: Transaction
  ) throws {
    let item = try item(key, of: id, in: tx)
    let acts = signing(as: leader)
    let kind: Handover.Statement.Kind = ruling == .accept ? .ruledAccept : .ruledSettleFirst
    try acts.say(
      kind, reason, about: item, becoming: ruling == .accept ? .ruled : .questioned, of: id, in: tx)
    try acts.keep(leader, as: .leader, of: id, in: tx)
    try tx.record(.init(kind: .handoverRuled, subject: id, important: true, payload: ["text": reason]), by: acts.author)
  }

  private func item(_ key: String, of id: String, in tx: Transaction) throws -> HandoverItem {
    let (_, items) = try opened(id, in: tx)
    guard let item = items.first(where: { $0.key == key && $0.goneAt == nil }) else {
      throw LobbyError.conflict(code: "handover_item_gone")
    }
    return item
  }

  func say(
    _ kind: Handover.Statement.Kind, _ text: String?, about item: HandoverItem, becoming state: HandoverItem.State,
    of id: String, in tx: Transaction
  ) throws {
    try say(kind, text, about: item.key, of: id, in: tx)
    try tx.run(
      """
      UPDATE handover_items SET state = ?, state_at = ?, state_by_name = ? WHERE estate = ? AND handover = ? AND item = ?
      """, state.rawValue, now.milliseconds, author.name, estate.id, id, item.key)
  }

  func say(_ kind: Handover.Statement.Kind, _ text: String?, about key: String?, of id: String, in tx: Transaction)
    throws
  {
    try tx.insert(
      .init(
        id: Identifier.make(at: now), item: key, kind: kind, text: text, at: now, account: author.account,
        name: author.name), in: id, estate: estate.id)
  }

  // MARK: - Signatures

  /// Who signed, proven by his own secret.
  struct Signature: Sendable {
    let account: String
    let name: String
    let way: String
    var drawn: String?
  }

  /// The same acts in the name of one who signs on this screen.
  func signing(as signature: Signature) -> HandoverActs {
    HandoverActs(
      estate: estate,
      author: JournalAuthor(
        estate: estate.id, post: author.post, account: signature.account, name: signature.name, at: now), words: words)
  }

  func keep(_ signature: Signature, as side: Handover.Side, of id: String, in tx: Transaction) throws {
    try tx.insert(
      .init(
        account: signature.account, side: side, name: signature.name, arrivedAt: now, signedAt: now, way: signature.way,
        drawn: signature.drawn), in: id, estate: estate.id)
  }
}

extension HandoverItem {
  /// What stands on a screen, in short: whoever says "all of these" means those that he saw.
  static func mark(of items: [HandoverItem]) -> String {
    String(FNV1a.hash(items.map(\.key).sorted().joined(separator: "\u{1E}")), radix: 36)
  }
}
