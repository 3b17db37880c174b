import Database
import Pages

/// How a handover ends: by the relief's signature, by a leader's order, or taken back.
extension HandoverActs {
  /// A side signs. The last relief's signature is the acceptance; a relief signs when nothing is missing any more.
  func sign(_ side: Handover.Side, _ signature: Signature, of id: String, in tx: Transaction) throws {
    let (handover, items) = try opened(id, in: tx)
    guard side != .leader,
      let party = handover.parties.first(where: { $0.side == side && $0.account == signature.account })
    else { throw LobbyError.conflict(code: "handover_not_a_party", clause: "A-4.3") }
    guard party.signedAt == nil else { throw LobbyError.conflict(code: "handover_signed") }
    if side == .relief { try expectNothingMissing(handover, items, in: tx) }
    let acts = signing(as: signature)
    try acts.keep(signature, as: side, of: id, in: tx)
    try tx.record(
      .init(kind: .handoverSigned, subject: id, payload: ["side": side.rawValue, "way": signature.way]), by: acts.author
    )
    let signed = try tx.existingHandover(id, of: estate.id)
    guard signed.reliefs.allSatisfy({ $0.signedAt != nil }), !signed.reliefs.isEmpty else { return }
    guard signed.offGoing.allSatisfy({ $0.signedAt != nil }) else { return }
    try acts.close(signed, as: .accepted, reason: nil, in: tx)
  }

  private func expectNothingMissing(_ handover: Handover, _ items: [HandoverItem], in tx: Transaction) throws {
    let missing = handover.missing(
      assets: try tx.handoverAssets(of: handover.post, estate: estate.id),
      counts: try tx.counts(of: handover.id, estate: estate.id), items: items)
    if let first = missing.first {
      throw LobbyError.conflict(code: "handover_missing_\(first.word)", clause: "A-4.3")
    }
  }

  /// The relief does not take over, and says why. A leader decides.
  func refuse(_ reason: String, by relief: Signature, of id: String, in tx: Transaction) throws {
    let (handover, _) = try opened(id, in: tx)
    guard handover.reliefs.contains(where: { $0.account == relief.account }) else {
      throw LobbyError.conflict(code: "handover_not_a_party", clause: "A-4.3")
    }
    guard handover.refusedAt == nil else { throw LobbyError.conflict(code: "handover_refused") }
    let acts = signing(as: relief)
    try acts.say(.refused, reason, about: nil, of: id, in: tx)
    try tx.noteRefusal(reason, by: relief.name, at: author.at, of: id, estate: estate.id)
    try tx.record(
      .init(kind: .handoverRefused, subject: id, important: true, payload: ["text": reason]), by: acts.author)
  }

  /// A leader's order, whatever is missing.
  func order(
    _ order: Handover.Order, _ reason: String, relief: String?, by leader: Signature, of id: String, in tx: Transaction
  ) throws {
    let (handover, _) = try opened(id, in: tx)
    let acts = signing(as: leader)
    try acts.keep(leader, as: .leader, of: id, in: tx)
    let kinds: [Handover.Order: Handover.Statement.Kind] = [
      .goOn: .orderedGoOn, .accept: .orderedAccept, .replace: .orderedReplace, .release: .orderedRelease,
    ]
    try acts.say(kinds[order] ?? .orderedGoOn, reason, about: nil, of: id, in: tx)
    try tx.record(
      .init(kind: .handoverOrdered, subject: id, important: true, payload: ["order": order.rawValue, "text": reason]),
      by: acts.author)
    switch order {
    case .goOn: try tx.noteRefusal(nil, by: nil, at: nil, of: id, estate: estate.id)
    case .replace: try acts.replaceReliefs(of: handover, by: relief, in: tx)
    case .accept:
      guard !handover.reliefs.isEmpty else {
        throw LobbyError.conflict(code: "handover_missing_relief", clause: "A-4.2")
      }
      try acts.close(handover, as: .ordered, reason: reason, in: tx)
    case .release: try acts.close(handover, as: .ordered, reason: reason, releases: true, in: tx)
    }
  }

