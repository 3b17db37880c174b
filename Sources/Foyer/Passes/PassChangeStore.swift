import Database

/// One act on a pass, written down: state, the holder's visit and the record in one transaction.
struct PassChange: Sendable {
  let act: Pass.Act
  var reason: Pass.VoidReason?
  let author: JournalAuthor

  /// Throws a conflict when the pass's state forbids the act, or when somebody was faster.
  func make(of name: String, in tx: Transaction) throws -> Pass {
    let pass = try tx.existingPass(name, of: author.estate)
    let next: Pass.State
    do throws(Pass.Refusal) {
      next = try pass.state(after: act)
    } catch {
      throw LobbyError.conflict(code: error.code, clause: "C-3")
    }
    let holder = try tx.visit(holding: pass, of: author.estate)
    guard try tx.move(pass, to: next, of: author.estate, at: author.at) else {
      throw LobbyError.conflict(code: "conflict")
    }
    if let holder {
      try tx.note(passReturned: act == .return, for: holder.id, of: author.estate)
      tx.announce(visit: holder.id, of: author.estate)
    }
    try tx.record(event(for: pass, holder: holder), by: author)
    return try tx.existingPass(pass.id, of: author.estate)
  }

  private func event(for pass: Pass, holder: Visit?) -> JournalEntry.Event {
    var event = JournalEntry.Event(kind: kind, subject: pass.id, room: holder?.room)
    event.payload["pass"] = pass.number
    event.payload["visit"] = holder?.id
    event.payload["void_reason"] = reason?.rawValue
    // Somebody inside carries a pass that nobody has: the shift has to know.
    event.important = act == .loss && holder != nil
    return event
  }

  private var kind: JournalKind {
    switch act {
    case .return: .passReturned
    case .loss: .passLost
    case .recovery: .passFound
    case .voiding: .passVoided
    }
  }
}
