import Foundation
import HTTPTypes
import Testing

@testable import Foyer

/// The day pass on paper: counted, and marked from the second time on.
struct DayPassStoryTests {
  @Test func `Looking prints nothing and shows no code; each print is written down, and from the second on it says so`()
    async throws
  {
    let house = try await TestLobby.open()
    let id = try await VisitRecordTests.register(house)
    let guardsman = try await house.signIn("白芷", as: .attendant)
    try await house.story { client in
      let preview = try await client.page("/visits/\(id)/pass", as: guardsman)
      #expect(preview.status == 200 && preview.html.contains("预览，不能当证用") && !preview.html.contains("<svg viewBox"))
      var addresses: [String] = []
      for copy in 1...3 {
        let printed = try await client.submit("/visits/\(id)/pass/prints", [:], as: guardsman)
        #expect(printed.status == 303)
        addresses.append(printed.location)
        let slip = try await client.page(printed.location, as: guardsman).html
        #expect(slip.contains("<svg viewBox") && slip.contains("print.js") && !slip.contains("预览"))
        #expect(slip.contains("重印") == (copy > 1) && (copy == 1 || slip.contains("重印（第\(copy)次）")))
      }
      let first = try await client.page(addresses[0], as: guardsman).html
      #expect(first.contains("预览") && !first.contains("<svg viewBox") && first.contains("已打印3次"))
      house.clock.advance(minutes: 11)
      #expect(try await client.page(addresses[2], as: guardsman).html.contains("预览"))
      let visit = try await client.page("/visits/\(id)", as: guardsman).html
      #expect(visit.words.contains("打印当日证A-001") && visit.contains("重印第3次"))
    }
    let entries = try await house.lobby.read { try $0.journal(of: house.estate.id, subject: id) }
    let prints = entries.filter { $0.event.kind == .visitPassPrinted }
    #expect(prints.map { $0.event.payload["copy"] } == ["1", "2", "3"] && prints.allSatisfy { $0.accountName == "白芷" })
  }

  @Test func `A program is told which print it is; who may only look prints none, and nobody for a visit that is over`()
    async throws
  {
    let house = try await TestLobby.open()
    let id = try await VisitRecordTests.register(house)
    let (token, auditor) = (try await house.token(.attendant), try await house.token(.auditor))
    try await house.story { client in
      let path = "/visits/\(id)/pass/prints"
      #expect(try await client.json(.post, path, token: auditor).status == 403)
      let made = try await client.json(.post, path, token: token)
      #expect(made.status == 201 && made.object["copy"] as? Int == 1 && made.object["visit"] as? String == id)
      #expect(try await client.json(.post, path, token: token).object["copy"] as? Int == 2)
      _ = try await client.json(.post, "/visits/\(id)/departure", "{}", token: token)
      #expect(try await client.json(.post, path, token: token).status == 409)
      let unknown = Identifier.make(at: house.clock.now)
      #expect(try await client.json(.post, "/visits/\(unknown)/pass/prints", token: token).status == 404)
    }
  }
}
