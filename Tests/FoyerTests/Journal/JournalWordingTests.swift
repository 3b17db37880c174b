import Foundation
import Pages
import Testing

@testable import Foyer

struct JournalWordingTests {
  @Test func `What lacks a fact falls away with its words`() {
    let text = "[{room}]来访[，发证{pass}]|{purpose}[，{party}人]"
    let whole = JournalWording.filled(text, ["room": "2-1203", "pass": "A-017", "purpose": "访友", "party": "3"])
    #expect(whole.headline == "2-1203来访，发证A-017" && whole.detail == "访友，3人")
    let bare = JournalWording.filled(text, ["purpose": "访友"])
    #expect(bare.headline == "来访" && bare.detail == "访友")
  }

  @Test func `A guard's words are never taken for signs of the text`() {
    let words = JournalWording.filled("{text}", ["text": "a|b [c] {room} }{"])
    #expect(words.headline == "a|b [c] {room} }{" && words.detail.isEmpty)
  }

  @Test func `A comma whose words fell away falls away too`() {
    #expect(JournalWording.filled("x|[缺{a}][，多{b}]", ["b": "A-001"]).detail == "多A-001")
  }

  @Test func `Every kind of entry has its words in every language`() throws {
    let phrasebook = try Phrasebook(directory: ProductHome.find().texts)
    for kind in JournalKind.allCases {
      let key = JournalFacts.key(of: JournalEntry.Event(kind: kind))
      #expect(phrasebook.has(key), "\(key)")
    }
    for act in ["help", "cleaning", "count"] { #expect(phrasebook.has("journal.note_written_\(act)")) }
    for group in JournalGroup.allCases { #expect(phrasebook.has("duty_record.groups.\(group.rawValue)")) }
  }

  @Test func `Every language fills the same facts of an entry`() throws {
    let phrasebook = try Phrasebook(directory: ProductHome.find().texts)
    for key in phrasebook.keys where key.hasPrefix("journal.") {
      let facts = Language.allCases.map { language in
        Set(phrasebook.text(key, language).matches(of: /\{(\w+)\}/).map { String($0.1) })
      }
      #expect(Set(facts).count == 1, "\(key)")
    }
  }

  @Test func `A pass that was not given back is said in other words`() {
    let event = JournalEntry.Event(kind: .visitLeft, payload: ["pass": "A-008", "pass_returned": "no"])
    let facts = JournalFacts.words(of: event) { _ in nil }
    #expect(facts["pass"] == nil && facts["pass_kept"] == "A-008")
  }
}