  private func replaceReliefs(of handover: Handover, by relief: String?, in tx: Transaction) throws {
    guard let relief else { throw FieldErrors("relief", "required", clause: "A-4.2") }
    guard !handover.offGoing.contains(where: { $0.account == relief }) else {
      throw LobbyError.conflict(code: "relief_is_off_going", clause: "A-4.2")
    }
    _ = try tx.removeUnsignedReliefs(of: handover.id, estate: estate.id)
    try tx.insert(try party(relief, .relief, at: handover.post, in: tx), in: handover.id, estate: estate.id)
    try tx.noteRefusal(nil, by: nil, at: nil, of: handover.id, estate: estate.id)
    // Another person reads for himself.
    try tx.run(
      """
      UPDATE handover_items SET state = 'unseen', state_at = NULL, state_by_name = NULL
      WHERE estate = ? AND handover = ? AND state = 'understood'
      """, estate.id, handover.id)
  }

  /// Another relief joins.
  func join(_ account: String, of id: String, in tx: Transaction) throws {
    let (handover, _) = try opened(id, in: tx)
    guard !handover.parties.contains(where: { $0.account == account && $0.side != .leader }) else {
      throw LobbyError.conflict(code: "handover_party_known")
    }
    try tx.insert(try party(account, .relief, at: handover.post, in: tx), in: id, estate: estate.id)
    try tx.record(.init(kind: .handoverJoined, subject: id), by: author)
  }

  /// One who was to come and has not signed is not waited for.
  func leave(_ account: String, of id: String, in tx: Transaction) throws {
    _ = try opened(id, in: tx)
    guard try tx.removeUnsignedReliefs(of: id, estate: estate.id, account: account) == 1 else {
      throw LobbyError.conflict(code: "handover_signed")
    }
    try tx.record(.init(kind: .handoverJoined, subject: id, payload: ["side": "gone"]), by: author)
  }

  /// Begun by mistake. What was open stays open.
  func withdraw(_ id: String, in tx: Transaction) throws {
    let (handover, _) = try opened(id, in: tx)
    guard handover.reliefs.allSatisfy({ $0.signedAt == nil }) else {
      throw LobbyError.conflict(code: "handover_signed")
    }
    try tx.close(handover, as: .withdrawn, reason: nil, tallies: [:], by: author)
    try tx.record(.init(kind: .handoverWithdrawn, subject: id), by: author)
  }

  /// The handover is over: who goes is off duty, who came is on.
  private func close(
    _ handover: Handover, as closing: Handover.Closing, reason: String?, releases: Bool = false, in tx: Transaction
  ) throws {
    let tallies = try tx.tallies(
      of: handover.post, estate: estate.id, from: handover.coversFrom, until: author.at.advanced(seconds: 1))
    try tx.close(handover, as: closing, reason: reason, tallies: tallies, by: author)
    let taking = releases ? [] : try handover.reliefs.map { try begin($0, at: handover.post, in: tx) }
    for party in handover.offGoing {
      guard let duty = try tx.openDuty(of: party.account, estate: estate.id), duty.post == handover.post else {
        continue
      }
      try tx.end(
        duty, as: closing == .accepted ? .handover : .order, relievedBy: taking.first?.id, reason: reason, by: author)
    }
    // Nobody goes on writing in the name of one who has gone: at the post's own browsers he is signed out.
    for party in handover.offGoing {
      try tx.deleteSessions(of: party.account, at: handover.post, estate: estate.id)
    }
    if closing == .accepted { try tx.record(.init(kind: .handoverAccepted, subject: handover.id), by: author) }
  }

  /// On duty from now on; who has not said that he is here, is said to be here now.
  private func begin(_ relief: Handover.Party, at post: String, in tx: Transaction) throws -> Duty {
    if let duty = try tx.openDuty(of: relief.account, estate: estate.id) {
      try tx.begin(duty, by: author)
      return duty
    }
    let arrivedAt = relief.arrivedAt ?? author.at
    let duty = Duty(
      id: Identifier.make(at: author.at), post: post, account: relief.account, name: relief.name,
      plan: try tx.plannedShift(of: relief.account, at: post, estate: estate.id, arriving: arrivedAt),
      arrivedAt: arrivedAt, arrivalBy: author.account)
    try tx.insert(duty, by: author)
    try tx.begin(duty, by: author)
    return duty
  }
}
