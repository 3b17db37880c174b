import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Synchronization
import Testing

@testable import Foyer

/// Walks through the house like a curious person: follows every link, sends every form.
struct CrawlTests {
  @Test(arguments: [Role.propertyManager, .squadLeader, .attendant, .serviceCentre, .auditor, .administrator])
  func `Every link on every page opens`(for role: Role) async throws {
    let house = try await TestLobby.open()
    try await Filling(house: house).fill()
    let browser = try await house.signIn("辛夷", as: role)
    try await house.story { client in
      let walk = Walk(client: client, browser: browser, language: "zh-Hans")
      try await walk.everywhere()
      #expect(walk.pages.count > 1)
    }
  }

  @Test(arguments: ["zh-Hant", "en"])
  func `Every page has its texts`(in language: String) async throws {
    let house = try await TestLobby.open()
    try await Filling(house: house).fill()
    let browser = try await house.signIn("辛夷", as: .propertyManager)
    try await house.story { client in
      let walk = Walk(client: client, browser: browser, language: language)
      try await walk.everywhere()
      for (path, html) in walk.pages {
        // Parts of the desk that are fetched again have no head of their own.
        #expect(
          html.contains("<html lang=\"\(language)\"") || path.hasPrefix("/desk/") || path.contains("?part="), "\(path)")
        guard language == "zh-Hant" else { continue }
        let marked = html.replacing(/<[^>]*>/, with: " ")
        let wrong = Set(marked).intersection(CharacterPairs.simplifiedOnly).subtracting(Filling.characters)
        #expect(wrong.isEmpty, "\(path) shows \(String(wrong.sorted()))")
      }
    }
  }

  @Test(arguments: ["", "<script>alert(1)</script>", "🏮\u{0}\u{7f}", String(repeating: "长", count: 5_000), "-1"])
  func `Every form takes whatever is sent and answers clearly`(typed: String) async throws {
    let house = try await TestLobby.open()
    try await Filling(house: house).fill()
    let browser = try await house.signIn("辛夷", as: .propertyManager)
    try await house.story { client in
      let walk = Walk(client: client, browser: browser, language: "zh-Hans")
      try await walk.everywhere()
      for form in walk.forms.values.sorted(by: { $0.action < $1.action }) where !form.action.hasPrefix("/session") {
        let answer = try await walk.send(form, typed: typed)
        #expect(answer.status.code < 500 && answer.status.code != 403, "\(form.action) answered \(answer.status)")
        let html = String(buffer: answer.body)
        #expect(!html.contains("<script>alert"), "\(form.action) shows what was typed as markup")
      }
    }
  }

  @Test func `Every page of the product is reached, or it stands here why not`() async throws {
    let house = try await TestLobby.open()
    let rendered = Mutex<Set<String>>([])
    var lobby = house.lobby
    let strict = lobby.templates.onRender
    lobby.templates.onRender = { template, unknown in
      strict?(template, unknown)
      rendered.withLock { _ = $0.insert(template) }
    }
    let watched = TestLobby(lobby: lobby, estate: house.estate, post: house.post, clock: house.clock)
    try await Filling(house: watched).fill()
    for role in [Role.propertyManager, .squadLeader, .administrator] {
      let browser = try await watched.signIn("辛夷\(role.rawValue)", as: role)
      try await watched.story { client in
        try await Walk(client: client, browser: browser, language: "zh-Hans").everywhere()
        for path in ["/session/new", "/nowhere"] { _ = try await client.page(path) }
      }
    }
    let reached = rendered.withLock { $0 }
    for page in TemplateTests.pages.subtracting(reached).sorted() where Self.notReached[page] == nil {
      Issue.record("no link leads to \(page)")
    }
    for page in Self.notReached.keys.filter({ reached.contains($0) || !TemplateTests.pages.contains($0) }).sorted() {
      Issue.record("\(page) is reached, or is no page: it need not stand in the list")
    }
  }

  @Test func `The stories that show what a walk does not reach are there`() {
    let suites = Set(SourceTree.files("Tests/FoyerTests", ending: ".swift").map(\.name))
    for (page, reason) in Self.notReached {
      let story = reason.split(separator: " ").last.map(String.init) ?? ""
      #expect(suites.contains(story), "\(page): \(reason)")
    }
  }

  /// Pages that are shown only in a state which a walk does not bring about; each has a story of its own.
  private static let notReached: [String: String] = [
    "again": "after a form was sent that no page shows again: SentAgainStoryTests",
    "residents/import_preview": "after a list was sent: ImportStoryTests",
    "residents/import_progress": "while a list is imported: ImportStoryTests",
    "residents/import_report": "after a list was imported: ImportStoryTests",
    "search/none": "when nothing fits what was typed: SearchTests",
    "visits/revealed": "after a reason was given: VisitRecordTests",
    "staff/link": "after somebody was added: StaffStoryTests",
    "setup/show": "behind a one-time link: SetUpStoryTests",
    "setup/gone": "behind a link that was used: SetUpStoryTests",
    "handovers/part": "when a screen of a handover is told of news: HandoverSigningStoryTests",
    "handovers/show": "after a handover was begun: HandoverStoryTests",
    "handovers/sheet": "after a handover was begun: HandoverStoryTests",
    "register/refused": "a period that cannot be printed: RegisterSheetTests",
  ]
}
