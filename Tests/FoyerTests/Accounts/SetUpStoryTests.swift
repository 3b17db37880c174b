import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import Foyer

struct SetUpStoryTests {
  @Test func `An invited person chooses a password once, is signed in, and the link is spent`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let added = try await client.json(.post, "/staff", #"{"name": "连翘", "role": "attendant"}"#, token: manager)
      let code = try #require((added.object["set_up"] as? [String: Any])?["code"] as? String)
      #expect(code.count >= 22)
      let hello = try await client.ask(.get, "/setup/\(code)")
      #expect(hello.object["name"] as? String == "连翘")
      #expect(hello.headers[.init("Referrer-Policy")!] == "strict-origin")
      let weak = try await client.ask(.post, "/setup/\(code)", ["password": "password12345678"])
      #expect(weak.status == 422 && weak.codes == ["common"])
      let done = try await client.ask(.post, "/setup/\(code)", ["password": goodPassword, "pin": "271828"])
      #expect(done.status == 201 && done.object["role"] as? String == "attendant")
      #expect(try await client.ask(.get, "/session", cookie: done.session).status == 200)
      #expect(try await client.ask(.get, "/setup/\(code)").status == 404)
      #expect(try await client.ask(.post, "/setup/\(code)", ["password": otherPassword]).status == 404)
      #expect(try await client.signIn("连翘", goodPassword).status == 201)
    }
    let kept = try await house.lobby.read { try $0.account(named: "连翘", of: house.estate.id) }
    #expect(kept?.password?.contains(goodPassword) == false && kept?.pin?.contains("271828") == false)
  }

  @Test func `A set-up link runs out after a day, and a new one voids the old`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let added = try await client.json(.post, "/staff", #"{"name": "连翘", "role": "attendant"}"#, token: manager)
      let id = try #require(added.object["id"] as? String)
      let first = try #require((added.object["set_up"] as? [String: Any])?["code"] as? String)
      let again = try await client.json(.post, "/staff/\(id)/setup", token: manager)
      let second = try #require((again.object["set_up"] as? [String: Any])?["code"] as? String)
      #expect(try await client.ask(.get, "/setup/\(first)").status == 404)
      house.clock.advance(minutes: 24 * 60 - 1)
      #expect(try await client.ask(.get, "/setup/\(second)").status == 200)
      house.clock.advance(minutes: 1)
      #expect(try await client.ask(.post, "/setup/\(second)", ["password": goodPassword]).status == 404)
      let staff = try await client.json(.get, "/staff/\(id)", token: manager)
      #expect(staff.object["state"] as? String == "lapsed")
    }
  }

  @Test func `Two who use one link in the same moment do not both get in`() async throws {
    let house = try await TestLobby.open()
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let added = try await client.json(.post, "/staff", #"{"name": "连翘", "role": "attendant"}"#, token: manager)
      let code = try #require((added.object["set_up"] as? [String: Any])?["code"] as? String)
      async let left = client.ask(.post, "/setup/\(code)", ["password": goodPassword]).status
      async let right = client.ask(.post, "/setup/\(code)", ["password": otherPassword]).status
      let statuses = try await [left, right].sorted()
      #expect(statuses.first == 201 && [404, 409].contains(statuses.last))
    }
  }

  @Test func `A new password ends every session that the person had`() async throws {
    let house = try await TestLobby.open()
    let id = try await house.hire("连翘", as: .attendant)
    let manager = try await house.token(.propertyManager)
    try await house.story { client in
      let before = try await client.signIn("连翘", goodPassword)
      let again = try await client.json(.post, "/staff/\(id)/setup", token: manager)
      let code = try #require((again.object["set_up"] as? [String: Any])?["code"] as? String)
      #expect(try await client.ask(.post, "/setup/\(code)", ["password": otherPassword]).status == 201)
      #expect(try await client.ask(.get, "/session", cookie: before.session).status == 401)
      #expect(try await client.signIn("连翘", goodPassword).status == 422)
    }
  }

  @Test func `The first person of an empty installation makes the estate, and nobody comes after him that way`()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-\(UUID().uuidString)")
    let clock = TestClock(TestLobby.evening)
    let installation = try Installation.open(folder: folder, clock: clock.lobbyClock)
    let lobby = try await installation.lobby(logger: Logger(label: "test"), passwords: PasswordHasher(cost: 4))
    #expect(try await lobby.read { try $0.count("SELECT COUNT(*) FROM accounts") } == 0)
    let link = lobby.firstRun.open(at: clock.now)
    let place = Estate(id: "-", name: "-", profile: .guardPost, zone: .shanghai)
    let house = TestLobby(lobby: lobby, estate: place, post: Post(id: "-", name: "-"), clock: clock)
    let first: [String: any Sendable] = [
      "estate_name": "青梧里", "profile": "butler_desk", "time_zone": "Asia/Hong_Kong", "name": "白芷",
      "role": "property_manager", "password": goodPassword,
    ]
    try await house.story { client async throws in
      #expect(try await client.ask(.post, "/setup/wrong", first).status == 404)
      var attendant = first
      attendant["role"] = "attendant"
      #expect(try await client.ask(.post, link.path, attendant).status == 422)
      var nowhere = first
      nowhere["time_zone"] = "Mars/Olympus"
      #expect(try await client.ask(.post, link.path, nowhere).codes == ["time_zone"])
      let done = try await client.ask(.post, link.path, first)
      #expect(done.status == 201)
      let estate = try await client.ask(.get, "/estate", cookie: done.session)
      #expect(estate.object["time_zone"] as? String == "Asia/Hong_Kong")
      #expect(try await client.ask(.post, link.path, first).status == 404)
    }
    #expect(try await lobby.read { try $0.estates().count } == 1)
    #expect(try await lobby.read { try $0.isSetUp() })
  }

  @Test func `The set-up page greets its person, keeps what is right, and says when a link is spent`() async throws {
    let house = try await TestLobby.open()
    let author = JournalAuthor(
      estate: house.estate.id, post: house.post.id, account: "test", name: "test", at: house.clock.now)
    let made = try await house.lobby.write(in: house.estate.id) {
      try $0.invite(name: "连翘", role: .attendant, to: author.estate, by: author)
    }
    let first = house.lobby.firstRun.open(at: house.clock.now)
    try await house.story { client in
      #expect(try await client.page(first.path).html.contains("第一次使用"))
      let empty = try await client.submit(first.path, ["name": "白芷", "password": "password1"])
      #expect(empty.status == 422 && empty.html.contains("白芷") && !empty.html.contains("password1"))
      #expect(try await client.page(made.link.path).html.contains("连翘"))
      let unlike = ["password": goodPassword, "password_again": otherPassword]
      #expect(try await client.submit(made.link.path, unlike).html.contains("again-note"))
      let done = try await client.submit(made.link.path, ["password": goodPassword, "password_again": goodPassword])
      #expect(done.status == 303 && done.location == "/")
      let gone = try await client.page(made.link.path)
      #expect(gone.status == 404 && gone.html.contains("这个链接不能用了"))
      #expect(try await client.page(first.path).status == 404)
    }
  }

  @Test func `Who sets an installation up is led to the staff, where it says what comes next`() async throws {
    let house = try await TestLobby.open()
    let first = house.lobby.firstRun.open(at: house.clock.now)
    try await house.story { client in
      let choice = [
        "name": "秦艽", "role": "property_manager", "password": goodPassword, "password_again": goodPassword,
      ]
      let answer = try await client.executeRequest(
        uri: first.path, method: .post,
        headers: [.accept: "text/html", .contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(
          string: choice.map {
            "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
          }.joined(separator: "&")))
      #expect(answer.status == .seeOther && answer.headers[.location] == "/staff")
      let cookie = try #require(answer.headers[values: .setCookie].first?.split(separator: ";").first.map(String.init))
      let browser = TestLobby.Browser(cookie: cookie, formToken: "")
      let alone = try await client.page("/staff", as: browser)
      #expect(alone.html.contains("/residents/imports\">导入住户名单") && alone.html.contains("href=\"/browsers\""))
      try await house.hire("白芷", as: .squadLeader)
      let staff = try await client.page("/staff", as: browser)
      #expect(!staff.html.contains("接下来三件事"))
    }
  }

  @Test func `The console adds a person without ever taking a password`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foyer-\(UUID().uuidString)")
    let installation = try Installation.open(folder: folder, clock: TestClock(TestLobby.evening).lobbyClock)
    let estate = try await installation.addEstate(name: "青梧里", profile: "guard_post", timeZone: "Asia/Shanghai")
    let made = try await installation.addUser(name: "白芷", role: "property_manager", estate: estate)
    #expect(made.path == "/setup/\(made.code)")
    await #expect(throws: CommandRefusal.self) {
      try await installation.addUser(name: "白芷", role: "attendant", estate: estate)
    }
    await #expect(throws: CommandRefusal.self) {
      try await installation.addUser(name: "门禁", role: "program", estate: estate)
    }
  }

  @Test func `Guessing set-up links is held back by address`() async throws {
    let house = try await TestLobby.open()
    try await house.story { client in
      var statuses: Set<Int> = []
      for _ in 0..<40 { statuses.insert(try await client.ask(.get, "/setup/\(Secret.make())").status) }
      #expect(statuses == [404, 429])
    }
  }
}
