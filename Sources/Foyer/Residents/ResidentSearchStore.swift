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
        let rows = try found(lookup, of: estate, after: position, limit: size, at: now)
        for row in rows where !seen.contains(row.id) {
          if ids.count == limit { return (ids, position) }
          seen.insert(row.id)
          ids.append(row.id)
          position = row
        }
        position = rows.last ?? position
        isLast = rows.count < size
      }
    }
    return (ids, nil)
  }

  private func found(
    _ lookup: ResidentQuery.Lookup, of estate: String, after cursor: ResidentCursor, limit: Int, at now: Instant
  ) throws -> [ResidentCursor] {
    switch lookup.stage {
    case .all: try everyResident(of: estate, after: cursor, limit: limit, at: now)
    case .room: try residentsByRoom(lookup, of: estate, after: cursor, limit: limit, at: now)
    case .name, .phone: try residentsByGram(lookup, of: estate, after: cursor, limit: limit, at: now)
    }
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

  private func residentsByRoom(
    _ lookup: ResidentQuery.Lookup, of estate: String, after cursor: ResidentCursor, limit: Int, at now: Instant
  ) throws -> [ResidentCursor] {
    try rows(
      """
      SELECT g.word, g.room, y.resident FROM room_grams g
        JOIN residencies y ON y.estate = g.estate AND y.room = g.room
      WHERE g.estate = ? AND g.gram = ? AND (g.word, g.room) >= (?, ?) AND (g.word, g.room, y.resident) > (?, ?, ?)
        \(lookup.beginning == nil ? "" : "AND g.word LIKE ?") AND (y.ends_at IS NULL OR y.ends_at > ?)
      ORDER BY g.word, g.room, y.resident LIMIT ?
      """,
      arguments: [
        .text(estate), .text(lookup.gram), .text(cursor.word), .text(cursor.room), .text(cursor.word),
        .text(cursor.room), .text(cursor.id),
      ] + lookup.pattern + [now.milliseconds.value, limit.value]
    ).map { row in
      ResidentCursor(
        stage: .room, rank: 0, word: row.text("word"), room: row.text("room"), id: row.text("resident"))
    }
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

extension ResidentQuery.Lookup {
  fileprivate var pattern: [Value] { beginning.map { [.text($0 + "%")] } ?? [] }
}

extension Snapshot {
  func found(_ filter: ResidentFilter, in estate: String, at now: Instant) throws -> ResidentAnswer {
    let (ids, next) = try residents(
      asked: ResidentQuery(filter.text), of: estate, after: filter.cursor, limit: filter.limit, at: now)
    return ResidentAnswer(
      estate: try existingEstate(estate), residents: try residents(ids, of: estate),
      residencies: try residencies(ofResidents: ids, estate: estate), next: next)
  }
}
