import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Foyer

/// From when until when somebody has to do with a room, and correcting that in place.
struct ResidencyTests {
  private let zone = EstateZone.shanghai

  private func stay(_ from: String?, _ to: String?, id: String = "a") throws -> Resident.Residency {
    Resident.Residency(
      id: id, resident: "r", room: "m", roomDisplay: "1-1-101", relation: .tenant,
      startsAt: from.flatMap(zone.instant(day:)),
      endsAt: to.flatMap(zone.instant(day:)).map { zone.startOfDay($0, adding: 1) })
  }

  @Test(
    arguments: [
      ("2025-01-01", "2025-06-30", "2025-07-01", nil, false), ("2025-01-01", "2025-06-30", "2025-06-30", nil, true),
      ("2025-01-01", nil, "2026-01-01", nil, true), (nil, "2025-06-30", nil, nil, false), (nil, nil, nil, nil, true),
      ("2025-01-01", "2025-06-30", nil, "2025-03-01", true), (nil, "2025-06-30", "2025-01-01", "2025-03-01", false),
    ] as [(String?, String?, String?, String?, Bool)])
  func `Two stays overlap when they share a day`(from: String?, to: String?, from2: String?, to2: String?, shared: Bool)
    throws
  {
    let now = try #require(zone.instant(day: "2026-11-23"))
    let (one, other) = (try stay(from, to), try stay(from2, to2))
    #expect(one.overlaps(other, at: now) == shared)
    #expect(other.overlaps(one, at: now) == shared)
  }

  @Test func `A day that was not changed keeps its moment`() throws {
    var left = try stay("2025-01-01", nil)
    let noon = try #require(zone.instant(day: "2026-11-20")).advanced(minutes: 720)
    left.endsAt = noon
    let same = ResidencyForm.Terms(
      relation: .owner, from: left.startsAt, to: zone.startOfDay(noon, adding: 1))
    #expect(left.under(same, in: zone).endsAt == noon)
    let later = ResidencyForm.Terms(relation: .owner, from: nil, to: zone.startOfDay(noon, adding: 2))
    #expect(left.under(later, in: zone).endsAt == later.to)
    #expect(left.under(later, in: zone).startsAt == nil)
  }

