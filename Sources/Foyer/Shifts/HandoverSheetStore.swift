import Database

extension Snapshot {
  /// A handover with everything that belongs to it now; a closed one as it was closed.
  func handoverSheet(_ id: String, of estate: Estate, at now: Instant) throws -> HandoverSheet {
    let handover = try existingHandover(id, of: estate.id)
    let stored = try storedItems(of: id, estate: estate.id)
    let items =
      handover.isOpen
      ? HandoverItem.merged(now: try openThings(of: handover.post, estate: estate, at: now), stored: stored, at: now)
      : stored
    return HandoverSheet(
      estate: estate, postName: try postName(handover.post, of: estate.id), handover: handover,
      items: HandoverItem.byKind(items),
      assets: handover.isOpen ? try handoverAssets(of: handover.post, estate: estate.id) : [],
      counts: try counts(of: id, estate: estate.id), statements: try statements(of: id, estate: estate.id),
      tallies: try handover.tallies
        ?? tallies(of: handover.post, estate: estate.id, from: handover.coversFrom, until: handover.closedAt ?? now))
  }

  /// Everything open that a post hands over: its own, what belongs to no post, and what belongs to a post where nobody
  /// is on duty, for else it would be handed to nobody.
  func openThings(of post: String, estate: Estate, at now: Instant) throws -> [HandoverItem] {
    let manned = Set(try openDuties(of: estate.id).filter { $0.state == .onDuty }.map(\.post)).subtracting([post])
    func isHandedOver(_ itsPost: String?) -> Bool { itsPost.map { !manned.contains($0) } ?? true }
    let items = try openItems(of: estate, at: now, limit: 100_000).filter { item in
      // That it takes long is no thing to hand over.
      if case .handover(let handover) = item, handover.post == post { return false }
      return isHandedOver(item.post)
    }
    let inside = try insideVisits(of: estate.id, at: now).filter { isHandedOver($0.post) }.map(\.visit)
    let out = try passesOut(of: estate.id).filter { isHandedOver($0.post) }.map(\.pass)
    let instructions = try instructionsInForce(of: estate.id, at: now).filter { isHandedOver($0.post) }.map(\.line)
    return try (inside.isEmpty ? [] : [HandoverItem(inside: inside, at: now)])
      + (out.isEmpty ? [] : [HandoverItem(passesOut: out, at: now)])
      + openReceptions(of: estate.id).map { HandoverItem(reception: $0, at: now) }
      + items.map { HandoverItem($0, at: now) }
      + (instructions.isEmpty ? [] : [HandoverItem(instructions: instructions, at: now)])
  }

  private func instructionsInForce(
    of estate: String, at now: Instant
  ) throws -> [(post: String?, line: StandingInstruction)] {
    try rows(
      """
      SELECT id, post, title, starts_at, revised_at FROM instructions
      WHERE estate = ? AND ends_at > ? AND starts_at <= ? AND withdrawn_at IS NULL ORDER BY starts_at, id
      """, estate, now.milliseconds, now.milliseconds
    ).map { row in
      let since = Instant(milliseconds: max(row.int("starts_at"), row.int("revised_at")))
      return (
        row.optionalText("post"), StandingInstruction(id: row.text("id"), title: row.text("title"), since: since)
      )
    }
  }

  private func insideVisits(of estate: String, at now: Instant) throws -> [(post: String, visit: InsideVisit)] {
    try rows(
      """
      SELECT id, post, party, recorded_at, admitted_at, expected_end FROM visits
      WHERE estate = ? AND state = 'inside' AND state <> 'left' ORDER BY arrived_at, id
      """, estate
    ).map { row in
      let recorded = max(row.int("recorded_at"), row.optionalInt("admitted_at") ?? 0)
      return (
        row.text("post"),
        InsideVisit(
          id: row.text("id"), party: row.int("party"), recordedAt: Instant(milliseconds: recorded),
          isOver: row.instant("expected_end").map { $0 <= now } ?? false)
      )
    }
  }

  private func passesOut(of estate: String) throws -> [(post: String, pass: OutPass)] {
    try rows(
      "SELECT number, post, changed_at FROM passes WHERE estate = ? AND visit > '' ORDER BY number", estate
    ).map { row in
      (
        row.text("post"),
        OutPass(number: row.text("number"), changedAt: Instant(milliseconds: row.int("changed_at")))
      )
    }
  }

  /// What is counted at a post, with its figures by the book as they are now.
  func handoverAssets(of post: String, estate: String) throws -> [HandoverAsset] {
    let onRack = try passesOnRack(of: post, estate: estate)
    let out = try count("SELECT COUNT(*) FROM passes WHERE estate = ? AND post = ? AND visit > ''", estate, post)
    let passes =
      onRack + out > 0 ? [HandoverAsset(thing: "passes", name: "", book: onRack + out, away: out)] : []
    return try passes
      + equipmentCounts(at: post, of: estate).filter(\.equipment.isCounted).map { count in
        HandoverAsset(
          thing: "equipment-\(count.equipment.id)", name: count.equipment.name, book: count.equipment.pieces,
          away: count.away)
      }
  }

  /// What a shift did, in figures.
  func tallies(of post: String, estate: String, from: Instant, until: Instant) throws -> [String: Int] {
    let rows = try rows(
      """
      SELECT kind, COUNT(*) AS n FROM journal WHERE estate = ? AND happened_at >= ? AND happened_at < ? AND post = ?
      GROUP BY kind
      """, estate, from.milliseconds, until.milliseconds, post)
    let kinds = Dictionary(rows.map { ($0.text("kind"), $0.int("n")) }, uniquingKeysWith: +)
    func sum(_ wanted: JournalKind...) -> Int { wanted.reduce(0) { $0 + (kinds[$1.rawValue] ?? 0) } }
    let courtesies = try courtesies(of: estate, post: post, from: from, until: until)
    return [
      "entries": kinds.values.reduce(0, +), "visits": sum(.visitArrived, .visitAdmitted), "refused": sum(.visitRefused),
      "left": sum(.visitLeft), "unseen": sum(.visitClosedUnseen), "notes": sum(.noteWritten),
      "courtesies": courtesies.values.reduce(0, +),
    ]
  }

  func postName(_ post: String, of estate: String) throws -> String {
    try row("SELECT name FROM posts WHERE estate = ? AND id = ?", estate, post)?.text("name") ?? ""
  }

  /// Where the shift began that a post hands over now: when its people began, else when it was handed over last, and
  /// never longer ago than a day and a half.
  func shiftBeginning(of post: String, estate: String, offGoing: [Duty], at now: Instant) throws -> Instant {
    let earliest = now.advanced(minutes: -36 * 60)
    let began =
      try offGoing.compactMap(\.startedAt).min() ?? lastHandover(of: post, estate: estate, before: now)
      ?? now.advanced(minutes: -12 * 60)
    return max(earliest, began)
  }
}
