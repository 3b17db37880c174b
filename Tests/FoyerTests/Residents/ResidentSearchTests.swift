import Foundation
import HTTPTypes
import Testing

@testable import Foyer

struct ResidentSearchTests {
  private func names(_ text: String, in house: TestLobby, limit: Int = 20) async throws -> [String] {
    try await house.lobby.read { snapshot in
      let found = try snapshot.residents(
        asked: ResidentQuery(text), of: house.estate.id, limit: limit, at: house.clock.now)
      return try snapshot.residents(found.ids, of: house.estate.id).map(\.name)
    }
  }

  private func household() async throws -> TestLobby {
    let house = try await TestLobby.open()
    try await house.resident("张三", in: "1-2-1203", phones: ["13900001234"])
    try await house.resident("欧阳娜娜", in: "1-2-1204", phones: ["13900005678", "075523456789"])
    try await house.resident("单雄信", in: "12-1-301")
    try await house.resident("李张伟", in: "B座1803")
    try await house.resident("王女士", in: "2-1-101", relation: .tenant)
    try await house.resident("SMITH, John", in: "2-1-102")
    return house
  }

  @Test(
    arguments: [
      ("张", ["张三", "李张伟"]), ("张三", ["张三"]), ("zhang", ["张三", "李张伟"]), ("zs", ["张三"]), ("z", ["张三", "李张伟"]),
      ("zhangs", ["张三"]),
      ("ouyang", ["欧阳娜娜"]), ("oynn", ["欧阳娜娜"]), ("nana", ["欧阳娜娜"]), ("shan", ["单雄信"]), ("王", ["王女士"]), ("王女士", ["王女士"]),
      ("smith", ["SMITH, John"]), ("john smith", ["SMITH, John"]), ("Zhang San", ["张三"]), ("xyz", []), ("😀", []),
      ("%", []), ("", nil),
    ] as [(String, [String]?)])
  func `Residents are found by name, pinyin and initials`(text: String, expected: [String]?) async throws {
    let house = try await household()
    let found = try await names(text, in: house)
    if let expected { #expect(found == expected) } else { #expect(found.count == 6) }
  }

  @Test(
    arguments: [
      ("1-2-1203", ["张三"]), ("1栋2单元1203", ["张三"]), ("1203", ["张三"]), ("120", ["张三", "欧阳娜娜"]), ("1-2", ["张三", "欧阳娜娜"]),
      ("1栋2单元", ["张三", "欧阳娜娜"]), ("十二幢1单元301", ["单雄信"]), ("B座1803", ["李张伟"]), ("b1803", ["李张伟"]), ("1-1203", ["张三"]),
      ("1", ["张三", "欧阳娜娜", "单雄信", "王女士", "SMITH, John", "李张伟"]), ("2-1-101", ["王女士"]), ("9-9-999", []),
    ] as [(String, [String])])
  func `Residents are found by their room in any written form`(text: String, expected: [String]) async throws {
    let house = try await household()
    #expect(Set(try await names(text, in: house)) == Set(expected))
  }

  @Test(
    arguments: [
      ("1234", ["张三"]), ("01234", ["张三"]), ("13900001234", ["张三"]), ("5678", ["欧阳娜娜"]), ("6789", ["欧阳娜娜"]),
      ("91234", []),
    ] as [(String, [String])])
  func `Residents are found by the end of a phone number`(text: String, expected: [String]) async throws {
    let house = try await household()
    #expect(try await names(text, in: house) == expected)
  }

  @Test func `Who has moved out is not found, who changed his name only under the new one`() async throws {
    let house = try await TestLobby.open()
    let left = try await house.resident("张三", in: "1-2-1203", until: house.clock.now.advanced(minutes: 5))
    #expect(try await names("zs", in: house) == ["张三"])
    var renamed = left
    renamed.name = "李四"
    let changed = renamed
    try await house.lobby.write(in: house.estate.id) {
      try $0.update(changed, from: left, of: house.estate.id, at: house.clock.now)
    }
    #expect(try await names("zs", in: house) == [])
    #expect(try await names("lisi", in: house) == ["李四"])
    house.clock.advance(minutes: 5)
    #expect(try await names("lisi", in: house) == [])
  }

  @Test func `Every page goes on where the last one ended, and nobody is left out or named twice`() async throws {
    let house = try await TestLobby.open()
    for number in 1...30 {
      try await house.resident("明明\(number % 2 == 0 ? "明" : "")", in: "1-1-\(number)01", "1-1-\(number)02")
    }
    for text in ["明", "1", "", "mm"] {
      var seen: [String] = []
      var cursor: ResidentCursor?
      repeat {
        let start = cursor
        let page = try await house.lobby.read {
          try $0.residents(asked: ResidentQuery(text), of: house.estate.id, after: start, limit: 7, at: house.clock.now)
        }
        seen += page.ids
        cursor = try page.next.map { try #require(ResidentCursor($0.text)) }
      } while cursor != nil
      #expect(Set(seen).count == 30, "\(text)")
    }
  }

  @Test func `Staff see names in full and phones masked`() async throws {
    let house = try await household()
    let token = try await house.token(.attendant)
    try await house.story { client in
      let answer = try await client.json(.get, "/residents?q=zs", token: token)
      #expect(answer.status == 200)
      let items = try #require(answer.object["items"] as? [[String: Any]])
      #expect(items.first?["name"] as? String == "张三")
      #expect(items.first?["phones"] as? [String] == ["139****1234"])
      #expect(((items.first?["rooms"] as? [[String: Any]])?.first)?["room"] as? String == "1-2-1203")
      #expect(try await client.json(.get, "/residents?q=a&cursor=nonsense", token: token).status == 422)
      #expect(try await client.json(.get, "/residents?limit=0", token: token).status == 422)
      let blind = try await house.token(.administrator)
      #expect(try await client.json(.get, "/residents?q=zs", token: blind).status == 403)
    }
  }
}

@Suite struct ResidentQueryTests {
  @Test func `The beginning of a room in a lettered building is looked up as a room first`() {
    #expect(ResidentQuery("B-").lookups.first == .init(stage: .room, gram: "b-", beginning: nil))
    #expect(ResidentQuery("b").lookups.map(\.stage) == [.name])
  }
}