  private func added(_ client: any TestClientProtocol, _ token: String, _ dates: String) async throws -> (
    path: String, id: String
  ) {
    let answer = try await client.json(
      .post, "/residents", #"{"name": "陆英", "room": "1-2-1203", "relation": "tenant"\#(dates)}"#, token: token)
    #expect(answer.status == 201)
    let id = try #require(answer.object["id"] as? String)
    let residency = try #require((answer.object["rooms"] as? [[String: Any]])?.first?["id"] as? String)
    return ("/residents/\(id)/residencies/\(residency)", id)
  }

  @Test func `Dates and relation are corrected in place and the record keeps what they were`() async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      let (path, _) = try await added(client, token, #", "from": "2026-01-01", "to": "2026-12-31""#)
      let body = #"{"relation": "owner", "from": "2025-05-01", "to": null}"#
      let changed = try await client.json(.put, path, body, token: token)
      #expect(changed.status == 200)
      let room = try #require((changed.object["rooms"] as? [[String: Any]])?.first)
      #expect(room["relation"] as? String == "owner" && room["from"] as? String == "2025-05-01" && room["to"] == nil)
      // The same again is no change and no entry.
      #expect(try await client.json(.put, path, body, token: token).status == 200)
      let attendant = try await house.token(.attendant)
      #expect(try await client.json(.put, path, body, token: attendant).status == 403)
      let other = path.replacing(/residencies.*/, with: "residencies/0193a000-0000-7000-8000-000000000000")
      #expect(try await client.json(.put, other, body, token: token).status == 404)
    }
    let events = try await house.lobby.read { try $0.journal(of: house.estate.id, after: 0, limit: 100).map(\.event) }
    let changes = events.filter { $0.kind == .residentChanged }
    #expect(
      changes.map(\.payload) == [
        [
          "act": "dates", "change": "relation from to", "relation_was": "tenant",
          "dates_were": "2026-01-01 – 2026-12-31",
        ]
      ])
  }

  @Test(arguments: [
    (#"{"relation": "owner", "from": "2026-05-02", "to": "2026-05-01"}"#, "to", "before_from"),
    (#"{"relation": "owner", "from": "gestern"}"#, "from", "day"), (#"{"relation": "king"}"#, "relation", "choice"),
    (#"{"from": "2026-05-02"}"#, "relation", "required"),
    (#"{"relation": "owner", "from": "2024-06-01"}"#, "from", "overlaps"),
  ])
  func `Dates that make no sense are refused at their field`(body: String, field: String, code: String) async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      let (_, id) = try await added(client, token, #", "from": "2023-01-01", "to": "2024-12-31""#)
      let again = try await client.json(
        .post, "/residents/\(id)/residencies", #"{"room": "1-2-1203", "relation": "owner", "from": "2025-06-01"}"#,
        token: token)
      #expect(again.status == 201)
      let second = try #require((again.object["rooms"] as? [[String: Any]])?.last?["id"] as? String)
      let answer = try await client.json(.put, "/residents/\(id)/residencies/\(second)", body, token: token)
      #expect(answer.status == 422)
      let errors = answer.object["errors"] as? [[String: Any]]
      #expect(errors?.contains { $0["field"] as? String == field && $0["code"] as? String == code } == true)
    }
  }

  @Test func `An end that lies behind us is a moving out, and a stay is not reopened over a later one`() async throws {
    let house = try await TestLobby.open()
    try await house.room("1-2-1203")
    let token = try await house.token(.propertyManager)
    try await house.story { client in
      let (path, id) = try await added(client, token, #", "from": "2023-01-01""#)
      let bar = try await client.json(.post, "/residents/\(id)/bars", #"{"bar": {"name": "柳防己"}}"#, token: token)
      #expect(bar.status == 201)
      let ended = try await client.json(
        .put, path, #"{"relation": "tenant", "from": "2023-01-01", "to": "2024-12-31"}"#, token: token)
      #expect((ended.object["admission_bars"] as? [Any])?.isEmpty == true)
      #expect((ended.object["rooms"] as? [[String: Any]])?.first?["current"] as? Bool == false)
      let again = try await client.json(
        .post, "/residents/\(id)/residencies", #"{"room": "1-2-1203", "relation": "owner"}"#, token: token)
      #expect(again.status == 201)
      #expect(try await client.json(.delete, path + "/end", token: token).status == 409)
    }
    let kinds = try await house.lobby.read {
      try $0.journal(of: house.estate.id, after: 0, limit: 100).map(\.event.kind)
    }
    #expect(kinds.contains(.residentMovedOut))
  }

  @Test func `The page corrects dates too, and shows what was typed when they make no sense`() async throws {
    let house = try await TestLobby.open()
    let resident = try await house.resident("陆英", in: "1-2-1203")
    let manager = try await house.signIn("白芷", as: .propertyManager)
    let residency = try await house.lobby.read {
      try #require(try $0.residencies(of: resident.id, estate: house.estate.id).first)
    }
    let path = "/residents/\(resident.id)/residencies/\(residency.id)?_method=put"
    try await house.story { client in
      let page = try await client.page("/residents/\(resident.id)", as: manager)
      #expect(page.html.contains("id=\"from-\(residency.id)\""))
      let wrong = try await client.submit(
        path, ["relation": "owner", "from": "2026-05-02", "to": "2026-05-01"], as: manager)
      #expect(wrong.status == 422)
      #expect(
        wrong.html.contains("value=\"2026-05-02\"")
          && wrong.html.contains("aria-describedby=\"to-\(residency.id)-error\""))
      let right = try await client.submit(path, ["relation": "owner", "from": "2026-05-02", "to": ""], as: manager)
      #expect(right.status == 303)
      #expect(try await client.page("/residents/\(resident.id)", as: manager).html.contains("2026-05-02"))
    }
  }
}
