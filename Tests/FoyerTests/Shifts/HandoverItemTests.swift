import Testing

@testable import Foyer

struct HandoverItemTests {
  @Test func `Things of one kind stand together where the first of them stood, in the order in which they came`() {
    let items = [("overstay", "a"), ("finding", "b"), ("overstay", "c"), ("note", "d"), ("finding", "e")].map {
      Self.item($0.0, $0.1)
    }
    #expect(HandoverItem.byKind(items).map(\.key) == ["a", "c", "b", "e", "d"])
  }

  @Test func `Whoever says that he understood all of them means those that he saw, in any order`() {
    let (first, second) = (Self.item("note", "a"), Self.item("note", "b"))
    #expect(HandoverItem.mark(of: [first, second]) == HandoverItem.mark(of: [second, first]))
    #expect(HandoverItem.mark(of: [first]) != HandoverItem.mark(of: [first, second]))
  }

  private static func item(_ kind: String, _ key: String) -> HandoverItem {
    HandoverItem(
      key: key, kind: kind, path: "/", room: nil, since: TestLobby.evening, things: [], joinedAt: TestLobby.evening)
  }
}
