import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct PassStoryTests {
  private static let all = Set(Permission.allCases)

  private static func visit(pass: String) -> String {
    Arrival.body(pass: pass)
  }

  @Test func `Of fifty who ask for the same pass at once exactly one gets it`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.all)
    try await house.story { client async throws in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<50 {
          group.addTask { try await client.json(.post, "/visits", Self.visit(pass: "\"A-001\""), token: token).status }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 201 } == 1)
      #expect(statuses.count { $0 == 409 } == 49)
    }
  }

  @Test func `Fifty at once who take the next pass get fifty different ones`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.all)
    try await house.story { client async throws in
      let numbers = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<50 {
          group.addTask {
            let answer = try await client.json(.post, "/visits", Arrival.body(), token: token)
            return (answer.object["pass"] as? [String: Any])?["number"] as? String
          }
        }
        return try await group.reduce(into: [String]()) { if let number = $1 { $0.append(number) } }
      }
      #expect(Set(numbers).count == 50)
    }
  }

  @Test func `A pass lost by its holder leaves him inside without one, and is not given back when he leaves`()
    async throws
  {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.all)
    try await house.story { client async throws in
      let id = try #require(
        try await client.json(.post, "/visits", Arrival.body(), token: token).object["id"] as? String)
      let lost = try await client.json(.post, "/passes/a1/loss", "{}", token: token)
      #expect(lost.status == 201)
      #expect(lost.object["state"] as? String == "lost")
      let visit = try await client.json(.get, "/visits/\(id)", token: token)
      #expect(visit.object["state"] as? String == "inside")
      #expect((visit.object["pass"] as? [String: Any])?["returned"] as? Bool == false)
      let left = try await client.json(.post, "/visits/\(id)/departure", #"{"pass_returned": true}"#, token: token)
      #expect((left.object["pass"] as? [String: Any])?["returned"] as? Bool == false)
      #expect(try await client.json(.post, "/passes/A-001/loss", "{}", token: token).status == 409)
      #expect(try await client.json(.post, "/passes/A-001/recovery", "{}", token: token).status == 201)
      #expect(try await client.json(.get, "/passes/A-001", token: token).object["state"] as? String == "available")
    }
  }

  @Test func `A pass that came back after its visitor had left hangs on the rack again`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.all)
    try await house.story { client async throws in
      let id = try #require(
        try await client.json(.post, "/visits", Arrival.body(), token: token).object["id"] as? String)
      let body = #"{"pass_returned": false}"#
      #expect(try await client.json(.post, "/visits/\(id)/departure", body, token: token).status == 201)
      #expect(try await client.json(.get, "/passes/A-001", token: token).object["state"] as? String == "issued")
      #expect(try await client.json(.post, "/passes/A-001/return", "{}", token: token).status == 201)
      #expect(try await client.json(.post, "/passes/A-001/return", "{}", token: token).status == 409)
      let history = try await client.json(.get, "/passes/A-001", token: token).object["history"] as? [[String: Any]]
      #expect(history?.compactMap { $0["kind"] as? String } == ["pass.returned", "visit.left", "visit.arrived"])
    }
  }

  @Test func `Voiding needs a reason and a leader`() async throws {
    let house = try await TestLobby.open()
    let attendant = try await house.token(.attendant, scopes: [.handlePasses, .seePasses])
    let leader = try await house.token(.squadLeader, scopes: Self.all)
    try await house.story { client async throws in
      let body = #"{"reason": "damaged"}"#
      #expect(try await client.json(.post, "/passes/A-002/voiding", body, token: attendant).status == 403)
      #expect(try await client.json(.post, "/passes/A-002/voiding", "{}", token: leader).status == 422)
      #expect(try await client.json(.post, "/passes/A-002/voiding", #"{"reason": "王五"}"#, token: leader).status == 422)
      #expect(try await client.json(.post, "/passes/A-002/voiding", body, token: leader).status == 201)
      #expect(try await client.json(.post, "/passes/A-002/voiding", body, token: leader).status == 409)
    }
  }

  @Test func `A rack grows by a range of at most a thousand numbers`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.squadLeader, scopes: Self.all)
    try await house.story { client async throws in
      let added = try await client.json(.post, "/passes", #"{"prefix": "b", "from": 1, "to": 1000}"#, token: token)
      #expect(added.status == 201)
      #expect(added.object["to"] as? String == "B-1000")
      for body in [
        #"{"prefix": "C", "from": 1, "to": 1001}"#, #"{"prefix": "C", "from": 5, "to": 4}"#,
        #"{"prefix": "丙", "from": 1, "to": 4}"#, #"{"prefix": "CCCCC", "from": 1, "to": 4}"#, #"{"from": "x"}"#,
        #"{"prefix": "C", "from": 1, "to": 2, "post": "nowhere"}"#, #"{"from": -1, "to": 1e300}"#, "{}",
      ] {
        #expect(try await client.json(.post, "/passes", body, token: token).status == 422, "\(body)")
      }
      #expect(
        try await client.json(.post, "/passes", #"{"prefix": "A", "from": 100, "to": 120}"#, token: token).status == 409
      )
      let list = try await client.json(.get, "/passes?limit=2&cursor=B-0998", token: token).object
      #expect((list["items"] as? [[String: Any]])?.compactMap { $0["number"] as? String } == ["B-0999", "B-1000"])
    }
  }

  @Test func `A count that differs from the book becomes an important line of the record`() async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.all)
    try await house.story { client async throws in
      _ = try await client.json(.post, "/visits", Arrival.body(), token: token)
      let numbers = (1...100).filter { $0 != 5 }.map { "\"a\($0)\"" }.joined(separator: ",")
      let count = try await client.json(.post, "/passes/counts", "{\"numbers\": [\(numbers)]}", token: token)
      #expect(count.status == 201)
      #expect(count.object["missing"] as? [String] == ["A-005"])
      #expect(count.object["extra"] as? [String] == ["A-001"])
      #expect((count.object["entry"] as? [String: Any])?["important"] as? Bool == true)
    }
  }

  @Test func `The pages of a rack, a pass and the count are shown, and forms lead back`() async throws {
    let house = try await TestLobby.open()
    let leader = try await house.signIn("白芷", as: .squadLeader)
    try await house.story { client async throws in
      #expect(try await client.page("/passes", as: leader).html.contains("A-030"))
      #expect(try await client.page("/passes/a-030", as: leader).html.contains("A-030"))
      #expect(try await client.page("/passes/counts", as: leader).status == 200)
      let lost = try await client.submit("/passes/A-030/loss", ["back": "/passes"], as: leader)
      #expect(lost.status == 303 && lost.location == "/passes")
      let elsewhere = try await client.submit("/passes/A-030/recovery", ["back": "//evil.example"], as: leader)
      #expect(elsewhere.location == "/passes/A-030")
      let wrong = try await client.submit("/passes", ["prefix": "B", "from": "9", "to": "1"], as: leader)
      #expect(wrong.status == 422 && wrong.html.contains("value=\"9\""))
    }
  }

  @Test(arguments: ["A-999", "%00", "%F0%9F%98%80", "%3Cscript%3E", "..%2F..", "0193aaaa-0000-7000-8000-000000000000"])
  func `A pass that there is none of is not found`(name: String) async throws {
    let house = try await TestLobby.open()
    let token = try await house.token(.attendant, scopes: Self.all)
    try await house.story { client async throws in
      #expect(try await client.json(.get, "/passes/\(name)", token: token).status == 404)
      #expect(try await client.json(.post, "/passes/\(name)/return", "{}", token: token).status == 404)
    }
  }
}

/// A visitor with everything in order, as a program sends him.
enum Arrival {
  static func body(answer: String = "confirmed", pass: String = "\"auto\"", more: String = "") -> String {
    """
    {"visitor": {"name": "沙参", "party": 1}, "host": {"room": "2-1203", "name": "陆英"}, "purpose": "friend",
     "confirmation": {"method": "intercom", "result": "\(answer)"},
     "document": {"type": "resident_id", "number": "11010519491231002X", "check": "match"}, "pass": \(pass)\(more)}
    """
  }
}
