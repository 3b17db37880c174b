import Database
import Foundation

extension Snapshot {
  /// Current residents that a question finds, best first, at most `limit`, and where the next page begins.
  func residents(
    asked query: ResidentQuery, of estate: String, after cursor: ResidentCursor? = nil, limit: Int, at now: Instant
  ) throws -> (ids: [String], next: ResidentCursor?) {
    var ids: [String] = []
    var seen: Set<String> = []
    for lookup in query.lookups.drop(while: { cursor != nil && $0.stage != cursor?.stage }) {
      var position = cursor?.stage == lookup.stage ? cursor ?? .start(of: lookup.stage) : .start(of: lookup.stage)
      // One more than shown; a resident may stand under one gram with two words.
      let size = limit + 8
      var isLast = false
      while !isLast {
        let batch = try found(lookup, of: estate, after: position, limit: size, at: now)
        for row in batch.rows where !seen.contains(row.id) {
          if ids.count == limit { return (ids, position) }
          seen.insert(row.id)
          ids.append(row.id)
          position = row
        }
        position = batch.next ?? position
        isLast = batch.next == nil
      }
    }
    return (ids, nil)
  }

  private func found(
    _ lookup: ResidentQuery.Lookup, of estate: String, after cursor: ResidentCursor, limit: Int, at now: Instant
  ) throws -> ResidentBatch {
    let rows: [ResidentCursor]
    switch lookup.stage {
    case .room: return try residentsByRoom(lookup, of: estate, after: cursor, limit: limit, at: now)
    case .all: rows = try everyResident(of: estate, after: cursor, limit: limit, at: now)
    case .name, .phone: rows = try residentsByGram(lookup, of: estate, after: cursor, limit: limit, at: now)
    }
    return ResidentBatch(rows: rows, next: rows.count < limit ? nil : rows.last)
  }

  private func residentsByGram(
    _ lookup: ResidentQuery.Lookup, of estate: String, after cursor: ResidentCursor, limit: Int, at now: Instant
  ) throws -> [ResidentCursor] {
    try rows(
      """
      SELECT g.rank, g.word, g.resident FROM resident_grams g
      WHERE g.estate = ? AND g.gram = ? AND (g.rank, g.word, g.resident) > (?, ?, ?)
        \(lookup.beginning == nil ? "" : "AND g.word LIKE ?")
        AND EXISTS (SELECT 1 FROM residencies y WHERE y.estate = g.estate AND y.resident = g.resident
          AND (y.ends_at IS NULL OR y.ends_at > ?))
      ORDER BY g.rank, g.word, g.resident LIMIT ?
      """,
      arguments: [.text(estate), .text(lookup.gram), cursor.rank.value, .text(cursor.word), .text(cursor.id)]
        + lookup.pattern + [now.milliseconds.value, limit.value]
    ).map { row in
      ResidentCursor(stage: lookup.stage, rank: row.int("rank"), word: row.text("word"), id: row.text("resident"))
    }
  }

  /// Rooms first, then who lives in them: joined, every room of the estate would be sorted for the first twenty.
  private func residentsByRoom(
    _ lookup: ResidentQuery.Lookup, of estate: String, after cursor: ResidentCursor, limit: Int, at now: Instant
  ) throws -> ResidentBatch {
    let rooms = try rows(
      """
      SELECT word, room FROM room_grams WHERE estate = ? AND gram = ? AND (word, room) >= (?, ?)
        \(lookup.beginning == nil ? "" : "AND word LIKE ?") ORDER BY word, room LIMIT ?
      """,
      arguments: [.text(estate), .text(lookup.gram), .text(cursor.word), .text(cursor.room)] + lookup.pattern
        + [limit.value]
    ).map { ResidentCursor(stage: .room, rank: 0, word: $0.text("word"), room: $0.text("room")) }
    let inhabitants = try inhabitants(of: rooms.map(\.room), estate: estate, at: now)
    let found = rooms.flatMap { room in
      (inhabitants[room.room] ?? []).map { resident in
        ResidentCursor(stage: .room, rank: 0, word: room.word, room: room.room, id: resident)
      }
    }.drop { $0.word == cursor.word && $0.room == cursor.room && $0.id <= cursor.id }
    guard rooms.count == limit, let last = rooms.last else { return ResidentBatch(rows: Array(found), next: nil) }
    let end = ResidentCursor(stage: .room, rank: 0, word: last.word, room: last.room, id: ResidentCursor.lastID)
    return ResidentBatch(rows: Array(found), next: end)
  }

  /// Ids of current residents by room, in the order of their ids.
  private func inhabitants(of rooms: [String], estate: String, at now: Instant) throws -> [String: [String]] {
    guard !rooms.isEmpty else { return [:] }
    let places = Array(repeating: "?", count: rooms.count).joined(separator: ", ")
    let found = try rows(
      """
      SELECT room, resident FROM residencies WHERE estate = ? AND room IN (\(places)) AND (ends_at IS NULL OR ends_at > ?)
      """, arguments: [.text(estate)] + rooms.map(Value.text) + [now.milliseconds.value])
    return Dictionary(grouping: found) { $0.text("room") }.mapValues { $0.map { $0.text("resident") }.sorted() }
  }

  private func everyResident(of estate: String, after cursor: ResidentCursor, limit: Int, at now: Instant) throws
    -> [ResidentCursor]
  {
    try rows(
      """
      SELECT r.id FROM residents r WHERE r.estate = ? AND r.id > ?
        AND EXISTS (SELECT 1 FROM residencies y WHERE y.estate = r.estate AND y.resident = r.id
          AND (y.ends_at IS NULL OR y.ends_at > ?))
      ORDER BY r.id LIMIT ?
      """, estate, cursor.id, now.milliseconds, limit
    ).map { ResidentCursor(stage: .all, rank: 0, id: $0.text("id")) }
  }
}

/// Rows of one lookup, and where it goes on.
private struct ResidentBatch {
  let rows: [ResidentCursor]
  let next: ResidentCursor?
}

extension ResidentQuery.Lookup {
  fileprivate var pattern: [Value] { beginning.map { [.text($0 + "%")] } ?? [] }
}

extension Snapshot {
  func found(_ filter: ResidentFilterForm, in estate: String, at now: Instant) throws -> ResidentAnswer {
    let (ids, next) = try residents(
      asked: ResidentQuery(filter.text), of: estate, after: filter.cursor, limit: filter.limit, at: now)
    return ResidentAnswer(
      estate: try existingEstate(estate), residents: try residents(ids, of: estate),
      residencies: try residencies(ofResidents: ids, estate: estate), next: next)
  }
}
