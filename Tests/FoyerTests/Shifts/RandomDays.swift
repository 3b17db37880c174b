import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

/// What may happen at a desk in a random day: something opens, or something that is open is settled.
struct RandomDays: Sendable {
  enum Opening: CaseIterable, Sendable {
    case round, expected, event, visit, waiting, unreturned, note, finding, fault, instruction, draft, group
    case nobodyComes, appearance
  }

  let night: HandoverNight
  let things: (radios: String, intercom: String)
  /// Instructions are not the desk's to give.
  let manager: String

  init(_ night: HandoverNight) async throws {
    self.night = night
    things = try await night.house.equip()
    manager = try await night.house.token(.propertyManager, scopes: Set(Permission.allCases))
  }

  /// As the setting has it.
  static let grace = 30
  static let openings = Opening.allCases

  private var house: TestLobby { night.house }
  private var estate: Estate { night.house.estate }

  private func author(_ account: String) -> JournalAuthor {
    JournalAuthor(estate: estate.id, post: house.post.id, account: account, name: "班", at: house.clock.now)
  }

  /// All standard lists are in use: their rounds are due, and nobody makes most of them.
  func furnish() async throws {
    let author = author(night.leader)
    try await house.lobby.write(in: estate.id) { tx in
      for list in try tx.checklists(of: estate.id) { try tx.use(list, by: author) }
    }
  }

  func act(_ client: any TestClientProtocol, _ account: String, _ random: inout SystemLikeRandom) async throws {
    if Int.random(in: 0...2, using: &random) > 0 {
      try await open(Self.openings.randomElement(using: &random) ?? .note, client, account, &random)
    } else {
      try await settle(client, account, &random)
    }
    // As the product's own clock does each minute.
    let (estate, author) = (estate, author(account))
    try await house.lobby.write(in: estate.id) { try $0.noteAbsences(of: estate, by: author) }
  }

  // MARK: - Opening

