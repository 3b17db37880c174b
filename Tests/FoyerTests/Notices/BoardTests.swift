import Testing

@testable import Foyer

/// The rules of the board, without a store.
struct BoardTests {
  private let now = TestLobby.evening

  private func item(
    _ kind: BoardItem.Kind = .event, asked: Bool = true, off: Bool = false, readAgo: Int? = nil, known: Bool = false
  ) -> BoardItem {
    BoardItem(
      kind: kind, id: "x", revision: 1, from: now, until: now.advanced(minutes: 60), isOff: off, isAsked: asked,
      readAt: readAgo.map { now.advanced(minutes: -$0) }, isKnown: known || readAgo != nil)
  }

  @Test func `What the day brings is read on every shift, an instruction once in each wording`() {
    let shift = now.advanced(minutes: -30)
    #expect(item().state(since: shift) == .unread)
    #expect(item(readAgo: 20).state(since: shift) == .read)
    #expect(item(readAgo: 40).state(since: shift) == .unread)
    #expect(item(.instruction, readAgo: 40).state(since: shift) == .read)
    #expect(item(.notice, readAgo: 9_000).state(since: shift) == .read)
    #expect(item(.instruction, known: true).state(since: shift) == .changed)
    #expect(item(asked: false).state(since: shift) == .open)
  }

  @Test func `What is called off is said to those who had read it and to nobody else`() {
    let shift = now.advanced(minutes: -30)
    #expect(item(off: true).state(since: shift) == .open)
    #expect(item(off: true, known: true).state(since: shift) == .changed)
  }

  @Test func `New words are asked for again; more readers or another end are not`() {
    let old = Instruction.Details(
      title: "夜间巡查", body: "每两小时一次", post: nil, readers: [.role(.attendant)], from: now, until: nil)
    var more = old
    more.readers.append(.role(.butler))
    more.until = now.advanced(days: 3)
    #expect(!more.asksAgain(instead: old))
    more.body = "每小时一次"
    #expect(more.asksAgain(instead: old))
  }

  @Test(arguments: [
    ("2栋", "2栋"), ("2栋1单元", "2栋1单元"), ("2-1-1203", "2-1-1203"),
  ])
  func `A place is a building, an entrance or a room`(typed: String, display: String) throws {
    let area = try #require(NoticeArea(stated: RoomName.parse(typed)))
    let keys = NoticeArea.keys(of: RoomName.parse("2-1-1203"))
    #expect(keys.contains(area.key), "\(typed): \(area.key) is none of \(keys)")
    #expect(!NoticeArea.keys(of: RoomName.parse("3-1-1203")).contains(area.key))
    #expect(keys.last == "" && keys.count == 4 && !area.display.isEmpty)
  }

  @Test func `What is no place, or a room of no stated building, is none`() {
    for typed in ["花园那边", "1203", "🏮"] { #expect(NoticeArea(stated: RoomName.parse(typed)) == nil, "\(typed)") }
  }

  @Test func `A line tells neither who lives there nor whether he is in`() {
    #expect(Saying.tellsAbsence("业主出差，下周回来") && Saying.tellsAbsence("They are NOT at home"))
    #expect(!Saying.tellsAbsence("快递请放丰巢柜"))
    #expect(Saying.exposes("请找陆英", names: ["陆英"], phones: []))
    #expect(Saying.exposes("打139 0000 0001", names: [], phones: ["13900000001"]))
    #expect(!Saying.exposes("停水到16点，请打96001", names: ["陆英"], phones: ["13900000001"]))
  }

  @Test func `An event runs through its states, and only one to which people come is written up`() {
    func event(from: Int, until: Int, cancelled: Bool = false) -> LobbyEvent {
      LobbyEvent(
        id: "x",
        details: .init(
          kind: .activity, title: "茶会", area: .estate, from: now.advanced(minutes: from),
          until: now.advanced(minutes: until)), revision: 1, cancelledAt: cancelled ? now : nil, cancelledBy: nil,
        report: nil, createdAt: now, createdBy: "白芷")
    }
    #expect(event(from: 10, until: 20).state(at: now) == .planned)
    #expect(event(from: 0, until: 20).state(at: now) == .running)
    #expect(event(from: -20, until: 0).state(at: now) == .over)
    #expect(event(from: 10, until: 20, cancelled: true).state(at: now) == .cancelled)
    #expect(LobbyEvent.Kind.allCases.filter(\.isReported) == [.activity, .booking, .moveIn, .moveOut])
  }
}
