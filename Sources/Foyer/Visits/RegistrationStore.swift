import Database
import Foundation
import IdentityDocuments
import Pages

/// Writes a draft down: asks the register, decides, gives the pass, records. One transaction.
struct Registration: Sendable {
  let vault: Vault
  let estate: Estate
  let author: JournalAuthor

  /// A draft with all that can be worked out before the store is asked: the one writer has better to do.
  struct Prepared: Sendable {
    let draft: Visit.Draft
    let room: RoomName?
    let examination: Examination?
    let sealed: SealedNumber?
    let visitorHash: String?
  }

  func prepared(_ draft: Visit.Draft) throws -> Prepared {
    let examination = examination(of: draft.document)
    return Prepared(
      draft: draft, room: draft.room.map(RoomName.remembered), examination: examination,
      sealed: try examination.map { try seal($0.normalized, of: draft.id) },
      visitorHash: draft.visitorName.map { vault.hash($0, purpose: "visitor") })
  }

  func register(_ draft: Visit.Draft, in tx: Transaction) throws -> Visit {
    try register(try prepared(draft), in: tx)
  }

  /// Throws when the id is taken; ``registeredBefore(_:in:)`` then tells by whom.
  func register(_ prepared: Prepared, in tx: Transaction) throws -> Visit {
    let prepared = prepared.draft.returning == nil ? prepared : try self.prepared(completed(prepared.draft, in: tx))
    let draft = prepared.draft
    let settings = try tx.settings(of: estate)
    let host = try tx.host(
      asked: HostQuestion(draft), room: prepared.room, of: estate.id, at: draft.occurredAt ?? author.at, vault: vault)
    let decision = try decided(draft.facts, purpose: draft.purpose, host: host.admission, settings: settings)
    var visit = visit(draft, prepared.examination, decision: decision, host: host, settings: settings)
    if visit.state == .inside { try givePass(to: &visit, wish: draft.pass, settings: settings, in: tx) }
    if let refusal = draft.refusal { try pointOutRepeat(of: refusal, on: &visit, in: tx) }
    try tx.insert(record(visit, prepared, host: host), of: estate.id)
    try tx.record(event(for: visit), by: author, happened: visit.arrivedAt)
    if let expected = draft.expectedVisit, visit.state == .inside {
      try tx.markExpectedVisitArrived(expected, by: visit.id, of: estate, at: visit.arrivedAt, author: author)
    }
    return visit
  }

  /// The same id with the same content answers as the first time; with other content it is a conflict.
  func registeredBefore(_ draft: Visit.Draft, in snapshot: Snapshot) throws -> Visit? {
    guard let digest = try snapshot.visitDigest(draft.id, of: estate.id) else { return nil }
    guard digest == draft.digest, let visit = try snapshot.visit(draft.id, of: estate.id) else {
      throw LobbyError.conflict(code: "id_taken")
    }
    return visit
  }

  /// The same kind of caller for the second time today is worth a word to the squad leader (B-4.2.1).
  private func pointOutRepeat(of refusal: Visit.Refusal, on visit: inout Visit, in tx: Transaction) throws {
    let today = estate.zone.startOfDay(visit.arrivedAt)
    if try tx.refusals(of: estate.id, reason: refusal, since: today) > 0 {
      visit.warnings.append("refused_before_today")
    }
  }

