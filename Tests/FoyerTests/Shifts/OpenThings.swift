import Database

@testable import Foyer

/// Everything that anybody could ask about, straight from the tables and without the product's own questions.
enum OpenThings {
  static func all(in house: TestLobby) async throws -> Set<String> {
    let (estate, zone, now) = (house.estate.id, house.estate.zone, house.clock.now)
    return try await house.lobby.read { snapshot in
      func ids(_ path: String, _ column: String, _ question: String, _ more: (any ValueConvertible)...) throws
        -> [String]
      {
        try snapshot.rows(question, arguments: [.text(estate)] + more.map(\.value))
          .map { "/\(path)/\($0.text(column))" }
      }
      let (at, today) = (now.milliseconds, zone.startOfDay(now).milliseconds)
      let board =
        try ids(
          "instructions", "id",
          "SELECT id FROM instructions WHERE estate = ? AND starts_at <= ? AND ends_at > ? AND withdrawn_at IS NULL",
          at,
          at
        ) + ids("notices", "id", "SELECT id FROM notices WHERE estate = ? AND state = 'draft'")
        + ids(
          "events", "id",
          """
          SELECT id FROM lobby_events WHERE estate = ? AND ends_at <= ? AND reported_at IS NULL
            AND cancelled_at IS NULL AND kind IN ('activity', 'booking')
          """, at) + ids("receptions", "id", "SELECT id FROM receptions WHERE estate = ? AND state = 'inside'")
      let visitors =
        try ids(
          "visits", "id", "SELECT id FROM visits WHERE estate = ? AND state IN ('inside', 'waiting')"
        ) + ids("passes", "number", "SELECT number FROM passes WHERE estate = ? AND visit > ''")
        + ids(
          "expected-visits", "id",
          """
          SELECT e.id FROM expected_visits e WHERE e.estate = ? AND e.ends_at < ? AND e.ends_at > ?
            AND e.cancelled_at IS NULL
          """, at, today)
      let duty =
        try ids("notes", "entry", "SELECT entry FROM marked_notes WHERE estate = ? AND settled_at IS NULL")
        + ids("findings", "id", "SELECT id FROM findings WHERE estate = ? AND done_at IS NULL")
        + ids("equipment-faults", "id", "SELECT id FROM equipment_faults WHERE estate = ? AND closed_at IS NULL")
        + ids(
          "duties", "duty", "SELECT duty FROM appearance_checks WHERE estate = ? AND righted_at IS NULL AND wrong <> ''"
        )
        + snapshot.rows(
          "SELECT roster_entry, planned_from FROM absences WHERE estate = ? AND settled_at IS NULL", estate
        )
        .map { "/duties \($0.int("planned_from")) \($0.text("roster_entry"))" }
      return Set(board + visitors + duty).union(try rounds(snapshot, estate, now))
    }
  }

  /// As ``OpenItem/key`` without its kind: address, moment, and what tells two of one moment apart.
  static func withoutKind(_ key: String) -> String { String(key.drop { $0 != " " }.dropFirst()) }

  /// Running too long; and due, over, with neither a round nor a reason: every list at every of its times, by hand.
  private static func rounds(_ snapshot: Snapshot, _ estate: String, _ now: Instant) throws -> Set<String> {
    let running = try snapshot.rows(
      "SELECT id, end_at FROM rounds WHERE estate = ? AND finished_at IS NULL AND end_at < ?", estate,
      now.advanced(minutes: -RandomDays.grace).milliseconds
    ).map { "/rounds/\($0.text("id"))" }
    let lists = try snapshot.rows(
      """
      SELECT c.id, c.in_use_since, v.times FROM checklists c JOIN checklist_versions v
        ON v.estate = c.estate AND v.checklist = c.id WHERE c.estate = ? AND c.in_use_since IS NOT NULL
      """, estate)
    let missed = try lists.flatMap { list -> [String] in
      try list.text("times").split(separator: " ").flatMap { time -> [String] in
        try (0...4).compactMap { day -> String? in
          let midnight = EstateZone.shanghai.startOfDay(TestLobby.evening, adding: day)
          guard let due = EstateZone.shanghai.instant(clock: String(time), onDayOf: midnight),
            due >= Instant(milliseconds: list.int("in_use_since")), due.advanced(minutes: RandomDays.grace) < now
          else { return nil }
          let settled =
            try snapshot.count(
              "SELECT COUNT(*) FROM rounds WHERE estate = ? AND checklist = ? AND due_at = ?", estate, list.text("id"),
              due.milliseconds)
            + snapshot.count(
              "SELECT COUNT(*) FROM excused_rounds WHERE estate = ? AND checklist = ? AND due_at = ?", estate,
              list.text("id"), due.milliseconds)
          return settled > 0 ? nil : "/rounds \(due.milliseconds) \(list.text("id"))"
        }
      }
    }
    return Set(running + missed)
  }
}
