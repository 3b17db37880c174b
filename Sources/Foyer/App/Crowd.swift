import Database
import Foundation

/// Many invented residents, to measure the search on (`foyer crowd`). Nothing of it is meant for service.
extension Installation {
  /// Answers the ids of the estates.
  public func addCrowd(
    residents: Int, estates: Int, progress: @Sendable (Int) -> Void
  ) async throws -> [String] {
    var ids: [String] = []
    for number in 1...max(estates, 1) {
      let estate = try await addEstate(name: "测量苑\(number)", profile: "guard_post", timeZone: "Asia/Shanghai")
      ids.append(estate)
      let (share, now) = (residents / max(estates, 1), clock.now())
      try await database.write(in: estate) { tx in
        try Crowd(estate: estate, size: share, now: now).settle(in: tx)
      }
      progress(number * share)
    }
    return ids
  }
}

private struct Crowd {
  let estate: String
  let size: Int
  let now: Instant

  private static let surnames = Array(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖")
  private static let given = Array("若知微清和安宁柏桐帆川禾青沛恩涵熙朗琪雅佳美乐康达子木思一果哲堃")

  func settle(in tx: Transaction) throws {
    var generator = SystemRandomNumberGenerator()
    let rooms = try rooms(in: tx)
    for number in 0..<size {
      let resident = Resident(
        id: Identifier.make(at: now), name: name(&generator), phones: ["1390\(Int.random(in: 1_000_000...9_999_999))"],
        note: nil, isDiscreet: false)
      try tx.insert(resident, of: estate, at: now)
      let room = rooms[number % rooms.count]
      let residency = Resident.Residency(
        id: Identifier.make(at: now), resident: resident.id, room: room.id, roomDisplay: room.display,
        relation: number < rooms.count ? .owner : .family, startsAt: nil, endsAt: nil)
      try tx.insert(residency, of: estate, at: now)
    }
  }

  /// Ten buildings of two entrances, four doors a floor, as many floors as needed for two or three people a room.
  private func rooms(in tx: Transaction) throws -> [Room] {
    let floors = max(1, size / 200)
    var rooms: [Room] = []
    for (building, entrance) in (1...10).flatMap({ building in (1...2).map { (building, $0) } }) {
      for (floor, door) in (1...floors).flatMap({ floor in (1...4).map { (floor, $0) } }) {
        let name = RoomName.parse("\(building)-\(entrance)-\(floor)0\(door)")
        guard let room = Room(name, id: Identifier.make(at: now)) else { continue }
        try tx.insert(room, of: estate, at: now)
        rooms.append(room)
      }
    }
    return rooms
  }

  /// The first surnames are the frequent ones.
  private func name(_ generator: inout SystemRandomNumberGenerator) -> String {
    let place = min(Int.random(in: 0..<Self.surnames.count), Int.random(in: 0..<Self.surnames.count))
    let given = (0..<Int.random(in: 1...2)).compactMap { _ in Self.given.randomElement(using: &generator) }
    return String(Self.surnames[place]) + String(given)
  }
}