  /// Decides again about a visitor who waits, after something new was learnt.
  func proceed(
    _ waiting: Visit, with facts: Admission.Facts, papers: Visit.Draft.Papers? = nil, as kind: JournalKind,
    in tx: Transaction
  ) throws -> Visit {
    guard waiting.state == .waiting else { throw LobbyError.conflict(code: "visit_not_waiting") }
    let settings = try tx.settings(of: estate)
    var visit = waiting
    let host = try tx.host(asked: HostQuestion(visit), of: estate.id, at: author.at, vault: vault).admission
    visit.hostMatch = host.match
    let decision = try decided(facts, purpose: visit.purpose, host: host, settings: settings)
    (visit.state, visit.reason) = Self.outcome(of: decision)
    if visit.state == .inside {
      visit.admittedAt = author.at
      visit.expectedEnd = expectedEnd(of: visit.purpose, from: author.at, settings: settings)
      let isGiven = settings.names(visit.purpose.rawValue, in: .passGiven)
      try givePass(to: &visit, wish: isGiven ? .auto : .none, settings: settings, in: tx)
    }
    if visit.state == .refused { visit.endedAt = author.at }
    let sealed = try papers.flatMap(examination(of:)).map { try seal($0.normalized, of: visit.id) }
    guard try tx.update(visit, sealed: sealed, of: estate.id, by: author) else {
      throw LobbyError.conflict(code: "visit_not_waiting")
    }
    try tx.record(event(for: visit, as: visit.state == .inside ? .visitAdmitted : kind), by: author)
    return visit
  }

  private func decided(
    _ facts: Admission.Facts, purpose: Visit.Purpose, host: Admission.Host, settings: Settings
  ) throws -> Admission.Decision {
    let decision = Admission(purpose: purpose, settings: settings).decide(facts, host: host)
    if case .incomplete(let field, let clause) = decision { throw FieldErrors(field, "required", clause: clause) }
    return decision
  }

  /// A returning visitor's name, host and papers are taken from the earlier visit; nobody types or sees them again.
  private func completed(_ draft: Visit.Draft, in tx: Transaction) throws -> Visit.Draft {
    guard let returning = draft.returning else { return draft }
    guard let earlier = try tx.visit(returning, of: estate.id) else { throw FieldErrors("returning", "choice") }
    var draft = draft
    draft.visitorName = draft.visitorName ?? earlier.visitorName
    draft.visitorSex = draft.visitorSex ?? earlier.visitorSex
    draft.visitorPhone = draft.visitorPhone ?? earlier.visitorPhone
    draft.hostName = draft.hostName ?? earlier.hostName
    if draft.document.number == nil, let sealed = try tx.sealedDocument(of: returning, estate: estate.id) {
      draft.document.number = try vault.open(sealed, for: row(of: returning))
      draft.document.type = earlier.document.type
    }
    return draft
  }

  private func row(of visit: String) -> String { "\(estate.id)/visits/\(visit)" }

  private func seal(_ number: String, of visit: String) throws -> SealedNumber {
    SealedNumber(
      bytes: try vault.seal(number, for: row(of: visit)), hash: vault.hash(number, purpose: "document"))
  }

  private func visit(
    _ draft: Visit.Draft, _ examination: Examination?, decision: Admission.Decision, host: StatedHost,
    settings: Settings
  ) -> Visit {
    let arrivedAt = draft.occurredAt ?? author.at
    let (state, reason) = Self.outcome(of: decision)
    return Visit(
      id: draft.id, post: author.post, category: draft.refusal == nil ? draft.category : .turnedAway, state: state,
      reason: reason, visitorName: draft.visitorName, visitorSex: draft.visitorSex, visitorPhone: draft.visitorPhone,
      party: draft.party, organisation: draft.organisation, purpose: draft.purpose,
      room: host.roomDisplay ?? draft.room, hostName: draft.hostName, hostMatch: host.admission.match,
      confirmation: draft.confirmation ?? Visit.Confirmation(method: nil, result: nil, tries: 0, confirmedBy: nil),
      document: Visit.Document(
        type: draft.document.isNamed ? draft.document.type : nil, masked: examination?.masked,
        check: draft.document.check ?? .notRequired,
        findings: examination?.findings ?? [], alternative: draft.document.alternative),
      belongings: draft.belongings, note: draft.note, pass: nil, arrivedAt: arrivedAt, recordedAt: author.at,
      expectedEnd: state == .inside
        ? draft.expectedEnd ?? expectedEnd(of: draft.purpose, from: arrivedAt, settings: settings) : nil,
      admittedAt: state == .inside ? author.at : nil, endedAt: state == .refused ? arrivedAt : nil,
      registeredBy: author.name, endedBy: nil, warnings: host.admission.match == .unlisted ? ["host_unlisted"] : [])
  }