  func open(
    _ opening: Opening, _ client: any TestClientProtocol, _ account: String, _ random: inout SystemLikeRandom
  ) async throws {
    switch opening {
    case .visit: try await post(client, "/visits", Arrival.body())
    case .waiting: try await post(client, "/visits", Arrival.body(answer: "no_answer", more: ", \"wait\": true"))
    case .unreturned:
      let id = try await post(client, "/visits", Arrival.body())
      try await post(client, "/visits/\(id)/departure", #"{"pass_returned": false}"#)
    case .note: try await post(client, "/notes", #"{"text": "待办", "next_shift": true}"#)
    case .finding:
      try await post(
        client, "/findings",
        #"{"nature": "fault", "place": "东侧通道", "what": "灯不亮", "handling": "told", "told": "杜仲"}"#)
    case .round:
      let lists = try await house.lobby.read { try $0.checklists(of: estate.id) }
      guard let list = lists.randomElement(using: &random) else { return }
      try await post(client, "/rounds", #"{"checklist": "\#(list.id)"}"#)
    case .fault, .appearance, .nobodyComes: try await openByStore(opening, account)
    case .instruction, .draft, .event, .group, .expected: try await openOnBoard(opening, client)
    }
  }

  private func openByStore(_ opening: Opening, _ account: String) async throws {
    let (now, author, things) = (house.clock.now, author(account), things)
    switch opening {
    case .nobodyComes: try await house.plan(night.other, from: -200, until: -190)
    case .fault:
      try await house.lobby.write(in: estate.id) { tx in
        let fault = EquipmentFault(
          id: Identifier.make(at: now), equipment: things.intercom, name: "可视对讲", post: author.post, kind: .faulty,
          pieces: 1, away: 0, note: "没有声音", foundAt: now, foundBy: account)
        try tx.insert(fault, found: nil, by: author)
      }
    default:
      try await house.lobby.write(in: estate.id) { tx in
        guard let duty = try tx.openDuty(of: account, estate: author.estate) else { return }
        let check = AppearanceCheck(
          id: Identifier.make(at: now), duty: duty.id, kind: .inspection, at: now, account: account, name: "班",
          items: AppearanceCheck.Kind.inspection.items, wrong: [.stance], note: "靠着前台")
        try tx.insert(check, of: duty, by: author)
      }
    }
  }

  private func openOnBoard(_ opening: Opening, _ client: any TestClientProtocol) async throws {
    let (zone, now) = (estate.zone, house.clock.now)
    func at(_ minutes: Int) -> String { zone.iso(now.advanced(minutes: minutes)) }
    switch opening {
    case .instruction:
      try await post(
        client, "/instructions", #"{"title": "夜间从严", "body": "逐个核对。", "roles": ["attendant"]}"#, by: manager)
    case .draft:
      try await post(
        client, "/notices",
        #"{"title": "停水", "body": "水泵检修。", "from": "\#(zone.day(now))", "until": "\#(zone.day(now.advanced(days: 2)))"}"#
      )
    case .event:
      try await post(
        client, "/events",
        #"{"kind": "activity", "title": "茶会", "place": "东侧", "from": "\#(at(1))", "until": "\#(at(20))"}"#)
    case .group:
      let id = try await post(
        client, "/receptions",
        #"{"organisation": "街道办", "party": 6, "purpose": "检查", "level": "manager", "planned_at": "\#(at(1))"}"#)
      try await post(client, "/receptions/\(id)/arrival", #"{"party": 6}"#)
    default:
      let (from, until) = (now.advanced(minutes: 1), now.advanced(minutes: 16))
      guard zone.day(from) == zone.day(until) else { return }
      try await post(
        client, "/expected-visits",
        """
        {"visitor": {"name": "连钱"}, "host": {"room": "2-1604", "name": "连翘"}, "purpose": "friend",
         "day": "\(zone.day(from))", "from": "\(zone.clock(from))", "until": "\(zone.clock(until))", "recurrence": "once"}
        """)
    }
  }

  @discardableResult
  private func post(
    _ client: any TestClientProtocol, _ path: String, _ body: String, by token: String? = nil
  ) async throws -> String {
    let answer = try await client.json(.post, path, body, token: token ?? night.token)
    #expect(answer.status == 201, "\(path): \(answer.object)")
    return answer.object["id"] as? String ?? ""
  }

  // MARK: - Settling

  /// Something that is open is closed by somebody, in the product's own way. What it refuses stays open.
  private func settle(
    _ client: any TestClientProtocol, _ account: String, _ random: inout SystemLikeRandom
  ) async throws {
    let open = try await OpenThings.all(in: house).sorted()
    guard let thing = open.randomElement(using: &random) else { return }
    let (path, token, author, estate) = (thing, manager, author(night.leader), estate)
    func send(_ noun: String, _ body: String = "{}") async throws {
      _ = try await client.json(.post, "\(path)/\(noun)", body, token: token)
    }
    switch thing.split(separator: "/").first?.prefix(while: { $0 != " " }) {
    case "visits": try await send(Bool.random(using: &random) ? "departure" : "closure", #"{"pass_returned": true}"#)
    case "passes": try await send(Bool.random(using: &random) ? "return" : "loss")
    case "notes": try await send("settlement")
    case "findings": try await send("completion")
    case "rounds" where path.hasPrefix("/rounds/"): try await send("completion", #"{"reason": "处理困人"}"#)
    case "rounds":
      let parts = path.split(separator: " ")
      let due = estate.zone.iso(Instant(milliseconds: Int(parts[1]) ?? 0))
      _ = try await client.json(
        .post, "/excused-rounds", #"{"checklist": "\#(parts[2])", "due": "\#(due)", "reason": "台风"}"#, token: token)
    case "equipment-faults": try await send("closure", #"{"how": "换了备用机"}"#)
    case "instructions": try await send("withdrawal")
    case "notices": try await send("publication")
    case "events": try await send("report", #"{"visitors_came": 3, "after_note": "好"}"#)
    case "receptions": try await send("departure")
    case "expected-visits": try await send("cancellation")
    case "duties" where path.contains(" "):
      let entry = String(path.split(separator: " ")[2])
      try await house.lobby.write(in: estate.id) { tx in
        guard let absence = try tx.absence(entry, of: estate.id) else { return }
        try tx.settle(absence, as: .sick, reason: "病假", by: author)
      }
    default:
      try await house.lobby.write(in: estate.id) { tx in
        for found in try tx.openAppearanceChecks(of: estate.id, limit: 100) {
          try tx.right(found.check, how: "当场改正", of: found.duty, by: author)
        }
      }
    }
  }
}
