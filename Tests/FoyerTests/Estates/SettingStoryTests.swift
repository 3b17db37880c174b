import Foundation
import HTTPTypes
import Pages
import Testing

@testable import Foyer

struct SettingStoryTests {
  @Test func `A change is kept, told with old and new in the record, and taken back to the default`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let changed = try await client.json(.post, "/settings/journal.hours", #"{"value": 72}"#, token: manager)
      #expect(changed.status == 200)
      #expect(changed.object["value"] as? String == "72" && changed.object["default"] as? String == "48")
      #expect(changed.object["changed_by"] != nil && changed.object["unit"] as? String == "hours")
      let reset = try await client.json(.delete, "/settings/journal.hours", token: manager)
      #expect(reset.object["value"] as? String == "48" && reset.object["changed_by"] == nil)
    }
    let changes = try await house.lobby.read { snapshot in
      try snapshot.journal(of: house.estate.id, after: 0, limit: 100).filter { $0.event.kind == .settingChanged }
    }
    let first = ["setting": "journal.hours", "from": "48", "to": "72"]
    #expect(changes.first?.event.payload == first)
    #expect(changes.last?.event.payload["to"] == "48")
  }

  @Test(arguments: [
    ("journal.hours", #"{"value": 0}"#, "range"), ("journal.hours", #"{"value": "abc"}"#, "type"),
    ("journal.hours", #"{}"#, "required"), ("visits.night_limit", #"{"value": "25:00"}"#, "clock"),
    ("visits.night_limit", #"{"value": "🌙"}"#, "clock"), ("passes.required", #"{"value": "maybe"}"#, "choice"),
    ("visits.document_required", #"{"value": ["family", "cook"]}"#, "choice"),
    ("visits.document_required", #"{"value": [1]}"#, "type"),
  ])
  func `What a setting cannot be is refused with its reason`(_ example: (String, String, String)) async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let answer = try await client.json(.post, "/settings/\(example.0)", example.1, token: manager)
      #expect(answer.status == 422)
      #expect((answer.object["errors"] as? [[String: Any]])?.first?["code"] as? String == example.2)
    }
  }

  @Test func `Words, choices and clock times are stored in one way, however they were sent`() throws {
    func value(_ setting: Setting, _ entry: Form.Entry, typed: Bool = true) throws -> String {
      try SettingForm(Form(entries: ["value": entry], isTyped: typed), for: setting).value
    }
    #expect(try value(.documentRequired, .text("repair family")) == "family repair")
    #expect(
      try value(.documentRequired, .list([.text(""), .text("other"), .text("family")]), typed: false) == "family other")
    #expect(try value(.documentRequired, .text(""), typed: false) == "")
    #expect(try value(.passRequired, .flag(true)) == "yes")
    #expect(try value(.nightLimit, .text("9:05")) == "09:05")
    #expect(try value(.confirmationTries, .text("4"), typed: false) == "4")
  }

  @Test func `Every setting has its default, and its words in every language`() async throws {
    let house = try await TestLobby.open()
    for setting in Setting.all {
      for profile in Estate.Profile.allCases {
        #expect(setting.accepts(setting.defaultValue(for: profile)), "\(setting.name)")
      }
      #expect(house.lobby.phrasebook.has("setting.\(setting.name)"), "\(setting.name) has no text")
      #expect(house.lobby.phrasebook.has("setting_group.\(setting.group)"), "\(setting.group) has no text")
      if case .number = setting.kind { #expect(setting.unit != nil, "\(setting.name) has no unit") }
    }
  }

  @Test func `A chosen value stays when the profile changes; what nobody chose follows it`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      _ = try await client.json(.post, "/settings/passes.required", #"{"value": "no"}"#, token: manager)
      let body = #"{"estate_name": "青梧里", "profile": "butler_desk", "time_zone": "Asia/Shanghai"}"#
      #expect(
        try await client.json(.post, "/estate", body, token: manager).object["profile"] as? String == "butler_desk")
      let document = try await client.json(.get, "/settings/visits.document_required", token: manager)
      #expect(document.object["value"] as? String == "")
    }
  }

  @Test func `An auditor looks at settings and changes none; an attendant does not even look`() async throws {
    let house = try await TestLobby.open()
    let auditor = try await house.token(.auditor)
    let attendant = try await house.token(.attendant)
    try await house.story { client async throws in
      #expect(try await client.json(.get, "/settings", token: auditor).status == 200)
      #expect(try await client.json(.post, "/settings/journal.hours", #"{"value": 9}"#, token: auditor).status == 403)
      #expect(try await client.json(.get, "/settings", token: attendant).status == 403)
      #expect(try await client.json(.get, "/settings/no.such", token: auditor).status == 404)
    }
  }

  @Test func `Posts are opened, renamed and closed, but never the last one, one's own, or one where a program works`()
    async throws
  {
    let house = try await TestLobby.open()
    try await house.hire("决明", as: .propertyManager)
    try await house.story { client in
      let me = try await client.signIn("决明", goodPassword)
      func post(_ path: String, _ name: String?) async throws -> CookieAnswer {
        try await client.ask(
          .post, path, name.map { ["post_name": $0] } ?? [:], cookie: me.session, formToken: me.formToken)
      }
      #expect(try await post("/posts/\(house.post.id)/closure", nil).status == 409)
      let gate = try await post("/posts", "东门岗")
      let id = try #require(gate.object["id"] as? String)
      #expect(gate.status == 201)
      #expect(try await post("/posts", "东门岗").codes == ["taken"])
      #expect(try await post("/posts/\(id)", "西门岗").object["name"] as? String == "西门岗")
      #expect(try await post("/posts/\(house.post.id)/closure", nil).status == 409)
      #expect(try await post("/posts/\(id)/closure", nil).status == 201)
      #expect(try await post("/posts/\(id)", "东门岗").status == 404)
    }
    #expect(try await house.lobby.read { try $0.posts(of: house.estate.id).count } == 1)
  }
}