  private static func outcome(of decision: Admission.Decision) -> (Visit.State, String?) {
    switch decision {
    case .admit, .incomplete: (.inside, nil)
    case .wait(let wait): (.waiting, wait.rawValue)
    case .refuse(let refusal): (.refused, refusal.rawValue)
    }
  }

  /// After the purpose's usual stay, but not later than the night limit when it began before it.
  private func expectedEnd(of purpose: Visit.Purpose, from arrival: Instant, settings: Settings) -> Instant {
    let usual = arrival.advanced(minutes: settings.number(.stay(purpose)))
    guard let limit = estate.zone.instant(clock: settings.value(.nightLimit), onDayOf: arrival), arrival < limit else {
      return usual
    }
    return min(usual, limit)
  }

  typealias Examination = (masked: String, findings: [String], normalized: String)

  func examination(of papers: Visit.Draft.Papers) -> Examination? {
    guard let number = papers.number, let type = papers.type.flatMap(DocumentType.init(rawValue:)) else { return nil }
    let parts = estate.zone.parts(author.at)
    guard let today = CalendarDay(year: parts.year, month: parts.month, day: parts.day) else { return nil }
    let examination = DocumentNumber.examine(number, as: type, today: today)
    return (
      DocumentNumber.mask(number, as: type), examination.findings.map(\.rawValue), examination.normalized
    )
  }

  private func givePass(to visit: inout Visit, wish: Visit.Draft.PassWish, settings: Settings, in tx: Transaction)
    throws
  {
    switch wish {
    case .none: return
    case .auto:
      visit.pass = try tx.issueNextPass(of: author.post, to: visit.id, estate: estate.id, at: author.at)
      if visit.pass == nil {
        guard !settings.isOn(.passRequired) else { throw LobbyError.conflict(code: "pass_pool_empty", clause: "C-3") }
        visit.warnings.append("pass_pool_empty")
      }
    case .number(let number):
      guard let pass = try tx.usablePass(writtenAs: number, of: estate.id) else {
        throw FieldErrors("pass", "unknown_pass", clause: "C-3")
      }
      guard pass.state == .available, try tx.issue(pass, to: visit.id, of: estate.id, at: author.at) else {
        throw LobbyError.conflict(code: "pass_not_on_rack", clause: "C-3")
      }
      visit.pass = Visit.HeldPass(id: pass.id, number: pass.number, returned: nil)
    }
  }

  private func record(_ visit: Visit, _ prepared: Prepared, host: StatedHost) -> VisitRecord {
    VisitRecord(
      visit: visit, digest: prepared.draft.digest, roomID: host.roomID, roomKey: host.roomKey ?? prepared.room?.key,
      visitorHash: prepared.visitorHash, sealed: prepared.sealed, expectedVisit: prepared.draft.expectedVisit,
      account: author.account)
  }

  private func event(for visit: Visit, as kind: JournalKind? = nil) -> JournalEntry.Event {
    var payload = ["purpose": visit.purpose.rawValue, "party": String(visit.party)]
    payload["category"] = visit.category.rawValue
    payload["pass"] = visit.pass?.number
    payload["reason"] = visit.reason
    payload["method"] = visit.confirmation.method?.rawValue
    return JournalEntry.Event(
      kind: visit.state == .refused ? .visitRefused : kind ?? Self.kind(of: visit.state), subject: visit.id,
      room: visit.room, payload: payload)
  }

  private static func kind(of state: Visit.State) -> JournalKind {
    state == .waiting ? .visitWaiting : .visitArrived
  }
}

/// What the register of rooms and residents says about a stated host.
struct StatedHost: Sendable {
  var admission: Admission.Host
  var roomID: String?
  var roomKey: String?
  var roomDisplay: String?
}
