import Testing

@testable import Foyer

struct PayloadTests {
  @Test(arguments: [
    [:], ["pass": "A-001"], ["a": "", "b": "2", "purpose": "family"], ["text": #"他说"好"，\ 完"#],
    ["text": "a\nb", "x": "{:,}"],
    ["text": ",:{}"],
  ])
  func `A payload is read as it was written`(payload: [String: String]) throws {
    let event = JournalEntry.Event(kind: .noteWritten, payload: payload)
    #expect(try JournalEntry.Event.payload(written: event.written) == payload)
  }
}
